import { Form, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Covered, NewPassword } from '~/doorway/new-password.tsx'
import { Button } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { Field } from '~/ui/field.tsx'
import type { useRefused } from '~/ui/refused.tsx'

/** The old password and a new one; whoever only found the page open knows the first of them not. */
export function OwnPassword({ login, refused }: { login: string; refused: ReturnType<typeof useRefused> }) {
  const { t } = useTranslation('profile')
  const [shown, setShown] = useState(false)
  const busy = useNavigation().formData?.get('do') === 'password'
  return (
    <Section title={t('password.title')} help={t('password.lead')}>
      <Form method="post" preventScrollReset className="flex max-w-md flex-col gap-5">
        <input type="text" name="username" value={login} autoComplete="username" readOnly hidden />
        <Field label={t('password.old')} error={refused.field('oldPassword')}>
          <Covered name="oldPassword" shown={shown} onToggle={() => setShown(!shown)} autoComplete="current-password" />
        </Field>
        <NewPassword error={refused.field('password')} />
        <span>
          <Button name="do" value="password" look="strong" busy={busy}>
            {t('password.do')}
          </Button>
        </span>
      </Form>
    </Section>
  )
}
