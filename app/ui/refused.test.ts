import { describe, expect, it } from 'vitest'
import { refusalOf } from './refused.tsx'

const refusal = (typed: Record<string, string>) => ({
  refused: { status: 422, words: { key: 'required' }, fields: {}, typed },
})

describe('what was refused', () => {
  const edited = refusal({ do: 'edit_note', noteId: 'one', body: 'x' })

  it('is said by the form that was refused and by no other of its page', () => {
    expect(refusalOf(undefined, edited)).toBe(edited.refused)
    expect(refusalOf(undefined, edited, { noteId: 'one' })).toBe(edited.refused)
    for (const form of [{ noteId: 'two' }, { do: 'share_note', noteId: 'one' }, { do: 'add_note' }, { do: undefined }])
      for (const answer of [undefined, null]) expect(refusalOf(answer, edited, form)).toBeNull()
    const unnamed = refusal({ body: 'x' })
    expect(refusalOf(undefined, unnamed, { do: undefined })).toBe(unnamed.refused)
  })

  it('in answer to a form of its own is said whatever the page was answered', () => {
    const own = refusal({ body: 'y' })
    expect(refusalOf(own, edited, { do: 'share_note' })).toBe(own.refused)
    expect(refusalOf({ done: true }, edited, { noteId: 'one' })).toBeNull()
  })
})
