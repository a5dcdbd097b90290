import { createContext, useContext } from 'react'
import type { FrameView } from '#server/home/frame.ts'

interface FrameState {
  frame: FrameView
  /** Messages in one's conversations that one has not read. */
  unread: number
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
