import type { ContractFact } from '#server/contracts/facts.ts'
import type { ContractPeoplePage } from '#server/contracts/people-page.ts'
import type { ContractView } from '#server/contracts/views.ts'
import type { EntryView } from '#server/feed/views.ts'
import type { AttachmentView } from '#server/files/views.ts'
import type { ContractStatus } from '#server/access/facts.ts'
import type { News } from '#server/streams/frames.ts'
import { applyAttachment } from './apply-attachments.ts'
import type { Apply } from './snapshot.ts'

/** What a contract's page shows besides its feed. */
export interface ContractState {
  contract: ContractView
  files: readonly AttachmentView[]
}

/** Puts a fact of the contract's stream into its page. Pure. Null: only a fresh snapshot shows it. */
export function applyContract(state: ContractState, news: News): ContractState | null {
  const files = applyAttachment(state.files, news)
  if (files) return { ...state, files }
  const { contract } = state
  const now = (changed: Partial<ContractView>) => ({ ...state, contract: { ...contract, ...changed } })
  switch (news.fact) {
    case 'contract.approved': {
      const { userId, approvalId, version, at, status } = news.data as unknown as ContractFact['contract.approved']
      const approval = { id: approvalId, version, at }
      return now({
        status: status as ContractStatus,
        steps: contract.steps.map((step) => (step.userId === userId ? { ...step, approval } : step)),
      })
    }
    case 'contract.approval_withdrawn': {
      const { approvalId, status } = news.data as unknown as ContractFact['contract.approval_withdrawn']
      return now({
        status: status as ContractStatus,
        steps: contract.steps.map((step) => (step.approval?.id === approvalId ? { ...step, approval: null } : step)),
      })
    }
    case 'contract.comments_switched':
      return now({ comments: news.data.comments as ContractView['comments'] })
    // Who is to review it and says something has: it waits for them no more.
    case 'entry.posted': {
      const entry = news.data.entry as EntryView | undefined
      const by = entry?.happened === null ? entry.author.id : null
      const waits = contract.people.some((person) => person.id === by && !person.reviewed)
      return waits
        ? now({ people: contract.people.map((person) => (person.id === by ? { ...person, reviewed: true } : person)) })
        : state
    }
    case 'entry.deleted':
      return contract.status === 'in_review' ? null : state
    case 'contract.moved':
    case 'contract.edited':
    case 'contract.people_changed':
      return null
    default:
      return state
  }
}

/** The page on which its people are changed: whatever happens to the contract, a fresh look shows who is named on it. */
export const applyContractPeople: Apply<ContractPeoplePage> = (page, { fact }) =>
  fact.startsWith('contract.') ? null : page
