import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { look } from '#server/platform/look.ts'
import { ownStreamOf } from '#server/streams/own.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { readBoard } from '#server/tasks/board.ts'
import { hasTasks, listTasks } from '#server/tasks/list-tasks.ts'
import { mayMakeTask } from '#server/tasks/open-to-tasks.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { seldom, useLookAgain } from '~/frame/look-again.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { applyTasks } from '~/live/apply-project.ts'
import { useLive } from '~/live/use-live.ts'
import { TaskFilters } from '~/tasks/task-filters.tsx'
import { NoTasksAnywhere, TaskList } from '~/tasks/task-list.tsx'
import { ViewSwitch, viewIn } from '~/tasks/view-switch.tsx'
import { BoardView } from '~/tasks/views-later.tsx'
import { LinkButton } from '~/ui/button.tsx'

const VIEWS = ['list', 'board'] as const

export const meta = () => titled('tasks:title')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams
  const view = viewIn(query, VIEWS)
  return look(callerOf(context), async (here) => {
    here.must('task.list')
    const positions = await positionsOf(here.db, [ownStreamOf(here.viewer)])
    const [list, board, makes] = await Promise.all([
      view === 'list' ? listTasks(here, null, query) : null,
      view === 'board' ? readBoard(here, null, query) : null,
      mayMakeTask(here),
    ])
    const none = list?.tasks.length === 0 && !(await hasTasks(here))
    return { positions, view, list, board, none, makes }
  })
}

const apply = applyTasks(null)

/** Everything one has to do with, of all projects. */
export default function Tasks() {
  const { t } = useTranslation(['tasks', 'common'])
  const data = useLoaderData<typeof loader>()
  const base = useBase()
  const { frame, unread } = useFrame()
  const { view, list, board, none, makes } = data
  const streams = useMemo(() => data.positions, [data])
  useLive<unknown>({ streams, initial: data, apply })
  useLookAgain(true, seldom)
  const filter = (list ?? board)?.filter
  return (
    <Page
      title={t('title')}
      wide
      actions={
        makes && (
          <LinkButton to={`${base}/tasks/new`} look="strong" icon={Plus}>
            {t('new')}
          </LinkButton>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <ViewSwitch view={view} views={VIEWS} />
        {filter && <TaskFilters filter={filter} view={view} counts={null} assignees={null} />}
        {/* What the badge counts is one of many here, or another's to do in a project of mine, and not here at all. */}
        {unread.tasks > 0 && filter?.whose !== 'waiting' && (
          <p className="text-small">
            <Link to="?whose=waiting" className="link">
              {t('common:task_count', { count: unread.tasks })}
            </Link>
          </p>
        )}
        {list &&
          (none ? (
            <NoTasksAnywhere external={frame.grant !== null} newTask={makes ? `${base}/tasks/new` : null} />
          ) : (
            <TaskList tasks={list.tasks} more={list.more} withProject />
          ))}
        {board && <BoardView board={board} withProject />}
      </div>
    </Page>
  )
}
