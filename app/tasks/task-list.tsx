import { useLocation } from '@remix-run/react'
import { ClipboardList, SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { TaskStatus } from '#server/access/facts.ts'
import { STATUSES } from '#server/tasks/catalogue.ts'
import type { TaskList as Listed } from '#server/tasks/list-tasks.ts'
import { LinkButton } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { FilterBar, FilterSelect } from '~/ui/filter-bar.tsx'
import { More } from '~/ui/list.tsx'
import { moreAt } from '~/ui/more-at.ts'
import { TaskRows } from './task-rows.tsx'

interface Props {
  list: Listed
  counts: Partial<Record<TaskStatus, number>>
  external: boolean
  /** Makes the first task, where one may. */
  newTask: string | null
}

/** A project's tasks with search, filter and sort. */
export function TaskList({ list: { tasks, more, filter }, counts, external, newTask }: Props) {
  const { t } = useTranslation(['tasks', 'statuses'])
  const { search } = useLocation()
  const none = Object.values(counts).every((count) => count === 0)
  if (none)
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
  const statuses = STATUSES.filter((status) => (counts[status] ?? 0) > 0 || status === filter.status)
  return (
    <>
      <FilterBar q={filter.q} searchLabel={t('list.search')} applyLabel={t('list.apply')}>
        <FilterSelect
          name="status"
          label={t('list.status')}
          value={filter.status}
          options={[
            { value: 'open', label: t('list.open') },
            ...statuses.map((status) => ({
              value: status,
              label: `${t(`statuses:task.${status}`)} · ${String(counts[status] ?? 0)}`,
            })),
            { value: 'all', label: t('list.all') },
          ]}
        />
        <FilterSelect
          name="sort"
          label={t('list.sort')}
          value={filter.sort}
          options={(['recent', 'due', 'title'] as const).map((by) => ({ value: by, label: t(`list.by.${by}`) }))}
        />
      </FilterBar>
      <Card className="overflow-clip">
        {tasks.length === 0 ? (
          <EmptyState
            icon={SearchX}
            title={t('list.nothing_found')}
            action={<LinkButton to="?status=all">{t('list.clear')}</LinkButton>}
          >
            {t('list.nothing_found_help')}
          </EmptyState>
        ) : (
          <TaskRows tasks={tasks} label={t('list.title')} />
        )}
        <More to={moreAt(search, more)} />
      </Card>
    </>
  )
}
