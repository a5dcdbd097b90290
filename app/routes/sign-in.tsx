import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isEmpty } from '#server/auth/first-run.ts'
import { demoPeople } from '#server/auth/demo-people.ts'
import { signInForm } from '#server/auth/forms.ts'
import { knockOf, withCookies } from '#server/auth/knock.ts'
import { ownPath } from '#server/auth/own-path.ts'
import { signIn } from '#server/auth/sign-in.ts'
import { hostName } from '#server/auth/host-name.ts'
import { readForm } from '#server/platform/read-form.ts'
import { DemoPeople } from '~/doorway/demo-people.tsx'
import { Doorway } from '~/doorway/doorway.tsx'
import { Covered } from '~/doorway/new-password.tsx'
import { forgetWhoLeft } from '~/frame/forget.ts'
import { titled } from '~/frame/title.ts'
import { Button } from '~/ui/button.tsx'
import { Field } from '~/ui/field.tsx'
import { Input } from '~/ui/input.tsx'
import { Notice } from '~/ui/notice.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'

export const meta: MetaFunction = () => titled('auth:sign_in.title')

export async function loader({ context: { portal } }: LoaderFunctionArgs) {
  if (await isEmpty(portal.database.db)) return redirect('/set-up')
  return { host: await hostName(portal), demo: await demoPeople(portal) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = readForm(signInForm, await request.formData())
  const { cookies } = await signIn(context.portal, knockOf(context), form)
  return redirect(ownPath(form.to) ?? '/', { headers: withCookies(cookies) })
}

/** Why somebody was led here from an open page: it tells nothing of anybody. */
const WHY = ['signed_out', 'turned_off'] as const

export default function SignIn() {
  const { host, demo } = useLoaderData<typeof loader>()
  const { t } = useTranslation('auth')
  const [query] = useSearchParams()
  const why = WHY.find((one) => one === query.get('why'))
  const refused = useRefused()
  const busy = useNavigation().formAction?.startsWith('/sign-in') ?? false
  const [shown, setShown] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(forgetWhoLeft, [])
  return (
    <Doorway host={host} title={t('sign_in.title')} after={demo && <DemoPeople host={host} demo={demo} form={form} />}>
      {query.get('after') === 'leaving' && <Notice tone="good">{t('sign_in.left')}</Notice>}
      {query.get('after') === 'password' && <Notice tone="good">{t('sign_in.password_chosen')}</Notice>}
      {why && <Notice tone="closed">{t(`sign_in.why.${why}`, { host })}</Notice>}
      <FormError words={refused.words} />
      <Form ref={form} method="post" replace className="flex flex-col gap-4">
        <input type="hidden" name="to" value={query.get('to') ?? ''} />
        <Field label={t('sign_in.name')} error={refused.field('name')}>
          <Input
            name="name"
            required
            dir="ltr"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={refused.typed('name')}
          />
        </Field>
        <Field label={t('password.label')} error={refused.field('password')}>
          <Covered shown={shown} onToggle={() => setShown(!shown)} autoComplete="current-password" />
        </Field>
        <Button look="strong" busy={busy}>
          {t('sign_in.do')}
        </Button>
        <p className="text-center text-small">
          <Link to="/reset" className="link inline-block py-1">
            {t('sign_in.forgotten')}
          </Link>
        </p>
      </Form>
    </Doorway>
  )
}
