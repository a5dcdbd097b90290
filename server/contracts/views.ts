import type { ContractRole, ContractStatus } from '#server/access/facts.ts'
import type { Step } from './approvals.ts'
import type { AwaitedPart } from './waits-for.ts'

/** A row of the contracts list. */
export interface ContractRow {
  id: string
  ref: string
  title: string
  status: ContractStatus
  account: string
  owner: string
  /** ISO 8601. */
  createdAt: string
  /** What is awaited of the viewer; null where nothing is. */
  myPart: AwaitedPart | null
}

/** Somebody who is named on a contract. */
export interface NamedPerson {
  id: string
  name: string
  /** In whose name; null for the host's own people. */
  account: string | null
  roles: ContractRole[]
  /** Named is who looks at it, in the name in which they are here: whoever has two accounts may be named for the other. */
  mine: boolean
  /** They have said something since it was last put in review. */
  reviewed: boolean
}

/** One person's step of the approval. Times are ISO. */
export interface StepView {
  userId: string
  name: string
  account: string | null
  position: number
  mine: boolean
  approval: { id: string; version: number; at: string } | null
}

/** A contract as its page shows it. In Draft externals get the title and the stepper only [D2]: `text` is null, nobody is named. */
export interface ContractView {
  id: string
  ref: string
  title: string
  status: ContractStatus
  account: { id: string; name: string }
  owner: { id: string; name: string }
  comments: 'as_portal' | 'closed'
  version: number
  createdAt: string
  /** Safe HTML; null where it is not open to the viewer. */
  text: string | null
  people: NamedPerson[]
  steps: StepView[]
}

/** A step with the names beside it. */
export const viewStep = (
  step: Step,
  person: { name: string; account: string | null } | undefined,
  mine: boolean,
): StepView => ({
  userId: step.userId,
  name: person?.name ?? '',
  account: person?.account ?? null,
  position: step.position,
  mine,
  approval: step.approval && {
    id: step.approval.id,
    version: step.approval.version,
    at: step.approval.at.toISOString(),
  },
})
