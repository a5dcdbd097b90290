import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Pencil, Plus } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { talksAbout } from '#server/conversations/partners.ts'
import { Invalid } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { shareTasksForm } from '#server/projects/forms.ts'
import { readProject } from '#server/projects/queries.ts'
import { shareTasks } from '#server/projects/share-tasks.ts'
import { streamOf } from '#server/streams/events.ts'
import { ownStreamOf } from '#server/streams/own.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { listTasks } from '#server/tasks/list-tasks.ts'
import { answered } from '~/frame/answered.ts'
import { MessageButton } from '~/chat/message-button.tsx'
import { callerOf } from '~/frame/caller.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titledAs } from '~/frame/title.ts'
import { applyLists } from '~/live/apply-project.ts'
import { useAbilities } from '~/live/use-line-of.ts'
import { useLive } from '~/live/use-live.ts'
import { Overview } from '~/projects/overview.tsx'
import { ProjectDetails, ProjectPeople, ProjectSharing } from '~/projects/project-aside.tsx'
import { TaskList } from '~/tasks/task-list.tsx'
import { LinkButton } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { Status } from '~/ui/status.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.page.project.name)

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const projectId = params.projectId ?? ''
  return look(callerOf(context), async (here) => {
    const stream = streamOf.project(projectId)
    const positions = await positionsOf(here.db, [stream, ownStreamOf(here.viewer)])
    const page = await readProject(here, projectId)
    const talks = await talksAbout(here, projectId)
    return { stream, positions, page, talks, list: await listTasks(here, projectId, new URL(request.url).searchParams) }
  })
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  if (form.get('intent') !== 'share') throw new Invalid({})
  form.set('projectId', params.projectId ?? '')
  await shareTasks(callerOf(context), readForm(shareTasksForm, form))
  return answered(request, { done: true })
}

export default function ProjectPage() {
  const { t } = useTranslation(['projects', 'tasks'])
  const base = useBase()
  const { stream, positions, page, talks, list } = useLoaderData<typeof loader>()
  const external = !useFrame().frame.person.staff
  const { project, counts } = page
  const apply = useMemo(() => applyLists(project.id), [project.id])
  useLive<unknown>({ streams: positions, initial: page, apply })
  const abilities = useAbilities(stream, page.abilities)
  const here = `${base}/projects/${project.id}`
  const newTask = abilities['task.create'] === null ? `${here}/new-task` : null
  return (
    <Page
      title={project.name}
      crumbs={[{ label: t('title'), to: `${base}/projects` }]}
      beside={project.inside && <Status of="project" is={project.inside.status} />}
      actions={
        <>
          {talks && <MessageButton opens={{ name: 'projectId', value: project.id }} />}
          {abilities['project.edit'] === null && (
            <LinkButton to={`${here}/edit`} icon={Pencil}>
              {t('edit')}
            </LinkButton>
          )}
          {newTask && (
            <LinkButton to={newTask} look="strong" icon={Plus}>
              {t('tasks:new')}
            </LinkButton>
          )}
        </>
      }
      aside={
        project.inside && (
          <>
            <ProjectPeople projectId={project.id} inside={project.inside} abilities={abilities} />
            <ProjectSharing project={project} abilities={abilities} />
            <ProjectDetails inside={project.inside} />
          </>
        )
      }
    >
      {project.inside && <Overview html={project.inside.html} counts={counts} />}
      <Section title={t('tasks:list.title')} kind="bare">
        <TaskList list={list} counts={counts} external={external} newTask={newTask} />
      </Section>
    </Page>
  )
}
