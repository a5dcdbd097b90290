import { createContext, useContext } from 'react'
import type { FrameView } from '#server/home/frame.ts'

/** What one has not read, as of now. */
export interface UnreadNow {
  /** In one's conversations. */
  messages: number
  /** In tasks, contracts and projects. */
  mentions: number
  /** That came from outside and were not opened. */
  tasks: number
}

/** What a number beside a place is of. */
export type Counted = keyof UnreadNow | 'contracts'

/** The same, and on which of one's contracts something was said. */
export interface News extends UnreadNow {
  saidOn: readonly string[]
  /** All of it, each comment once. */
  all: number
}

interface FrameState {
  frame: FrameView
  unread: News
  asideFolded: boolean
  foldAside: (folded: boolean) => void
}

export const FrameContext = createContext<FrameState | null>(null)

/** What stands around the page, with who is reading it. Only inside the frame. */
export function useFrame(): FrameState {
  const state = useContext(FrameContext)
  if (!state) throw new Error('There is no frame around this page')
  return state
}

/** The beginning of every address of this person's portal: `/s`, or `/g/` and the grant in use. */
export function useBase(): string {
  return baseOf(useFrame().frame)
}

export const baseOf = ({ grant }: { grant: { id: string } | null }) => (grant ? `/g/${grant.id}` : '/s')
