import { useFetcher } from '@remix-run/react'
import { ArrowRight, ChevronDown } from 'lucide-react'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { TaskStatus } from '#server/access/facts.ts'
import type { TaskView } from '#server/tasks/views.ts'
import { isClosed, movesFrom } from '#server/tasks/catalogue.ts'
import { Button } from '~/ui/button.tsx'
import { PopupHead } from '~/ui/popup-head.tsx'
import { isDone, useRefused } from '~/ui/refused.tsx'
import { Status } from '~/ui/status.tsx'
import { toast } from '~/ui/toasts.tsx'
import { HandOverWords, isOutOfHand, JustDone, Reviewed } from './reviewed.tsx'

interface Props {
  task: TaskView
  abilities: Abilities
  external: boolean
}

/** What moves a task, by whichever control; of each its own, so that nothing is said of one that was done to another. */
const useMover = ({ id }: TaskView) => useFetcher({ key: `move ${id}` })

/** Moves the task: what was chosen shows at once, and goes back with the reason if it was refused. */
function useMove(task: TaskView) {
  const fetcher = useMover(task)
  const wanted = fetcher.formData?.get('to')
  return {
    Form: fetcher.Form,
    answer: fetcher.data,
    shown: typeof wanted === 'string' ? (wanted as TaskStatus) : task.status,
    busy: fetcher.state !== 'idle',
  }
}

/** The status, and behind it where the task may be moved from here: only what is allowed is offered [B5]. */
export function StatusControl({ task, abilities, external }: Props) {
  const { t } = useTranslation('tasks')
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const { status } = task
  const { Form, shown, answer } = useMove(task)
  const { words } = useRefused(answer, { intent: 'move' })
  useEffect(() => {
    if (words) toast(words, 'error')
  }, [words, answer])
  // Where it is read when the list is opened: news does not change what is pressed there.
  const [seen, see] = useState(status)
  const moves = movesFrom(seen, abilities, external)
  if (movesFrom(status, abilities, external).length === 0) return <Status of="task" is={shown} />
  return (
    <>
      <button
        type="button"
        popovertarget={id}
        onClick={() => see(status)}
        className="group inline-flex items-center gap-1 rounded-full"
      >
        <span className="sr-only">{t('move.open')}: </span>
        <Status of="task" is={shown} />
        <ChevronDown className="size-4 text-soft group-hover:text-ink" aria-hidden />
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        className="popup w-full p-1 md:w-auto md:min-w-56"
        aria-label={t('move.to')}
      >
        <PopupHead name={task.title} />
        <Form method="post" onSubmit={() => list.current?.hidePopover()}>
          <input type="hidden" name="intent" value="move" />
          <input type="hidden" name="from" value={seen} />
          <p className="px-3 pt-1.5 pb-1 text-small text-faint">{t('move.to')}</p>
          {moves.map((to) => (
            <button
              key={to}
              name="to"
              value={to}
              className="flex min-h-9 w-full items-center rounded-[6px] px-2 py-1.5 hover:bg-hover"
            >
              <Status of="task" is={to} />
            </button>
          ))}
          {moves.some((to) => isOutOfHand(to, external)) && (
            <div className="max-w-64 px-3 pt-1.5 text-small text-soft">
              <HandOverWords {...handedOver(task)} external={external} />
            </div>
          )}
        </Form>
      </div>
    </>
  )
}

const NEXT: Partial<Record<TaskStatus, TaskStatus>> = {
  draft: 'new',
  new: 'in_progress',
  in_progress: 'ready_for_review',
  ready_for_review: 'done',
}

/** From where this person has just moved the task to where it is: that is said where the step was pressed, which is gone then. */
function useJustMoved(task: TaskView): FormDataEntryValue | null {
  const { data, formData } = useMover(task)
  const [last, setLast] = useState<{ from: FormDataEntryValue | null; to: FormDataEntryValue } | null>(null)
  const to = formData?.get('to')
  const from = formData?.get('from') ?? null
  if (to && (to !== last?.to || from !== last.from)) setLast({ from, to })
  return !formData && last?.to === task.status && isDone(data) ? last.from : null
}

interface NextStepProps extends Props {
  /** User id. */
  me: string
}

/** The step that comes next, as one button; nothing where this person has none. */
export function NextStep({ task, abilities, external, me }: NextStepProps) {
  const { t } = useTranslation(['tasks', 'statuses'])
  const id = useId()
  const ask = useRef<HTMLDivElement>(null)
  const { status } = task
  const { Form, busy } = useMove(task)
  const just = useJustMoved(task)
  const next = status === 'on_hold' ? (task.heldFrom ?? 'in_progress') : NEXT[status]
  // Who may accept is not always who is to: the others find that in the menu of the status.
  const isReviewer = task.reviewers.some(({ userId }) => userId === me)
  if (status === 'ready_for_review' && !isReviewer) return <Reviewed by={task.reviewers} just={just !== null} />
  if (!next || isClosed(status) || !movesFrom(status, abilities, external).includes(next))
    return just && status === 'done' && <JustDone>{t('tasks:told.done')}</JustDone>
  if (just === 'ready_for_review') return <JustDone>{t('tasks:told.sent_back')}</JustDone>
  const words =
    status === 'on_hold'
      ? t('tasks:move.off_hold', { status: t(`statuses:task.${next}`) })
      : t(`tasks:move.next.${next as 'new' | 'in_progress' | 'ready_for_review' | 'done'}`)
  const move = (to: TaskStatus, doing: ReactNode) => (
    <Form method="post" onSubmit={() => ask.current?.hidePopover()}>
      <input type="hidden" name="intent" value="move" />
      <input type="hidden" name="from" value={status} />
      <input type="hidden" name="to" value={to} />
      {doing}
    </Form>
  )
  const arrow = <ArrowRight className="size-4 rtl:-scale-x-100" aria-hidden />
  if (next !== 'ready_for_review' || status === 'on_hold')
    return (
      <>
        {status === 'ready_for_review' && move('in_progress', <Button busy={busy}>{t('tasks:move.send_back')}</Button>)}
        {move(
          next,
          <Button look="strong" busy={busy}>
            {words}
            {arrow}
          </Button>,
        )}
      </>
    )
  return (
    <>
      <Button type="button" look="strong" busy={busy} popovertarget={id}>
        {words}
        {arrow}
      </Button>
      <div ref={ask} id={id} popover="auto" role="dialog" aria-label={words} className="popup w-full p-4 md:w-80">
        <div className="-mx-3 -mt-2 mb-1">
          <PopupHead name={task.title} />
        </div>
        <HandOverWords {...handedOver(task)} external={external} />
        {move(
          next,
          <div className="flex justify-end gap-3">
            <Button type="button" size="small" popovertarget={id} popovertargetaction="hide">
              {t('tasks:move.not_yet')}
            </Button>
            <Button look="strong" size="small" autoFocus>
              {t('tasks:move.hand_over')}
            </Button>
          </div>,
        )}
      </div>
    </>
  )
}

/** What is to be known of a task before it is handed over. */
const handedOver = ({ reviewers, checklist }: TaskView) => ({
  reviewers,
  left: checklist.filter(({ done }) => !done).length,
})
