import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { contractSettingsAction, contractSettingsPage } from '#server/settings/contract-settings-page.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { applySettings } from '~/live/apply-settings.ts'
import { useLive } from '~/live/use-live.ts'
import { AttachmentControls } from '~/settings/attachment-controls.tsx'
import { CommentsControl } from '~/settings/comments-control.tsx'
import { Said } from '~/ui/said.tsx'
import { Time } from '~/ui/time.tsx'

export const meta = () => titled('contracts:settings.title')

export const loader = ({ context }: LoaderFunctionArgs) => contractSettingsPage(callerOf(context))

export const action = async ({ context, request }: ActionFunctionArgs) =>
  contractSettingsAction(callerOf(context), await request.formData())

export default function ContractSettings() {
  const page = useLoaderData<typeof loader>()
  const { settings, effect } = useLive({ streams: page.positions, initial: page, apply: applySettings })
  const { t } = useTranslation(['contracts', 'common'])
  const base = useBase()
  return (
    <Page
      title={t('contracts:settings.title')}
      crumbs={[{ label: t('common:frame.place.settings'), to: `${base}/settings` }]}
    >
      <p className="max-w-160 text-soft">{t('contracts:settings.lead')}</p>
      <CommentsControl settings={settings} effect={effect.comments} />
      <AttachmentControls settings={settings} effect={effect.attachments} />
      {settings.savedBy && settings.savedAt && (
        <p className="text-small text-faint">
          <Said say={(when) => t('contracts:settings.saved_by', { name: settings.savedBy, when })}>
            <Time at={settings.savedAt} as="moment" />
          </Said>
        </p>
      )}
    </Page>
  )
}
