import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { deniedAtTheDoor } from '#server/access/can.ts'
import { look } from '#server/platform/look.ts'
import { listProjects } from '#server/projects/list-projects.ts'
import { ownStreamOf } from '#server/streams/own.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { callerOf } from '~/frame/caller.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { applyProjects } from '~/live/apply-project.ts'
import { useLive } from '~/live/use-live.ts'
import { ProjectList } from '~/projects/project-list.tsx'
import { LinkButton } from '~/ui/button.tsx'

export const meta: MetaFunction = () => titled('projects:title')

export async function loader({ request, context }: LoaderFunctionArgs) {
  return look(callerOf(context), async (here) => {
    here.must('project.list')
    const positions = await positionsOf(here.db, [ownStreamOf(here.viewer)])
    const mayCreate = deniedAtTheDoor(here.viewer, 'project.create') === null
    return { positions, mayCreate, list: await listProjects(here, new URL(request.url).searchParams) }
  })
}

export default function Projects() {
  const { t } = useTranslation('projects')
  const data = useLoaderData<typeof loader>()
  const streams = useMemo(() => data.positions, [data])
  useLive<unknown>({ streams, initial: data.list, apply: applyProjects })
  return (
    <Page
      title={t('title')}
      actions={
        data.mayCreate && (
          <LinkButton to="new" look="strong" icon={Plus}>
            {t('new')}
          </LinkButton>
        )
      }
    >
      <ProjectList list={data.list} />
    </Page>
  )
}
