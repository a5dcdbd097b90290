import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { chooseFirstPassword, resetBehind } from '#server/auth/choose-password.ts'
import { resetForm } from '#server/auth/forms.ts'
import { hostName } from '#server/auth/host-name.ts'
import { knockOf, withCookies } from '#server/auth/knock.ts'
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
  return {
    host: await hostName(portal),
    reset: reset && { login: reset.login, name: reset.name, first: reset.first, off: reset.off },
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { portal, cookies } = context
  const form = readForm(resetForm, await request.formData())
  const entered = await chooseFirstPassword(portal, knockOf(context), linkIn(portal, 'reset', cookies), form)
  if (entered) return redirect('/', { headers: withCookies([...entered, forgetLink(portal, 'reset')]) })
  return redirect('/sign-in?after=password', {
    headers: withCookies([closingCookie(portal), forgetLink(portal, 'reset')]),
  })
}

export default function ChoosePassword() {
  const { host, reset } = useLoaderData<typeof loader>()
  const { t } = useTranslation('auth')
  const refused = useRefused()
  const busy = useNavigation().state === 'submitting'
  if (!reset)
    return (
      <Doorway host={host} title={t('link.gone')} lead={t('choose.gone')}>
        <LinkButton to="/reset" look="strong">
          {t('choose.ask_again')}
        </LinkButton>
      </Doorway>
    )
  if (reset.off)
    return (
      <Doorway host={host} title={t('choose.off')} lead={t('choose.off_lead', { host })}>
        <LinkButton to="/sign-in">{t('reset.back')}</LinkButton>
      </Doorway>
    )
  return (
    <Doorway
      host={host}
      title={reset.first ? t('choose.welcome', { name: reset.name }) : t('choose.title')}
      lead={t(reset.first ? 'choose.first_lead' : 'choose.lead', { login: reset.login, host })}
    >
      <FormError words={refused.words} />
      <Form method="post" className="flex flex-col gap-4">
        <input type="text" name="username" value={reset.login} autoComplete="username" readOnly hidden />
        <NewPassword error={refused.field('password')} first={reset.first} />
        <Button look="strong" busy={busy}>
          {t(reset.first ? 'choose.enter' : 'choose.do')}
        </Button>
      </Form>
    </Doorway>
  )
}
