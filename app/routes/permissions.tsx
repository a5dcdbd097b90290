import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { matrixAction, matrixPage } from '#server/settings/matrix-page.ts'
import { answered } from '~/frame/answered.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { applySettings } from '~/live/apply-settings.ts'
import { useLive } from '~/live/use-live.ts'
import { Matrix } from '~/settings/matrix.tsx'

export const meta = () => titled('settings:matrix.title')

export const loader = ({ context, request }: LoaderFunctionArgs) =>
  matrixPage(callerOf(context), new URL(request.url).searchParams)

export const action = async ({ context, request }: ActionFunctionArgs) =>
  answered(request, await matrixAction(callerOf(context), await request.formData()))

/** Permission Management [A10]: what clients, suppliers and collaborators may do; a tick is in force as soon as it is pressed. */
export default function Permissions() {
  const loaded = useLoaderData<typeof loader>()
  const page = useLive({ streams: loaded.positions, initial: loaded, apply: applySettings })
  const { t } = useTranslation('settings')
  const base = useBase()
  return (
    <Page title={t('matrix.title')} crumbs={[{ label: t('title'), to: `${base}/settings` }]} wide>
      <p className="-mt-3 max-w-160 text-soft">
        {t('matrix.lead')} {t('matrix.one_client')}{' '}
        <Link to={`${base}/access`} className="link">
          {t('matrix.access')}
        </Link>
      </p>
      <Matrix page={page} />
    </Page>
  )
}
