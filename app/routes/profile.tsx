import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { TOLD } from '#server/profile/catalogue.ts'
import { ownProfile } from '#server/profile/own-profile.ts'
import { profileAction } from '#server/profile/profile-action.ts'
import { callerOf } from '~/frame/caller.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { AboutMe } from '~/profile/about-me.tsx'
import { OwnGrants } from '~/profile/own-grants.tsx'
import { OwnPassword } from '~/profile/own-password.tsx'
import { Sessions } from '~/profile/sessions.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { Told } from '~/ui/told.tsx'

export const meta = () => titled('profile:title')

export const loader = ({ context }: LoaderFunctionArgs) => ownProfile(callerOf(context))

export async function action({ context, request }: ActionFunctionArgs) {
  const told = await profileAction(callerOf(context), await request.formData())
  return redirect(`${new URL(request.url).pathname}?told=${told}`)
}

/** One's own page [A15]: who one is, the password, where one is signed in, and what one has access to. */
export default function Profile() {
  const page = useLoaderData<typeof loader>()
  const { t } = useTranslation('profile')
  const refused = useRefused()
  // What a form below says itself is not said once more.
  const inForm = ['save', 'password'].includes(refused.typed('do') ?? '')
  const [query] = useSearchParams()
  const told = TOLD.find((one) => one === query.get('told'))
  return (
    <Page title={t('title')}>
      {told && told !== 'password' && !refused.words && <Told>{t(`told.${told}`)}</Told>}
      {!inForm && refused.words && <FormError words={refused.words} />}
      <AboutMe page={page} />
      {page.grants.length > 0 && <OwnGrants grants={page.grants} emptyCells={page.emptyCells} />}
      <OwnPassword login={page.me.login ?? page.me.email} changed={told === 'password'} />
      <Sessions sessions={page.sessions} />
    </Page>
  )
}
