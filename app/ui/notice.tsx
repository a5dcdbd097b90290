import { CircleAlert, CircleCheck, Info, Lock, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

type Tone = 'info' | 'good' | 'warn' | 'bad' | 'closed'

const tones: Record<Tone, { icon: LucideIcon; box: string; mark: string }> = {
  info: { icon: Info, box: 'bg-info-soft', mark: 'text-info' },
  good: { icon: CircleCheck, box: 'bg-good-soft', mark: 'text-good' },
  warn: { icon: TriangleAlert, box: 'bg-warn-soft', mark: 'text-warn' },
  bad: { icon: CircleAlert, box: 'bg-bad-soft', mark: 'text-bad' },
  closed: { icon: Lock, box: 'bg-sunken', mark: 'text-soft' },
}

interface NoticeProps {
  tone?: Tone
  title?: ReactNode
  children?: ReactNode
  /** What one can do about it. */
  action?: ReactNode
  /** `alert` interrupts a reader at once; `status` waits its turn. */
  role?: 'alert' | 'status'
  className?: string
}

/** Something to know, where it matters. */
export function Notice({ tone = 'info', title, children, action, role, className }: NoticeProps) {
  const { icon: Icon, box, mark } = tones[tone]
  return (
    <div role={role} className={cx('flex items-start gap-3 rounded-box px-4 py-3', box, className)}>
      <Icon className={cx('mt-0.5 size-[18px] shrink-0', mark)} aria-hidden />
      <div className={cx('flex min-w-0 flex-1 items-start gap-3', action ? 'max-sm:flex-col' : undefined)}>
        <div className="min-w-0 flex-1 wrap-anywhere">
          {title && <p className="font-medium">{title}</p>}
          {children && <div className={cx(title ? 'text-soft' : undefined)}>{children}</div>}
        </div>
        {action}
      </div>
    </div>
  )
}

/** Where one could write until a rule closed it: the words why, and what was being written, kept and readable. */
export function FoldedComposer({
  reason,
  draft,
  draftLabel,
}: {
  reason: ReactNode
  draft?: string
  draftLabel: string
}) {
  return (
    <div className="appear rounded-box bg-sunken px-4 py-3" role="status">
      <p className="flex items-start gap-3">
        <Lock className="mt-0.5 size-[18px] shrink-0 text-soft" aria-hidden />
        <span>{reason}</span>
      </p>
      {draft && (
        <details className="mt-2 ps-[30px]">
          <summary className="min-h-6 text-small text-soft hover:text-ink">{draftLabel}</summary>
          <p dir="auto" className="mt-2 rounded-box bg-surface px-3 py-2 whitespace-pre-wrap select-text">
            {draft}
          </p>
        </details>
      )}
    </div>
  )
}
