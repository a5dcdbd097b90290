import { History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cx } from '../ui/cx.ts'
import { useReach } from './reach.ts'

interface ReachNoteProps {
  /**
   * When what this is about began, ISO: where that is within reach nothing earlier can be. Whether there is anything earlier is told to nobody
   * [S3]: the note stands wherever there could be. Absent where many things are looked through.
   */
  since?: string | undefined
  /** Says it of files, beside a note that says it of what was written. */
  of?: 'files'
  className?: string
}

/** Where something dated ends: that what is earlier is not shown, to those whose access reaches some days back only [A7]. */
export function ReachNote({ since, of, className }: ReachNoteProps) {
  const { t } = useTranslation('reach')
  const { days, holds } = useReach()
  if (days === null || (since !== undefined && holds(since))) return null
  return (
    <p className={cx('flex items-start justify-center gap-2 text-small text-faint', className)}>
      <History className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      {t(of ? 'files' : 'days', { count: days })}
    </p>
  )
}
