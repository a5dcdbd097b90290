import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { choosePassword, resetBehind } from '#server/auth/choose-password.ts'
import { resetForm } from '#server/auth/forms.ts'
import { hostName } from '#server/auth/host-name.ts'
import { withCookies } from '#server/auth/knock.ts'
import { forgetLink, linkIn } from '#server/auth/mailed-link.ts'
import { closingCookie } from '#server/auth/sessions.ts'
import { readForm } from '#server/platform/read-form.ts'
import { Doorway } from '~/doorway/doorway.tsx'
import { NewPassword } from '~/doorway/new-password.tsx'
import { titled } from '~/frame/title.ts'
import { Button, LinkButton } from '~/ui/button.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'

export const meta: MetaFunction = () => titled('auth:choose.title')

export async function loader({ context: { portal, cookies } }: LoaderFunctionArgs) {
  const reset = await resetBehind(portal.database.db, linkIn(portal, 'reset', cookies))
  return { host: await hostName(portal), login: reset?.login ?? null }
}

export async function action({ request, context: { portal, ip, cookies } }: ActionFunctionArgs) {
  const form = readForm(resetForm, await request.formData())
  await choosePassword(portal, ip, linkIn(portal, 'reset', cookies), form)
  return redirect('/sign-in?after=password', {
    headers: withCookies([closingCookie(portal), forgetLink(portal, 'reset')]),
  })
}

export default function ChoosePassword() {
  const { host, login } = useLoaderData<typeof loader>()
  const { t } = useTranslation('auth')
  const refused = useRefused()
  const busy = useNavigation().state === 'submitting'
  if (login === null)
    return (
      <Doorway host={host} title={t('link.gone')} lead={t('choose.gone')}>
        <LinkButton to="/reset" look="strong">
          {t('choose.ask_again')}
        </LinkButton>
      </Doorway>
    )
  return (
    <Doorway host={host} title={t('choose.title')} lead={t('choose.lead', { login })}>
      <FormError words={refused.words} />
      <Form method="post" className="flex flex-col gap-4">
        <input type="text" name="username" value={login} autoComplete="username" readOnly hidden />
        <NewPassword error={refused.field('password')} />
        <Button look="strong" busy={busy}>
          {t('choose.do')}
        </Button>
      </Form>
    </Doorway>
  )
}
