import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useMemo } from 'react'
import { look } from '#server/platform/look.ts'
import { openProject } from '#server/projects/open-project.ts'
import { listUpdates } from '#server/projects/updates.ts'
import { answered } from '~/frame/answered.ts'
import { callerOf } from '~/frame/caller.ts'
import { titledAs } from '~/frame/title.ts'
import { applyUpdates } from '~/live/apply-project.ts'
import { useAbilities } from '~/live/use-line-of.ts'
import { useLive } from '~/live/use-live.ts'
import { doProject } from '~/projects/do-project.ts'
import { Overview } from '~/projects/overview.tsx'
import { ProjectDetails, ProjectGuests, ProjectPeople } from '~/projects/project-aside.tsx'
import { ProjectFrame } from '~/projects/project-frame.tsx'
import { NoClientManager, ProjectSharing, Updates } from '~/projects/later.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.opened.project.name)

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = callerOf(context)
  const projectId = params.projectId ?? ''
  const found = await look(caller, async (here) => {
    const opened = await openProject(here, projectId)
    const query = new URL(request.url).searchParams
    return { opened, updates: opened.project.inside && (await listUpdates(here, projectId, query)) }
  })
  const { opened, updates } = found
  // Whoever only has tasks here sees those, and no more of the project than its name [B1].
  if (!updates) {
    const theirs: Response = redirect(`${caller.grantId ? `/g/${caller.grantId}` : '/s'}/projects/${projectId}/tasks`)
    throw theirs
  }
  return { opened, updates }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  form.set('projectId', params.projectId ?? '')
  const asks = await doProject(callerOf(context), form)
  return asks ? { asks } : answered(request, { done: true })
}

export default function ProjectPage() {
  const { opened, updates: loaded } = useLoaderData<typeof loader>()
  const { project, stream } = opened
  const apply = useMemo(() => applyUpdates(project.id), [project.id])
  const updates = useLive({ streams: opened.positions, initial: loaded.updates, apply })
  const abilities = useAbilities(stream, opened.abilities)
  const { inside } = project
  if (!inside) return null
  return (
    <ProjectFrame
      opened={opened}
      aside={
        <>
          <ProjectPeople projectId={project.id} inside={inside} abilities={abilities} />
          {inside.account && (
            <ProjectGuests
              account={inside.account.name}
              people={loaded.audience}
              suspended={project.sharing?.suspended ?? []}
            />
          )}
          <ProjectSharing project={project} people={loaded.audience} abilities={abilities} />
          <ProjectDetails inside={inside} />
        </>
      }
    >
      <NoClientManager project={project} abilities={abilities} />
      <Overview projectId={project.id} html={inside.html} counts={opened.counts} />
      <Updates
        projectId={project.id}
        loaded={loaded}
        updates={updates}
        abilities={abilities}
        stream={stream}
        since={inside.createdAt}
      />
    </ProjectFrame>
  )
}
