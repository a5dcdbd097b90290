import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { FormError, useRefused } from '../ui/refused.tsx'
import { NewPassword } from './new-password.tsx'

/** Accepts an invitation as somebody new: they choose how they sign in; `loginName` is a proposal. */
export function NewPerson({ email, loginName }: { email: string; loginName: string }) {
  const { t } = useTranslation('auth')
  const refused = useRefused()
  const busy = useNavigation().state === 'submitting'
  return (
    <Form method="post" className="flex flex-col gap-4 [&>:empty]:-mb-4">
      <FormError words={refused.words} />
      <Field
        label={t('activate.login_name')}
        help={t('activate.login_name_help', { email })}
        error={refused.field('loginName')}
      >
        <Input
          name="loginName"
          required
          dir="ltr"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={refused.typed('loginName') ?? loginName}
        />
      </Field>
      <NewPassword error={refused.field('password')} />
      <Button look="strong" busy={busy}>
        {t('activate.do')}
      </Button>
    </Form>
  )
}

/** Accepts an invitation as the person who is signed in. */
export function AcceptOffer({ name }: { name: string }) {
  const { t } = useTranslation('auth')
  const refused = useRefused()
  const busy = useNavigation().state === 'submitting'
  return (
    <Form method="post" className="flex flex-col gap-4 [&>:empty]:-mb-4">
      <FormError words={refused.words} />
      <input type="hidden" name="as" value="me" />
      <Button look="strong" busy={busy}>
        {t('activate.accept_as', { name })}
      </Button>
    </Form>
  )
}
