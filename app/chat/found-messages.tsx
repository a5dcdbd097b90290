import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FoundMessages as Found } from '#server/conversations/search-messages.ts'
import { useBase } from '~/frame/frame-context.ts'
import { useReach } from '~/frame/reach.ts'
import { isolated } from '~/feed/names.ts'
import { Time } from '~/ui/time.tsx'
import { SaidBy } from './said-by.tsx'

/** Messages that hold the words looked for; each leads to where it stands. */
export function FoundMessages({ found, within }: { found: Found; within?: boolean }) {
  const { t } = useTranslation('chat')
  const base = useBase()
  const { holds } = useReach()
  return (
    <ul aria-label={t('found')} className="divide-y divide-line">
      {found.rows
        .filter(({ at }) => holds(at))
        .map((row) => (
          <li
            key={row.id}
            className="relative px-4 py-3 transition-colors hover:bg-hover has-[a:focus-visible]:bg-hover"
          >
            <p className="flex items-baseline gap-2 text-small text-faint">
              <span className="min-w-0 flex-1 truncate">{within ? isolated(row.by) : <SaidBy {...row} />}</span>
              <Time at={row.at} as="recent" className="shrink-0" />
            </p>
            <Link
              to={`${base}/conversations/${row.conversation.id}${row.before ? `?before=${encodeURIComponent(row.before)}` : ''}#e-${row.id}`}
              className="line-clamp-3 after:absolute after:inset-0"
              dir="auto"
            >
              <Marked pieces={row.pieces} />
            </Link>
          </li>
        ))}
    </ul>
  )
}

/** The text with what was looked for marked in it. */
const Marked = ({ pieces }: { pieces: readonly string[] }) =>
  pieces.map((piece, nth) =>
    nth % 2 === 1 ? (
      <mark key={nth} className="rounded-[3px] bg-accent-soft text-ink">
        {piece}
      </mark>
    ) : (
      piece
    ),
  )
