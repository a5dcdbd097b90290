import { useLocation } from '@remix-run/react'
import { ClipboardList, SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { TaskList as Listed } from '#server/tasks/list-tasks.ts'
import { LinkButton } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { More } from '~/ui/list.tsx'
import { moreAt } from '~/ui/more-at.ts'
import { TaskRows } from './task-rows.tsx'

/** Tasks as a list, and the way to more of them. */
export function TaskList({
  tasks,
  more,
  withProject = false,
}: {
  tasks: Listed['tasks']
  more: string | null
  withProject?: boolean
}) {
  const { t } = useTranslation('tasks')
  const { search } = useLocation()
  return (
    <Card className="overflow-clip">
      {tasks.length === 0 ? (
        <NothingFits />
      ) : (
        <TaskRows tasks={tasks} label={t('list.title')} withProject={withProject} />
      )}
      <More to={moreAt(search, more)} />
    </Card>
  )
}

/** The filters leave nothing: the way back to everything, shown as it is now. */
export function NothingFits() {
  const { t } = useTranslation('tasks')
  const query = new URLSearchParams(useLocation().search)
  const all = new URLSearchParams({ status: 'all', whose: 'all' })
  const view = query.get('view')
  const searched = Boolean(query.get('q')?.trim())
  const waiting = query.get('whose') === 'waiting' && !searched
  if (view) all.set('view', view)
  return (
    <EmptyState
      icon={SearchX}
      title={t(waiting ? 'list.none_waiting' : 'list.nothing_found')}
      action={<LinkButton to={`?${all.toString()}`}>{t('list.clear')}</LinkButton>}
    >
      {t(searched ? 'list.nothing_found_help' : waiting ? 'list.none_waiting_help' : 'list.nothing_chosen_help')}
    </EmptyState>
  )
}

/** No task in any project. `newTask` makes the first one, where one may. */
export function NoTasksAnywhere({ external, newTask }: { external: boolean; newTask: string | null }) {
  const { t } = useTranslation('tasks')
  return (
    <Card>
      <EmptyState
        icon={ClipboardList}
        title={t('list.none_anywhere')}
        action={newTask && <LinkButton to={newTask}>{t('new')}</LinkButton>}
      >
        {t(newTask ? 'list.none_anywhere_make' : external ? 'list.none_external' : 'list.none_anywhere_help')}
      </EmptyState>
    </Card>
  )
}

/** No task at all yet in a project. `newTask` makes the first one, where one may. */
export function NoTasks({ external, newTask }: { external: boolean; newTask: string | null }) {
  const { t } = useTranslation('tasks')
  return (
    <Card>
      <EmptyState
        icon={ClipboardList}
        title={t('list.none')}
        action={newTask && <LinkButton to={newTask}>{t('new')}</LinkButton>}
      >
        {t(external ? 'list.none_external' : 'list.none_staff')}
      </EmptyState>
    </Card>
  )
}
