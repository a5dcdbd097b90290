import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { askReset } from '#server/auth/ask-reset.ts'
import { askResetForm } from '#server/auth/forms.ts'
import { hostName } from '#server/auth/host-name.ts'
import { readForm } from '#server/platform/read-form.ts'
import { Doorway } from '~/doorway/doorway.tsx'
import { titled } from '~/frame/title.ts'
import { Button } from '~/ui/button.tsx'
import { Field } from '~/ui/field.tsx'
import { Input } from '~/ui/input.tsx'
import { Notice } from '~/ui/notice.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'

export const meta: MetaFunction = () => titled('auth:reset.title')

export const loader = async ({ context: { portal } }: LoaderFunctionArgs) => ({
  host: await hostName(portal),
  sendsMail: portal.sendsMail,
})

export async function action({ request, context }: ActionFunctionArgs) {
  await askReset(context.portal, context.ip, readForm(askResetForm, await request.formData()))
  return { asked: true }
}

export default function Reset() {
  const { host, sendsMail } = useLoaderData<typeof loader>()
  const { t } = useTranslation('auth')
  const answer = useActionData<typeof action>()
  const refused = useRefused()
  const busy = useNavigation().state === 'submitting'
  return (
    <Doorway host={host} title={t('reset.title')} lead={t(sendsMail ? 'reset.lead' : 'reset.lead_unsent')}>
      {answer && 'asked' in answer && (
        <Notice tone={sendsMail ? 'good' : 'info'} role="status">
          {t(sendsMail ? 'reset.asked' : 'reset.asked_unsent')}
        </Notice>
      )}
      <FormError words={refused.words} />
      <Form method="post" className="flex flex-col gap-4">
        <Field label={t('reset.email')} error={refused.field('email')}>
          <Input
            name="email"
            type="email"
            required
            dir="ltr"
            autoComplete="email"
            defaultValue={refused.typed('email')}
          />
        </Field>
        <Button look="strong" busy={busy}>
          {t('reset.do')}
        </Button>
        <p className="text-center text-small">
          <Link to="/sign-in" className="link inline-block py-1">
            {t('reset.back')}
          </Link>
        </p>
      </Form>
    </Doorway>
  )
}
