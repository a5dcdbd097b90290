import { useTranslation } from 'react-i18next'
import type { TaskStatus } from '#server/access/facts.ts'
import { PRIORITIES, STATUSES } from '#server/tasks/catalogue.ts'
import type { TaskFilter } from '#server/tasks/task-filter.ts'
import type { PersonView } from '#server/tasks/views.ts'
import { FilterBar, FilterSelect } from '~/ui/filter-bar.tsx'

export type View = 'list' | 'board' | 'timeline'

interface Props {
  filter: TaskFilter
  view: View
  /** How many tasks of each status there are; null where that was not counted. */
  counts: Partial<Record<TaskStatus, number>> | null
  /** Those to whom tasks are assigned; none where tasks of all projects are shown. */
  assignees: PersonView[] | null
}

/** What of the tasks is shown. All of it lives in the address, and stays when one changes from list to board. */
export function TaskFilters({ filter, view, counts, assignees }: Props) {
  const { t } = useTranslation(['tasks', 'statuses'])
  const statuses = counts
    ? STATUSES.filter((status) => (counts[status] ?? 0) > 0 || status === filter.status)
    : STATUSES
  const count = (status: TaskStatus) => (counts ? ` · ${String(counts[status] ?? 0)}` : '')
  return (
    <FilterBar q={filter.q} searchLabel={t('list.search')} applyLabel={t('list.apply')}>
      {view !== 'list' && <input type="hidden" name="view" value={view} />}
      {!assignees && (
        <FilterSelect
          name="whose"
          label={t('list.whose')}
          value={filter.whose}
          options={[
            { value: 'mine', label: t('list.mine') },
            { value: 'assigned', label: t('list.assigned') },
            { value: 'waiting', label: t('list.waiting') },
            { value: 'all', label: t('list.everything') },
          ]}
        />
      )}
      {view !== 'board' && (
        <FilterSelect
          name="status"
          label={t('list.status')}
          value={filter.status}
          options={[
            { value: 'open', label: t('list.open') },
            ...statuses.map((status) => ({
              value: status,
              label: `${t(`statuses:task.${status}`)}${count(status)}`,
            })),
            { value: 'all', label: t('list.all') },
          ]}
        />
      )}
      {assignees && (
        <FilterSelect
          name="assignee"
          label={t('list.assignee')}
          value={filter.assignee}
          options={[
            { value: 'any', label: t('list.anybody') },
            { value: 'nobody', label: t('list.nobody_yet') },
            ...assignees.map(({ key, name, accountName }) => ({
              value: key,
              label: accountName ? `${name} (${accountName})` : name,
            })),
          ]}
        />
      )}
      <FilterSelect
        name="due"
        label={t('list.due')}
        value={filter.due}
        options={[
          { value: 'any', label: t('list.any_due') },
          { value: 'late', label: t('list.late') },
          { value: 'week', label: t('list.week') },
          { value: 'none', label: t('list.no_date') },
        ]}
      />
      <FilterSelect
        name="priority"
        label={t('list.priority')}
        value={filter.priority}
        options={[
          { value: 'any', label: t('list.any_priority') },
          ...PRIORITIES.map((priority) => ({ value: priority, label: t(`statuses:priority.${priority}`) })),
        ]}
      />
      {view === 'list' && (
        <FilterSelect
          name="sort"
          label={t('list.sort')}
          value={filter.sort}
          options={(['recent', 'due', 'title'] as const).map((by) => ({ value: by, label: t(`list.by.${by}`) }))}
        />
      )}
    </FilterBar>
  )
}
