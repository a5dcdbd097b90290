import { useTranslation } from 'react-i18next'
import type { TaskStatus } from '#server/access/facts.ts'
import { Prose } from '~/feed/prose.tsx'
import { Progress } from '~/ui/progress.tsx'

/** What the project is about, and how far its tasks have come as far as one sees them [B9]. */
export function Overview({ html, counts }: { html: string; counts: Partial<Record<TaskStatus, number>> }) {
  const { t } = useTranslation('projects')
  const { declined = 0, cancelled = 0, done = 0 } = counts
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0) - declined - cancelled
  if (html === '' && all === 0) return null
  const words = t('progress', { done, all })
  return (
    <section aria-label={t('overview')} className="flex flex-col gap-4">
      {html !== '' && <Prose html={html} />}
      {all > 0 && (
        <div className="flex items-center gap-4">
          <div className="flex-1">
            <Progress label={words} value={done} max={all} />
          </div>
          <p className="text-small text-faint tabular-nums">{words}</p>
        </div>
      )}
    </section>
  )
}
