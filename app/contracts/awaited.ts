import type { ContractView } from '#server/contracts/views.ts'
import type { AwaitedPart } from '#server/contracts/waits-for.ts'

/** What is asked of who looks at a contract, by the names under `awaited.mine`. */
type Mine = AwaitedPart | 'review_closed'
/** What is waited for from others, by the names under `awaited.theirs`. */
type Theirs = 'requested' | 'draft' | 'review' | 'move' | 'approve' | 'send_out' | 'sign'

export type Awaited = { mine: Mine } | { theirs: Theirs; names: string[]; given: boolean }

interface Reader {
  id: string
  mayApprove: boolean
  mayComment: boolean
}

/** What a contract waits for now, from who looks at it if it is them; null where it waits for nobody. Pure. */
export function awaitedOn({ status, owner, people, steps }: ContractView, me: Reader): Awaited | null {
  const named = (role: 'reviewer' | 'signer') => people.filter(({ roles }) => roles.includes(role))
  const reviewers = named('reviewer').filter((person) => !person.reviewed)
  const given = steps.some((step) => step.mine && step.approval)
  const of = (theirs: Theirs, names: readonly { name: string }[]): Awaited | null =>
    names.length > 0 ? { theirs, names: names.map(({ name }) => name), given } : null
  const owners = (part: Mine & Theirs, theirs = part) => (owner.id === me.id ? { mine: part } : of(theirs, [owner]))
  const taken = new Set(steps.filter((step) => step.approval).map((step) => step.position))
  const open = steps.find((step) => !taken.has(step.position))?.position
  const turn = steps.filter((step) => step.position === open)
  const isMyTurn = me.mayApprove && turn.some((step) => step.mine)
  switch (status) {
    case 'requested':
    case 'draft':
      return owners(status)
    case 'in_review':
      if (isMyTurn) return { mine: 'approve_early' }
      if (reviewers.some(({ mine }) => mine)) return { mine: me.mayComment ? 'review' : 'review_closed' }
      return of('review', reviewers) ?? owners('move')
    case 'awaiting_approval':
      return isMyTurn ? { mine: 'approve' } : of('approve', turn)
    case 'approved':
      return owners('send_out')
    case 'out_for_signature':
      return named('signer').some(({ mine }) => mine) ? { mine: 'sign' } : of('sign', named('signer'))
    default:
      return null
  }
}
