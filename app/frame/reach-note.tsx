import { History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cx } from '../ui/cx.ts'
import { useReach } from './reach.ts'

/** Where something dated ends: that what is earlier is not shown, to those whose access reaches some days back only [A7]. */
export function ReachNote({ className }: { className?: string }) {
  const { t } = useTranslation('reach')
  const { days } = useReach()
  if (days === null) return null
  return (
    <p className={cx('flex items-start justify-center gap-2 text-small text-faint', className)}>
      <History className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      {t('days', { count: days })}
    </p>
  )
}
