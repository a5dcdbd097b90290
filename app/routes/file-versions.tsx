import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useParams } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listVersions } from '#server/files/list-versions.ts'
import { look } from '#server/platform/look.ts'
import { VersionRows } from '~/files/version-rows.tsx'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { ReachNote } from '~/frame/reach-note.tsx'
import { titled } from '~/frame/title.ts'
import { Card } from '~/ui/card.tsx'

export const meta: MetaFunction = () => titled('files:versions')

export const loader = ({ params, context }: LoaderFunctionArgs) =>
  look(callerOf(context), (here) => listVersions(here, params.file ?? ''))

/** The versions of an attachment as a page: for those without script, and in a tab of its own [D5] [F3]. */
export default function FileVersions() {
  const { t } = useTranslation('files')
  const base = useBase()
  const { file } = useParams()
  const { versions, of } = useLoaderData<typeof loader>()
  // A note has no page of its own.
  const crumbs = of.kind === 'note' ? [] : [{ label: t(`attached_to.${of.kind}`), to: `${base}/${of.kind}s/${of.id}` }]
  return (
    <Page title={versions[0]?.name} crumbs={crumbs} beside={<span className="text-soft">{t('versions')}</span>}>
      <Card className="overflow-clip">
        <VersionRows versions={versions} address={`${base}/files/${file ?? ''}`} />
      </Card>
      <ReachNote />
    </Page>
  )
}
