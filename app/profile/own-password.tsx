import { Form, useLocation, useNavigation } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Covered, NewPassword } from '~/doorway/new-password.tsx'
import { Button } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { Field } from '~/ui/field.tsx'
import { Notice } from '~/ui/notice.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'

/** The old password and a new one; whoever only found the page open knows the first of them not. `changed`: it was, just now. */
export function OwnPassword({ login, changed }: { login: string; changed: boolean }) {
  const { t } = useTranslation('profile')
  const refused = useRefused(undefined, { do: 'password' })
  const [shown, setShown] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const done = changed && !refused.words
  const { key } = useLocation()
  useEffect(() => {
    if (done) form.current?.reset()
    // Each answer comes with a place of its own, also one that says the same again.
  }, [done, key])
  const busy = useNavigation().formData?.get('do') === 'password'
  return (
    <Section title={t('password.title')} help={t('password.lead')}>
      <Form ref={form} method="post" preventScrollReset className="flex max-w-md flex-col gap-5">
        {refused.words && <FormError words={refused.words} />}
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
        {done && (
          <Notice tone="good" role="status">
            {t('told.password')}
          </Notice>
        )}
      </Form>
    </Section>
  )
}
