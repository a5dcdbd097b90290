import { Link } from '@remix-run/react'
import { BellOff, FolderKanban, Lock, UsersRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ConversationLine } from '#server/conversations/views.ts'
import { useReach } from '~/frame/reach.ts'
import { useBase } from '~/frame/frame-context.ts'
import { UnreadCount } from '~/frame/unread-mark.tsx'
import { Avatar } from '~/ui/avatar.tsx'
import { cx } from '~/ui/cx.ts'
import { Time } from '~/ui/time.tsx'

/** Conversations one below the other, each with what was said last; the whole row leads there. */
export function ConversationRows({ rows, open }: { rows: readonly ConversationLine[]; open?: string }) {
  const { t } = useTranslation('chat')
  const base = useBase()
  const { holds } = useReach()
  return (
    <ul aria-label={t('list')} className="divide-y divide-line">
      {rows.map(within(holds)).map((row) => (
        <li
          key={row.id}
          className={cx(
            'relative flex items-start gap-3 px-4 py-3 transition-colors has-[a:focus-visible]:bg-hover',
            row.id === open ? 'bg-accent-soft' : 'hover:bg-hover',
          )}
        >
          <Face row={row} />
          <div className="min-w-0 flex-1">
            <p className="flex items-baseline gap-2">
              <Link
                to={`${base}/conversations/${row.id}`}
                prefetch="intent"
                aria-current={row.id === open ? 'page' : undefined}
                className={cx(
                  'min-w-0 flex-1 truncate after:absolute after:inset-0',
                  row.unread > 0 && 'font-semibold',
                )}
              >
                <bdi>{row.title}</bdi>
              </Link>
              {row.last && <Time at={row.last.at} className="shrink-0 text-fine text-faint" />}
            </p>
            <p className="flex items-center gap-1.5">
              <LastLine row={row} />
              {row.muted && <BellOff className="size-3.5 shrink-0 text-faint" aria-label={t('muted')} />}
              {row.closed && <Lock className="size-3.5 shrink-0 text-faint" aria-label={t('closed')} />}
              {row.mine && <UnreadCount count={row.unread} className={cx(row.muted && 'bg-line-strong!')} />}
            </p>
            <p className="truncate text-fine text-faint">
              {t(`kind.${row.kind}`)}
              {row.account && (
                <>
                  {' · '}
                  <bdi>{row.account}</bdi>
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** A row without a last message that has aged out since the page was made [A7]. */
const within = (holds: (at: string) => boolean) => (row: ConversationLine) =>
  row.last && !holds(row.last.at) ? { ...row, last: null } : row

/** A person by initials; an account or a project by its sign. */
export function Face({ row }: { row: Pick<ConversationLine, 'face' | 'kind' | 'title'> }) {
  if (row.kind === 'direct') return <Avatar name={row.title} id={row.face} />
  const Icon = row.kind === 'project' ? FolderKanban : UsersRound
  return (
    <span className="inline-flex size-8 shrink-0 items-center justify-center rounded-full bg-sunken text-soft">
      <Icon className="size-4" strokeWidth={1.75} aria-hidden />
    </span>
  )
}

function LastLine({ row: { last, unread, kind } }: { row: ConversationLine }) {
  const { t } = useTranslation('chat')
  const look = cx('min-w-0 flex-1 truncate text-small', unread > 0 ? 'text-ink' : 'text-soft')
  if (!last) return <span className={cx(look, 'text-faint')}>{t('nothing_said')}</span>
  const { text } = last
  return (
    <bdi className={look} dir="auto">
      {text === null
        ? t(last.mine ? 'taken_back_own' : 'taken_back', { name: last.by })
        : last.mine
          ? t('said_own', { text })
          : kind === 'direct'
            ? text
            : t('said_by', { name: last.by, text })}
    </bdi>
  )
}
