import { useFetcher } from '@remix-run/react'
import { ArrowRight, ChevronDown, CircleCheck } from 'lucide-react'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { TaskStatus } from '#server/access/facts.ts'
import { isClosed, movesFrom } from '#server/tasks/catalogue.ts'
import { Button } from '~/ui/button.tsx'
import { isDone, useRefused } from '~/ui/refused.tsx'
import { Status } from '~/ui/status.tsx'
import { toast } from '~/ui/toasts.tsx'

interface Props {
  status: TaskStatus
  abilities: Abilities
  external: boolean
}

/** Moves the task: what was chosen shows at once, and goes back with the reason if it was refused. */
function useMove(status: TaskStatus) {
  const fetcher = useFetcher({ key: 'move' })
  const wanted = fetcher.formData?.get('to')
  return {
    Form: fetcher.Form,
    answer: fetcher.data,
    shown: typeof wanted === 'string' ? (wanted as TaskStatus) : status,
    busy: fetcher.state !== 'idle',
  }
}

/** The status, and behind it where the task may be moved from here: only what is allowed is offered [B5]. */
export function StatusControl({ status, abilities, external }: Props) {
  const { t } = useTranslation('tasks')
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const { Form, shown, answer } = useMove(status)
  const { words } = useRefused(answer, { intent: 'move' })
  useEffect(() => {
    if (words) toast(words, 'error')
  }, [words, answer])
  const moves = movesFrom(status, abilities, external)
  if (moves.length === 0) return <Status of="task" is={shown} />
  return (
    <>
      <button type="button" popovertarget={id} className="group inline-flex items-center gap-1 rounded-full">
        <span className="sr-only">{t('move.open')}: </span>
        <Status of="task" is={shown} />
        <ChevronDown className="size-4 text-soft group-hover:text-ink" aria-hidden />
      </button>
      <div ref={list} id={id} popover="auto" className="popup min-w-56 p-1" aria-label={t('move.to')}>
        <Form method="post" onSubmit={() => list.current?.hidePopover()}>
          <input type="hidden" name="intent" value="move" />
          <input type="hidden" name="from" value={status} />
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
            <p className="max-w-64 px-3 py-1.5 text-small text-faint">{t('move.out_of_hand')}</p>
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
  on_hold: 'in_progress',
}

/** What is said where the last step was pressed; the step itself is gone then. */
function useSaid(status: TaskStatus, external: boolean): ReactNode {
  const { t } = useTranslation('tasks')
  const { data, formData } = useFetcher({ key: 'move' })
  const [to, setTo] = useState<FormDataEntryValue | null>(null)
  const asked = formData?.get('to') ?? null
  if (asked !== null && asked !== to) setTo(asked)
  if (formData || to !== status || !isDone(data) || (status !== 'ready_for_review' && status !== 'done')) return null
  return (
    <p role="status" className="appear flex items-center gap-1.5 text-small text-good">
      <CircleCheck className="size-4 shrink-0" aria-hidden />
      {t(`told.${status === 'done' ? 'done' : external ? 'handed_over' : 'for_review'}`)}
    </p>
  )
}

/** The step that comes next, as one button; where this person has none, what came of the last. */
export function NextStep({ status, abilities, external }: Props) {
  const { t } = useTranslation('tasks')
  const id = useId()
  const ask = useRef<HTMLDivElement>(null)
  const { Form, busy } = useMove(status)
  const said = useSaid(status, external)
  const next = NEXT[status]
  if (!next || isClosed(status) || !movesFrom(status, abilities, external).includes(next)) return said
  const words = t(`move.next.${next as 'new' | 'in_progress' | 'ready_for_review' | 'done'}`)
  const move = (doing: ReactNode) => (
    <Form method="post" onSubmit={() => ask.current?.hidePopover()}>
      <input type="hidden" name="intent" value="move" />
      <input type="hidden" name="from" value={status} />
      <input type="hidden" name="to" value={next} />
      {doing}
    </Form>
  )
  const arrow = <ArrowRight className="size-4 rtl:-scale-x-100" aria-hidden />
  if (!isOutOfHand(next, external))
    return move(
      <Button look="strong" busy={busy}>
        {words}
        {arrow}
      </Button>,
    )
  return (
    <>
      <Button type="button" look="strong" busy={busy} popovertarget={id}>
        {words}
        {arrow}
      </Button>
      <div ref={ask} id={id} popover="auto" role="dialog" aria-label={words} className="popup w-80 p-4">
        <p className="pb-3">{t('move.out_of_hand')}</p>
        {move(
          <div className="flex justify-end gap-3">
            <Button type="button" size="small" popovertarget={id} popovertargetaction="hide">
              {t('move.not_yet')}
            </Button>
            <Button look="strong" size="small" autoFocus>
              {t('move.hand_over')}
            </Button>
          </div>,
        )}
      </div>
    </>
  )
}

/** Only staff give it back: somebody from outside is asked before, and told so [B5]. */
const isOutOfHand = (to: TaskStatus, external: boolean) => external && to === 'ready_for_review'
