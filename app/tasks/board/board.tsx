import {
  useCallback,
  useContext,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
  type RefObject,
} from 'react'
import { useNavigate } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { TaskStatus } from '#server/access/facts.ts'
import type { Board, Card } from '#server/tasks/board.ts'
import type { Words } from '#server/platform/errors.ts'
import { isolated, useNames } from '~/feed/names.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { useWords } from '~/frame/words.ts'
import { dateFormat } from '~/ui/formats.ts'
import { announce } from '~/ui/hidden.tsx'
import { ClockContext, momentIn } from '~/ui/time.tsx'
import { toast } from '~/ui/toasts.tsx'
import { isOutOfHand } from '../reviewed.tsx'
import { BoardColumn } from './column.tsx'
import { Sideways, useBegin } from './sideways.tsx'
import { HandOver } from './hand-over.tsx'
import { find, useBoard } from './use-board.ts'
import { useDrag } from './use-drag.ts'
import { useKeys } from './use-keys.ts'

/** Tasks in columns by their status, to be dragged from one to another by pointer or keyboard [B5]. */
export function BoardView({ board, withProject = false }: { board: Board; withProject?: boolean }) {
  const { t } = useTranslation(['board', 'statuses'])
  const base = useBase()
  const say = useWords()
  const names = useNames()
  const help = useId()
  const root = useRef<HTMLDivElement>(null)
  const dueWords = useDueWords()
  const refused = (card: Card, words: Words) => {
    const told = t('card_not_moved', { title: isolated(card.title), words: say(words) })
    toast(told, 'error')
    announce(told)
  }
  // What others changed may take a few frames to be drawn; a card in the hand may not wait for it.
  const { columns, move } = useBoard(useDeferredValue(board), refused)
  const titleOf = (id: string) => isolated(find(columns, id)?.title ?? '')
  const external = !useFrame().frame.person.staff
  const stuck = (id: string) => t(external ? 'lifted_nowhere_outside' : 'lifted_nowhere', { title: titleOf(id) })
  const nameOf = (status: TaskStatus) => t(`statuses:task.${status}`)
  const navigate = useNavigate()
  const focusAfter = useFocusAfter(root, columns)
  useBegin(root)

  const stays = (id: string) => announce(t('cancelled', { title: titleOf(id) }))
  const put = (id: string, from: TaskStatus, to: TaskStatus) => {
    announce(t('dropped', { title: titleOf(id), column: nameOf(to) }))
    focusAfter(id)
    void move(id, from, to)
  }
  const asking = useAsking(put, stays)
  /** Somebody from outside is asked first where they could not take it back. */
  const askOr = (go: typeof put) => (id: string, from: TaskStatus, to: TaskStatus) => {
    const card = find(columns, id)
    if (card?.status === from && isOutOfHand(to, external)) asking.ask({ card, to })
    else go(id, from, to)
  }

  useDrag(root, {
    onDrop: askOr((id, from, to) => void move(id, from, to)),
    onRefuse: (_, to) => toast(t('refused', { column: nameOf(to) }), 'error'),
    onStuck: (id) => toast(stuck(id), 'error'),
  })
  const keys = useKeys({
    onLift: (id, moves) =>
      announce(moves.length > 0 ? t('lifted', { title: titleOf(id), columns: names(moves.map(nameOf)) }) : stuck(id)),
    onOver: (to) => announce(t('over', { column: nameOf(to) })),
    onCancel: stays,
    onDrop: askOr(put),
  })
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        {/* A narrow window is mostly a phone's, where neither a mouse nor Space is at hand. */}
        <p id={help} className="text-small text-faint max-sm:hidden pointer-coarse:hidden">
          {t('help')}
        </p>
        <p className="text-small text-faint sm:not-pointer-coarse:hidden">{t('help_touch')}</p>
        <Sideways board={root} />
      </div>
      <div
        ref={root}
        role="group"
        aria-label={t('title')}
        {...keys}
        onClick={(event) => {
          const path = pathOf(event)
          if (path === null) return
          event.preventDefault()
          navigate(path)
        }}
        className="board -mx-4 flex snap-x items-start gap-3 overflow-x-auto scroll-px-4 px-4 pb-2 sm:-mx-8 sm:scroll-px-8 sm:px-8 lg:-mx-12 lg:scroll-px-12 lg:px-12"
      >
        {columns.map((column) => (
          <BoardColumn
            key={column.status}
            column={column}
            base={base}
            dueWords={dueWords}
            help={help}
            withProject={withProject}
          />
        ))}
      </div>
      <HandOver {...asking.dialog} />
    </div>
  )
}

/** What was dropped and is asked about before it is moved; closed, it stays where it was. */
function useAsking(go: (id: string, from: TaskStatus, to: TaskStatus) => void, stays: (id: string) => void) {
  const [asked, ask] = useState<{ card: Card; to: TaskStatus } | null>(null)
  const answer = (yes: boolean) => {
    if (!asked) return
    ask(null)
    if (yes) go(asked.card.id, asked.card.status, asked.to)
    else stays(asked.card.id)
  }
  return { ask, dialog: { card: asked?.card ?? null, onDo: () => answer(true), onClose: () => answer(false) } }
}

/** Where a plain press on a card leads; null for any other press, which is the browser's. */
function pathOf(event: MouseEvent): string | null {
  const link = (event.target as Element).closest<HTMLAnchorElement>('[data-card] a')
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
  return link && plain && !event.defaultPrevented ? link.getAttribute('href') : null
}

/** A card that was dropped by keyboard is another element in another column: the focus follows it there. */
function useFocusAfter(root: RefObject<HTMLElement>, columns: unknown) {
  const wanted = useRef<string | null>(null)
  useEffect(() => {
    if (wanted.current === null) return
    root.current?.querySelector<HTMLElement>(`[data-card="${wanted.current}"] a`)?.focus()
    wanted.current = null
  }, [root, columns])
  return (id: string) => (wanted.current = id)
}

/** What is said of a due day: the same function until the day or the language changes, and each day is written once. */
function useDueWords() {
  const { t, i18n } = useTranslation('tasks')
  const { now, timeZone } = useContext(ClockContext)
  const today = dateFormat('en-CA', { timeZone }).format(now)
  const written = useMemo(() => new Map<string, string>(), [today, i18n.language])
  return useCallback(
    (on: string, open: boolean) => {
      const late = open && on < today
      const day = written.get(on) ?? momentIn(i18n.language, 'UTC', new Date(on), 'day', Date.parse(today))
      written.set(on, day)
      return { words: t(late ? 'overdue_since' : 'due_on', { day }), late }
    },
    [today, written, i18n.language, t],
  )
}
