import { Lock } from 'lucide-react'
import type { ReasonId } from '#server/access/can.ts'
import { useWords } from '~/frame/words.ts'

/** The place where one would attach, folded, with the reason why not. */
export function ClosedFiles({ reason }: { reason: ReasonId }) {
  const say = useWords()
  return (
    <p role="status" className="appear flex items-start gap-3 border-b border-line bg-sunken px-4 py-3 last:border-b-0">
      <Lock className="mt-0.5 size-[18px] shrink-0 text-soft" aria-hidden />
      <span>{say({ key: reason })}</span>
    </p>
  )
}
