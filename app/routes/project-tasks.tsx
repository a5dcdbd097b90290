import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useMemo } from 'react'
import { look } from '#server/platform/look.ts'
import { openProject } from '#server/projects/open-project.ts'
import { assigneesIn } from '#server/tasks/assignees.ts'
import { readBoard } from '#server/tasks/board.ts'
import { listTasks } from '#server/tasks/list-tasks.ts'
import { readTimeline } from '#server/tasks/timeline.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { seldom, useLookAgain } from '~/frame/look-again.ts'
import { titledAs } from '~/frame/title.ts'
import { applyTasks } from '~/live/apply-project.ts'
import { useAbilities } from '~/live/use-line-of.ts'
import { useLive } from '~/live/use-live.ts'
import { ProjectFrame } from '~/projects/project-frame.tsx'
import { NothingFits, NoTasks, TaskList } from '~/tasks/task-list.tsx'
import { TaskFilters } from '~/tasks/task-filters.tsx'
import { ViewSwitch, viewIn } from '~/tasks/view-switch.tsx'
import { BoardView, TimelineView } from '~/tasks/views-later.tsx'

const VIEWS = ['list', 'board', 'timeline'] as const

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.opened.project.name)

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams
  const id = params.projectId ?? ''
  const view = viewIn(query, VIEWS)
  return look(callerOf(context), async (here) => {
    const opened = await openProject(here, id)
    const { inside } = opened.project
    const dates = { id, startsOn: inside?.startsOn ?? null, endsOn: inside?.endsOn ?? null }
    const [list, board, timeline, assignees] = await Promise.all([
      view === 'list' ? listTasks(here, id, query) : null,
      view === 'board' ? readBoard(here, id, query) : null,
      view === 'timeline' ? readTimeline(here, dates, query) : null,
      assigneesIn(here, id),
    ])
    return { opened, view, list, board, timeline, assignees }
  })
}

export default function ProjectTasks() {
  const base = useBase()
  const data = useLoaderData<typeof loader>()
  const { opened, view, list, board, timeline, assignees } = data
  const { project, counts, stream } = opened
  const external = !useFrame().frame.person.staff
  const apply = useMemo(() => applyTasks(project.id), [project.id])
  useLive<unknown>({ streams: opened.positions, initial: data, apply })
  useLookAgain(true, seldom)
  const abilities = useAbilities(stream, opened.abilities)
  const filter = (list ?? board ?? timeline)?.filter
  const newTask = abilities['task.create'] === null ? `${base}/projects/${project.id}/new-task` : null
  if (!filter || Object.values(counts).every((count) => count === 0))
    return (
      <ProjectFrame opened={opened}>
        <NoTasks external={external} newTask={newTask} />
      </ProjectFrame>
    )
  return (
    <ProjectFrame opened={opened}>
      <div className="flex flex-col gap-4">
        <ViewSwitch view={view} views={VIEWS} />
        <TaskFilters filter={filter} view={view} counts={counts} assignees={assignees} />
        {list && <TaskList tasks={list.tasks} more={list.more} />}
        {board && <BoardView board={board} />}
        {timeline && (timeline.bars.length > 0 ? <TimelineView timeline={timeline} /> : <NothingFits />)}
      </div>
    </ProjectFrame>
  )
}
