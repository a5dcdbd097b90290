/** What the watchers of a contract's stream hear besides its feed: ids and small words. Times are ISO. */
export interface ContractFact {
  /** Somebody's step was approved; `status` is what came of it. */
  'contract.approved': { approvalId: string; userId: string; version: number; at: string; status: string }
  'contract.approval_withdrawn': { approvalId: string; userId: string; at: string; status: string }
  'contract.moved': { status: string }
  'contract.people_changed': Record<string, never>
  'contract.edited': { version: number }
  'contract.comments_switched': { comments: 'as_portal' | 'closed' }
}
export type ContractFactName = keyof ContractFact
