import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { TaskStatus } from '#server/access/facts.ts'
import type { Reviewer } from '#server/tasks/reviewers.ts'
import { useNames } from '~/feed/names.ts'

/** Whom a task waits for that was handed over; the team, where its people are not this reader's to know. `just`: by this very person, just now. */
export function Reviewed({ by, just }: { by: readonly Reviewer[]; just: boolean }) {
  const words = useChecked('now', by)
  return just ? <JustDone>{words}</JustDone> : <p className="max-w-64 text-small text-soft">{words}</p>
}

/** What was just done, where it was pressed. */
export function JustDone({ children }: { children: string }) {
  return (
    <p role="status" className="appear flex max-w-64 items-center gap-1.5 text-small text-good">
      <CircleCheck className="size-4 shrink-0" aria-hidden />
      {children}
    </p>
  )
}

/** Only staff give it back: somebody from outside is asked before, and told so [B5]. */
export const isOutOfHand = (to: TaskStatus, external: boolean) => external && to === 'ready_for_review'

interface HandOver {
  /** Who checks it. */
  reviewers: readonly Reviewer[]
  /** Items of the checklist that are open still. */
  left: number
  external: boolean
}

/** What is to be known before a task is handed over: who checks it, what is left to do, and that somebody from outside cannot take it back [B5]. */
export function HandOverWords({ reviewers, left, external }: HandOver) {
  const { t } = useTranslation('tasks')
  const words = useChecked('then', reviewers)
  return (
    <div className="flex flex-col gap-2 pb-3">
      {left > 0 && <p className="font-medium text-warn">{t('move.left', { count: left })}</p>}
      <p>
        {words} {external && t('move.not_back')}
      </p>
    </div>
  )
}

function useChecked(when: 'now' | 'then', by: readonly Reviewer[]): string {
  const { t } = useTranslation('tasks')
  const names = useNames()
  const [count, who] = [by.length, names(by.map(({ name }) => name))]
  return count === 0 ? t(`move.checked.team_${when}`) : t(`move.checked.${when}`, { count, names: who })
}
