import { ListChecks } from 'lucide-react'
import { memo } from 'react'
import type { Card } from '#server/tasks/board.ts'
import { Avatar } from '~/ui/avatar.tsx'
import { cx } from '~/ui/cx.ts'
import { UnreadDot } from '~/ui/list.tsx'
import { Status } from '~/ui/status.tsx'
import { same } from './arrange.ts'

/** What a card says about its due day; made once for the board, as hundreds of cards share a few days. */
export interface DueWords {
  words: string
  late: boolean
}

interface Props {
  card: Card
  base: string
  due: DueWords | null
  /** What the task's steps are called for those who listen. */
  steps: string
  /** From whom outside it comes, and that it holds news not seen yet; else empty. */
  from: string
  unread: string
  help: string
  withProject: boolean
}

/** A task on the board. It is drawn again only when it changed; what is out of sight is not laid out at all. */
export const BoardCard = memo(
  function BoardCard({ card, base, due, steps, from, unread, help, withProject }: Props) {
    const { id, ref, title, priority, status, assignee, checklist, project, moves } = card
    return (
      <li
        data-card={id}
        data-from={status}
        data-moves={moves.join(' ')}
        className={cx(
          'board-card relative flex flex-col gap-2 rounded-box bg-surface px-3 py-2.5 ring-1 ring-line hover:ring-line-strong/60 data-lifted:opacity-40',
          moves.length > 0 && 'cursor-grab select-none',
        )}
      >
        {/* No Link: each would be drawn again whenever the router looks for news. The board leads where it is pressed. */}
        <span className="flex items-baseline">
          <a
            href={`${base}/tasks/${id}`}
            draggable={false}
            aria-describedby={moves.length > 0 ? help : undefined}
            className={cx(
              'line-clamp-3 min-w-0 after:absolute after:inset-0 after:rounded-box',
              unread && 'font-semibold',
            )}
          >
            <bdi>{title}</bdi>
          </a>
          {unread && <UnreadDot />}
        </span>
        {unread && <span className="sr-only">{unread}</span>}
        {from && <bdi className="truncate text-small text-faint">{from}</bdi>}
        {withProject && <bdi className="truncate text-small text-faint">{project.name}</bdi>}
        <span className="flex min-h-6 flex-wrap items-center gap-x-2.5 gap-y-1 text-small text-faint">
          {(priority === 'high' || priority === 'urgent') && <Status of="priority" is={priority} />}
          {due && <span className={due.late ? 'font-medium text-bad' : undefined}>{due.words}</span>}
          {checklist.all > 0 && (
            <span className="inline-flex items-center gap-1 tabular-nums" title={steps}>
              <ListChecks className="size-3.5" aria-hidden />
              <span aria-hidden>{`${String(checklist.done)}/${String(checklist.all)}`}</span>
              <span className="sr-only">{steps}</span>
            </span>
          )}
          <span className="font-mono text-fine">{ref}</span>
          {assignee && (
            <Avatar id={assignee.userId} name={assignee.name} size="small" silent={false} className="ms-auto" />
          )}
        </span>
      </li>
    )
  },
  (before, now) =>
    same(before.card, now.card) &&
    before.base === now.base &&
    before.from === now.from &&
    before.unread === now.unread &&
    before.due?.words === now.due?.words &&
    before.due?.late === now.due?.late &&
    before.withProject === now.withProject,
)
