import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { acceptInvitation } from '#server/accounts/accept-invitation.ts'
import { activate } from '#server/accounts/activate.ts'
import { offerFor } from '#server/accounts/offer-for.ts'
import { activateForm } from '#server/auth/forms.ts'
import { knockOf, withCookies } from '#server/auth/knock.ts'
import { forgetLink, linkIn } from '#server/auth/mailed-link.ts'
import { SignInNeeded } from '#server/platform/errors.ts'
import { readForm } from '#server/platform/read-form.ts'
import { AcceptOffer, NewPerson } from '~/doorway/accept-offer.tsx'
import { Doorway } from '~/doorway/doorway.tsx'
import { titled } from '~/frame/title.ts'
import { Button, LinkButton } from '~/ui/button.tsx'

export const meta: MetaFunction = () => titled('auth:activate.title')

export const loader = ({ context: { portal, caller, cookies } }: LoaderFunctionArgs) =>
  offerFor(portal, caller, linkIn(portal, 'activate', cookies))

export async function action({ request, context }: ActionFunctionArgs) {
  const { portal, caller, cookies } = context
  const token = linkIn(portal, 'activate', cookies)
  const sent = await request.formData()
  if (sent.get('as') === 'me') {
    if (!caller) throw new SignInNeeded()
    const { grantId } = await acceptInvitation(caller, token)
    return redirect(`/g/${grantId}`, { headers: withCookies([forgetLink(portal, 'activate')]) })
  }
  const made = await activate(portal, knockOf(context), token, readForm(activateForm, sent))
  return redirect(`/g/${made.grantId}`, { headers: withCookies([...made.cookies, forgetLink(portal, 'activate')]) })
}

export default function Activate() {
  const offer = useLoaderData<typeof loader>()
  const { t } = useTranslation('auth')
  const lead =
    offer.state !== 'gone' && offer.state !== 'used' && offer.state !== 'run_out'
      ? t('activate.lead', offer)
      : undefined
  switch (offer.state) {
    case 'new':
      return (
        <Doorway host={offer.host} title={t('activate.title')} lead={lead}>
          <NewPerson email={offer.email} loginName={offer.loginName} />
        </Doorway>
      )
    case 'yours':
      return (
        <Doorway host={offer.host} title={t('activate.title')} lead={lead}>
          <AcceptOffer name={offer.signedInAs} />
        </Doorway>
      )
    case 'sign_in':
      return (
        <Doorway host={offer.host} title={t('activate.title')} lead={t('activate.known', { ...offer })}>
          <LinkButton to="/sign-in?to=/activate" look="strong">
            {t('sign_in.do')}
          </LinkButton>
        </Doorway>
      )
    case 'somebody_else':
      return (
        <Doorway host={offer.host} title={t('activate.title')} lead={t('activate.somebody_else', { ...offer })}>
          <Form method="post" action="/sign-out">
            <input type="hidden" name="to" value="/activate" />
            <Button look="strong" className="w-full">
              {t('activate.sign_out')}
            </Button>
          </Form>
          {/* The link is for somebody else, and stays as it is for them. */}
          <LinkButton to="/">{t('activate.stay', { ...offer })}</LinkButton>
        </Doorway>
      )
    default:
      return (
        <Doorway host={offer.host} title={t('link.gone')} lead={t(`activate.${offer.state}`)}>
          <LinkButton to="/sign-in">{t('sign_in.do')}</LinkButton>
        </Doorway>
      )
  }
}
