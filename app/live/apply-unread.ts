import type { Unread } from '#server/feed/unread.ts'
import type { News } from '#server/streams/frames.ts'

/** What the frame counts, and for whom. */
export interface UnreadState {
  me: string
  unread: Unread
  /** Contracts in which something is unread. */
  contracts: readonly string[]
  /** Mentions outside conversations. */
  mentions: number
  /** Of these those on `contracts`. */
  mentionsOnContracts: number
  /** Tasks from outside that were not opened. */
  newTasks: number
}

/** Puts a fact of one's own stream into what is counted as unread. Pure. Null: only asking again tells. */
export function applyUnread(state: UnreadState, { fact, data }: News): UnreadState | null {
  const id = String(data.conversationId)
  const now = (count: number): UnreadState => {
    const { [id]: _before, ...others } = state.unread
    return { ...state, unread: count > 0 ? { ...others, [id]: count } : others }
  }
  if (fact === 'conversation.posted') {
    const heard = data.authorId !== state.me && data.muted !== true
    return heard ? now((state.unread[id] ?? 0) + 1) : state
  }
  if (fact === 'mention.posted') {
    const onContract = typeof data.contractId === 'string' ? 1 : 0
    return {
      ...said(state, data),
      mentions: state.mentions + 1,
      mentionsOnContracts: state.mentionsOnContracts + onContract,
    }
  }
  if (fact === 'contract.commented') return said(state, data)
  if (fact === 'contract.seen') return data.unread === true ? state : without(state, data.contractId)
  // A muted one was not counted, and is not now.
  if (fact === 'conversation.read') return id in state.unread ? now(Number(data.unread)) : state
  // Lists of tasks and of projects mark it themselves; a task that came from outside is counted until it is opened.
  if (fact === 'conversation.changed' || fact.startsWith('update.') || (fact.startsWith('task.') && !data.first))
    return state
  return null
}

/** The contract in which somebody else said something is among the unread ones, once. */
function said(state: UnreadState, { contractId, authorId }: News['data']): UnreadState {
  if (typeof contractId !== 'string' || authorId === state.me || state.contracts.includes(contractId)) return state
  return { ...state, contracts: [...state.contracts, contractId] }
}

const without = (state: UnreadState, contractId: unknown): UnreadState =>
  state.contracts.some((id) => id === contractId)
    ? { ...state, contracts: state.contracts.filter((id) => id !== contractId) }
    : state

/** All messages, for a badge. */
export const totalOf = (unread: Unread): number => Object.values(unread).reduce((sum, count) => sum + count, 0)

/** All that the badges count, each once, for the window's title: who is mentioned on their own contract finds that in two of them. */
export const allOf = ({ unread, contracts, mentions, mentionsOnContracts, newTasks }: UnreadState): number =>
  totalOf(unread) + contracts.length + mentions - mentionsOnContracts + newTasks
