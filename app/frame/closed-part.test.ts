import { describe, expect, it } from 'vitest'
import { isClosedPart } from './closed-part.ts'

describe('a part of the portal that is closed to its reader as a whole', () => {
  const noChat = { closed: { 'conversation.list': 'cell_empty' } } as const

  it.each(['/g/1/conversations', '/g/1/conversations/new', '/g/1/conversations/never-was'])(
    '[A0] says so whatever is asked for in it, be it there or not: %s',
    (path) => {
      expect(isClosedPart(noChat, path)).toBe(true)
      expect(isClosedPart({ closed: { 'conversation.view': 'cell_empty' } }, path)).toBe(true)
      expect(isClosedPart({ closed: {} }, path)).toBe(false)
    },
  )

  it.each(['/g/1', '/g/1/tasks/7', '/g/1/nowhere', '/g/1/conversationsx', '/s/conversations', '/g/1/toString'])(
    'is not said of another page: %s',
    (path) => {
      expect(isClosedPart(noChat, path)).toBe(false)
    },
  )
})
