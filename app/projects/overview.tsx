import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { TaskStatus } from '#server/access/facts.ts'
import { STATUSES } from '#server/tasks/catalogue.ts'
import { Prose } from '~/feed/prose.tsx'
import { useBase } from '~/frame/frame-context.ts'
import { Progress } from '~/ui/progress.tsx'
import { Status } from '~/ui/status.tsx'

interface Props {
  projectId: string
  html: string
  counts: Partial<Record<TaskStatus, number>>
}

/** What the project is about, and how far its tasks have come as far as one sees them [B9]. */
export function Overview({ projectId, html, counts }: Props) {
  const { t } = useTranslation('projects')
  const tasks = `${useBase()}/projects/${projectId}/tasks`
  const { declined = 0, cancelled = 0, done = 0 } = counts
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0) - declined - cancelled
  if (html === '' && all === 0) return null
  const words = t('progress', { done, all })
  return (
    <section aria-label={t('overview')} className="flex flex-col gap-4">
      {html !== '' && <Prose html={html} />}
      {all > 0 && (
        <>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <div className="min-w-32 flex-1">
              <Progress label={words} value={done} max={all} />
            </div>
            <p className="text-small text-faint tabular-nums">
              {words}
              {declined + cancelled > 0 && ` · ${t('beside', { count: declined + cancelled })}`}
            </p>
          </div>
          <ul className="flex flex-wrap gap-2">
            {STATUSES.filter((status) => (counts[status] ?? 0) > 0).map((status) => (
              <li key={status}>
                <Link
                  to={`${tasks}?status=${status}`}
                  className="inline-flex items-center gap-1.5 rounded-full pe-2 hover:bg-hover"
                >
                  <Status of="task" is={status} />
                  <span className="text-small text-soft tabular-nums">{counts[status]}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
