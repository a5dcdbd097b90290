import type { FrameView } from '#server/home/frame.ts'

/** The parts of the portal by the first word of their addresses below the prefix, and what opens each. */
const PARTS = {
  tasks: ['task.list', 'task.view'],
  conversations: ['conversation.list', 'conversation.view'],
  projects: ['project.list', 'project.view'],
  contracts: ['contract.list', 'contract.view'],
  notes: ['note.list', 'note.view'],
} as const

/**
 * Whether the part of the portal that an address is in is closed to its reader as a whole: then its page says so. It is asked of their own
 * rights alone, so it tells nothing of what is there [A0].
 */
export function isClosedPart({ closed }: Pick<FrameView, 'closed'>, pathname: string): boolean {
  const part = /^\/g\/[^/]+\/([a-z]+)(?=\/|$)/.exec(pathname)?.[1] ?? ''
  return part in PARTS && PARTS[part as keyof typeof PARTS].some((action) => closed[action] !== undefined)
}
