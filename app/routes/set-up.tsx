import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { isEmpty, setUp } from '#server/auth/first-run.ts'
import { knockOf, withCookies } from '#server/auth/knock.ts'
import { zonesWith } from '#server/platform/zones.ts'
import { Doorway } from '~/doorway/doorway.tsx'
import { NewPassword } from '~/doorway/new-password.tsx'
import { titled } from '~/frame/title.ts'
import { Button } from '~/ui/button.tsx'
import { Field } from '~/ui/field.tsx'
import { Input } from '~/ui/input.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { ZoneSelect } from '~/ui/zone-select.tsx'

export const meta: MetaFunction = () => titled('auth:set_up.title')

export async function loader({ context: { portal } }: LoaderFunctionArgs) {
  return (await isEmpty(portal.database.db)) ? { zones: zonesWith() } : redirect('/')
}

/** Leads to the home page, which says what comes next. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { cookies } = await setUp(context.portal, knockOf(context), await request.formData())
  return redirect('/s', { headers: withCookies(cookies) })
}

/** The first page of an empty portal: with the code from the terminal somebody becomes its Owner. */
export default function SetUp() {
  const { zones } = useLoaderData<typeof loader>()
  const { t } = useTranslation('auth')
  const refused = useRefused()
  const busy = useNavigation().state === 'submitting'
  return (
    <Doorway host="Portico" title={t('set_up.title')} lead={t('set_up.lead')}>
      <FormError words={refused.words} />
      {/* Without the browser's own checks, which stop at the first field: the portal says all that is wrong at once. */}
      <Form method="post" noValidate className="flex flex-col gap-4">
        <Field label={t('set_up.code')} help={t('set_up.code_help')} error={refused.field('code')}>
          <Input
            name="code"
            required
            dir="ltr"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            defaultValue={refused.typed('code')}
            className="font-mono"
          />
        </Field>
        <Field label={t('set_up.host')} help={t('set_up.host_help')} error={refused.field('hostName')}>
          <Input
            name="hostName"
            required
            maxLength={200}
            autoComplete="organization"
            defaultValue={refused.typed('hostName')}
          />
        </Field>
        <Field label={t('set_up.name')} error={refused.field('name')}>
          <Input name="name" required maxLength={200} autoComplete="name" defaultValue={refused.typed('name')} />
        </Field>
        <Field label={t('set_up.email')} help={t('set_up.email_help')} error={refused.field('email')}>
          <Input
            name="email"
            type="email"
            required
            dir="ltr"
            autoComplete="username"
            defaultValue={refused.typed('email')}
          />
        </Field>
        <Field label={t('set_up.zone')} help={t('set_up.zone_help')} error={refused.field('timeZone')}>
          <ZoneSelect zones={zones} value={refused.typed('timeZone') ?? ''} choose={t('set_up.zone_choose')} />
        </Field>
        <NewPassword error={refused.field('password')} />
        <Button look="strong" busy={busy}>
          {t('set_up.do')}
        </Button>
      </Form>
    </Doorway>
  )
}
