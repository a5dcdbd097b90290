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
  /** Clauses that are not as usual. */
  clauses?: Clauses
  /** Papers beside the price list. */
  annexes?: readonly string[]
  talk?: readonly DemoLine[]
  /** Minutes ago at which the text was changed for something that was said elsewhere. */
  changed?: readonly number[]
}

/** What stands below the numbers of clauses. */
export type Clauses = Readonly<Record<number, string>>

/** Something that was said about a contract; whether its text was changed just before or after; when, where that matters. */
export type DemoLine = readonly [
  who: string,
  text: string,
  more?: { changes?: 'before' | 'after'; at?: readonly [day: number, hour: number] },
]
