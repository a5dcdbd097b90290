import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { buttonLook } from './button.tsx'
import { cx } from './cx.ts'

/** Rows one below the other, each a link to its thing. */
export function DataList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {children}
    </ul>
  )
}

interface RowProps {
  to: string
  /** The row's name: what the link is called. */
  title: ReactNode
  /** Before the title: an avatar, a status. */
  start?: ReactNode
  /** Below the title, quieter. */
  note?: ReactNode
  /** At the end of the row. */
  end?: ReactNode
  /** Holds news not seen yet. */
  unread?: boolean
}

/** One thing of a list; the whole row can be pressed, other links in it still work. */
export function DataRow({ to, title, start, note, end, unread = false }: RowProps) {
  const { t } = useTranslation()
  return (
    <li className="relative flex items-center gap-3 px-4 py-3 transition-colors hover:bg-hover has-[a:focus-visible]:bg-hover">
      {start}
      <div className="min-w-0 flex-1">
        <p className={cx('flex items-baseline', unread && 'font-semibold')}>
          <span className="line-clamp-2 min-w-0">
            <Link to={to} prefetch="intent" className="row-link after:absolute after:inset-0">
              <bdi>{title}</bdi>
            </Link>
          </span>
          {unread && <UnreadDot />}
          {unread && <span className="sr-only">{t('unread')}</span>}
        </p>
        {note && <div className="mt-0.5 flex flex-wrap items-center gap-x-2 text-small text-faint">{note}</div>}
      </div>
      {end && <div className="flex shrink-0 items-center gap-3">{end}</div>}
    </li>
  )
}

/** The mark of what is not read: beside a title, not in it, where a long one would be cut off before its mark. */
export const UnreadDot = () => (
  <span aria-hidden className="ms-2 inline-block size-2 shrink-0 -translate-y-px rounded-full bg-accent-fill" />
)

/** Brings the next rows of a keyset list; an address, so that it works without script and keeps its place. */
export function More({ to }: { to: string | null }) {
  const { t } = useTranslation()
  if (to === null) return null
  return (
    <div className="flex justify-center border-t border-line p-3">
      <Link to={to} preventScrollReset className={buttonLook({ look: 'plain', size: 'small' })}>
        {t('more')}
      </Link>
    </div>
  )
}
