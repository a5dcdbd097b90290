import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { readForm } from '#server/platform/read-form.ts'
import { hostForm } from '#server/settings/forms.ts'
import { hostPage } from '#server/settings/host-page.ts'
import { saveHost } from '#server/settings/save-host.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { applySettings } from '~/live/apply-settings.ts'
import { useLive } from '~/live/use-live.ts'
import { Button } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { Field } from '~/ui/field.tsx'
import { Input } from '~/ui/input.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { SavedNow } from '~/ui/saved-now.tsx'
import { Told } from '~/ui/told.tsx'
import { useBegun } from '~/ui/use-begun.ts'
import { ZoneSelect } from '~/ui/zone-select.tsx'

export const meta = () => titled('settings:host.title')

export const loader = ({ context }: LoaderFunctionArgs) => hostPage(callerOf(context))

export async function action({ context, request }: ActionFunctionArgs) {
  await saveHost(callerOf(context), readForm(hostForm, await request.formData()))
  return redirect(`${new URL(request.url).pathname}?told=saved`)
}

/** What the host is called, and where its days begin. */
export default function HostSettings() {
  const page = useLoaderData<typeof loader>()
  const { host, zones } = useLive({ streams: page.positions, initial: page, apply: applySettings })
  const { t } = useTranslation(['settings', 'common'])
  const base = useBase()
  const refused = useRefused()
  const [query] = useSearchParams()
  const now = useMemo(() => ({ ...host, version: `${host.timeZone} ${host.hostName}` }), [host])
  const { from, saved, round } = useBegun(now, refused, { form: {} })
  return (
    <Page title={t('settings:host.title')} crumbs={[{ label: t('settings:title'), to: `${base}/settings` }]}>
      {query.get('told') === 'saved' && !refused.words && <Told>{t('common:saved')}</Told>}
      {refused.words && <FormError words={refused.words} />}
      <Card className="p-5">
        <Form key={round} method="post" className="flex max-w-xl flex-col gap-5">
          {saved && (
            <SavedNow
              typed={refused.typed}
              fields={[
                { name: 'hostName', label: t('settings:host.name'), value: saved.hostName },
                { name: 'timeZone', label: t('settings:host.zone'), value: saved.timeZone },
              ]}
            />
          )}
          <input type="hidden" name="shownName" value={from.hostName} />
          <input type="hidden" name="shownZone" value={from.timeZone} />
          <Field label={t('settings:host.name')} help={t('settings:host.name_help')} error={refused.field('hostName')}>
            <Input
              name="hostName"
              required
              maxLength={200}
              autoComplete="organization"
              defaultValue={refused.typed('hostName') ?? from.hostName}
            />
          </Field>
          <Field label={t('settings:host.zone')} help={t('settings:host.zone_help')} error={refused.field('timeZone')}>
            <ZoneSelect zones={zones} value={refused.typed('timeZone') ?? from.timeZone} />
          </Field>
          <span>
            <Button look="strong" busy={useNavigation().state === 'submitting'}>
              {t('settings:host.save')}
            </Button>
          </span>
        </Form>
      </Card>
    </Page>
  )
}
