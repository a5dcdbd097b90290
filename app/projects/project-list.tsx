import { useLocation } from '@remix-run/react'
import { FolderKanban, SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { PROJECT_STATUSES } from '#server/projects/catalogue.ts'
import type { ProjectList as Listed } from '#server/projects/list-projects.ts'
import type { ProjectRowView } from '#server/projects/views.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { LinkButton } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { FilterBar, FilterSelect } from '~/ui/filter-bar.tsx'
import { DataList, DataRow, More } from '~/ui/list.tsx'
import { moreAt } from '~/ui/more-at.ts'
import { Progress } from '~/ui/progress.tsx'
import { Status } from '~/ui/status.tsx'
import { Said } from '~/ui/said.tsx'
import { Day } from '~/ui/time.tsx'

/** Projects with search, filter and sort. */
export function ProjectList({ list: { projects, more, filter } }: { list: Listed }) {
  const { t } = useTranslation(['projects', 'statuses'])
  const { search } = useLocation()
  const { staff } = useFrame().frame.person
  const asked = filter.q !== '' || filter.status !== 'all'
  return (
    <div className="flex flex-col gap-3">
      <FilterBar q={filter.q} searchLabel={t('search')} applyLabel={t('apply')}>
        <FilterSelect
          name="status"
          label={t('status')}
          value={filter.status}
          options={[
            { value: 'all', label: t('all') },
            ...PROJECT_STATUSES.map((status) => ({ value: status, label: t(`statuses:project.${status}`) })),
          ]}
        />
        <FilterSelect
          name="sort"
          label={t('sort')}
          value={filter.sort}
          options={(['recent', 'name', 'ends'] as const).map((by) => ({ value: by, label: t(`by.${by}`) }))}
        />
      </FilterBar>
      <Card className="overflow-clip">
        {projects.length > 0 ? (
          <DataList label={t('title')}>
            {projects.map((project) => (
              <ProjectRow key={project.id} project={project} />
            ))}
          </DataList>
        ) : asked ? (
          <EmptyState icon={SearchX} title={t('nothing_found')} action={<LinkButton to=".">{t('clear')}</LinkButton>}>
            {t(filter.q ? 'nothing_found_help' : 'nothing_chosen_help')}
          </EmptyState>
        ) : (
          <EmptyState icon={FolderKanban} title={t('none')}>
            {t(staff ? 'none_staff' : 'none_help')}
          </EmptyState>
        )}
        <More to={moreAt(search, more)} />
      </Card>
    </div>
  )
}

function ProjectRow({ project: { id, name, inside, tasks, unread } }: { project: ProjectRowView }) {
  const { t } = useTranslation('projects')
  const base = useBase()
  return (
    <DataRow
      to={`${base}/projects/${id}`}
      title={name}
      unread={unread}
      note={
        <>
          {inside ? (
            <>
              {inside.account && <bdi className="max-w-full truncate">{inside.account.name}</bdi>}
              {inside.endsOn && (
                <span>
                  <Said say={(day) => t('until', { day })}>
                    <Day on={inside.endsOn} />
                  </Said>
                </span>
              )}
            </>
          ) : (
            <span>{t('your_tasks')}</span>
          )}
          {tasks.all > 0 && <span className="tabular-nums">{t('open', { count: tasks.open })}</span>}
        </>
      }
      end={
        inside && (
          <>
            {tasks.all > 0 && (
              <span className="w-20 max-sm:hidden">
                <Progress label={t('progress', tasks)} value={tasks.done} max={tasks.all} />
              </span>
            )}
            <span className="flex justify-end sm:w-28">
              <Status of="project" is={inside.status} />
            </span>
          </>
        )
      }
    />
  )
}
