import type { ContractStatus } from '#server/access/facts.ts'
import { ofVersion, positionNow, type Step } from './approvals.ts'

/** Where staff can take a contract from each status [D2]. Approved is reached by approving, and left by withdrawing, only. */
const NEXT_STATUSES: Readonly<Record<ContractStatus, readonly ContractStatus[]>> = {
  requested: ['draft', 'rejected'],
  draft: ['in_review'],
  in_review: ['awaiting_approval', 'draft', 'on_hold', 'rejected'],
  awaiting_approval: ['in_review', 'draft', 'on_hold', 'rejected'],
  approved: ['out_for_signature', 'on_hold'],
  out_for_signature: ['active', 'on_hold', 'terminated'],
  active: ['expired', 'terminated', 'on_hold'],
  on_hold: ['in_review', 'awaiting_approval', 'approved', 'out_for_signature', 'active', 'terminated'],
  rejected: ['draft'],
  expired: [],
  terminated: [],
}

/** Nobody signs what was not approved, and On hold gives back what was there before. */
const NEEDS_APPROVAL: ReadonlySet<ContractStatus> = new Set(['approved', 'out_for_signature', 'active'])

/** What is missing for a step that is on a contract's way. */
export type Lacks = 'approvers' | 'approvals' | 'nothing_to_approve'

/** What a contract of this version lacks to go to a status that is on its way; null: it may. Where nobody could approve, nobody is waited for. */
export function lacksFor(to: ContractStatus, steps: readonly Step[], version: number): Lacks | null {
  const open = positionNow(ofVersion(steps, version)) !== null
  if (NEEDS_APPROVAL.has(to)) return steps.length === 0 ? 'approvers' : open ? 'approvals' : null
  if (to !== 'awaiting_approval' || open) return null
  return steps.length === 0 ? 'approvers' : 'nothing_to_approve'
}

/** Whether it is on the way at all. */
export const isOnWay = (from: ContractStatus, to: ContractStatus): boolean => NEXT_STATUSES[from].includes(to)

/**
 * Where it can be taken now, and whether it could go further if somebody were named to approve it; first, where it was before it was put on hold.
 */
export function nextOf(
  status: ContractStatus,
  steps: readonly Step[],
  version: number,
  heldFrom: ContractStatus | null,
): { next: ContractStatus[]; noApprover: boolean } {
  const way = NEXT_STATUSES[status]
  const open = way.filter((to) => lacksFor(to, steps, version) === null)
  return {
    next: [...open.filter((to) => to === heldFrom), ...open.filter((to) => to !== heldFrom)],
    noApprover: way.some((to) => lacksFor(to, steps, version) === 'approvers'),
  }
}

/** In these it can be settled who approves. */
export const OPEN_TO_APPROVERS: ReadonlySet<ContractStatus> = new Set([
  'requested',
  'draft',
  'in_review',
  'awaiting_approval',
  'on_hold',
  'rejected',
])

/** Whether somebody can be named to approve it: not where all have approved what is on hold, which could not go back to what it was before. */
export const canNameApprovers = (status: ContractStatus, steps: readonly Step[], version: number): boolean =>
  OPEN_TO_APPROVERS.has(status) && (status !== 'on_hold' || lacksFor('approved', steps, version) !== null)

/** In these nobody is named on it any more, as anything. */
export const ENDED: ReadonlySet<ContractStatus> = new Set(['expired', 'terminated'])

/** In these an approval can be given. */
export const OPEN_TO_APPROVAL: ReadonlySet<ContractStatus> = new Set(['in_review', 'awaiting_approval'])

/** In these the text is agreed, or over, and is not edited any more. */
export const TEXT_CLOSED: ReadonlySet<ContractStatus> = new Set([
  'out_for_signature',
  'active',
  'expired',
  'terminated',
])
