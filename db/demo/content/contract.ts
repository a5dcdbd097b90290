import type { AccountKey, StaffName } from './people.ts'

type ContractStatus =
  | 'requested'
  | 'draft'
  | 'in_review'
  | 'awaiting_approval'
  | 'approved'
  | 'out_for_signature'
  | 'active'
  | 'expired'
  | 'terminated'
  | 'rejected'
  | 'on_hold'

/** A contract of the demo as it is written down. */
export interface DemoContract {
  key: string
  title: string
  account: AccountKey
  owner: StaffName
  status: ContractStatus
  /** Days ago. */
  made: number
  requestedBy?: string
  closed?: true
  reviewers: readonly string[]
  /** In their order; those before the `*` have approved. */
  approvers: readonly string[]
  /** Their approvals, as first names; `withdrawn` was given and taken back. */
  approved: readonly string[]
  withdrawn?: string
  signers?: readonly string[]
  subject: string
  talk?: readonly (readonly [who: string, text: string])[]
}
