import type { ContractStatus } from '#server/access/facts.ts'

/** Where staff can take a contract from each status [D2]. Approved is reached by approving, and left by withdrawing, only. */
export const NEXT_STATUSES: Readonly<Record<ContractStatus, readonly ContractStatus[]>> = {
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

/** In these an approval can be given. */
export const OPEN_TO_APPROVAL: ReadonlySet<ContractStatus> = new Set(['in_review', 'awaiting_approval'])

/** In these the text is agreed, or over, and is not edited any more. */
export const TEXT_CLOSED: ReadonlySet<ContractStatus> = new Set([
  'out_for_signature',
  'active',
  'expired',
  'terminated',
])
