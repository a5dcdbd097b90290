import { describe, expect, it } from 'vitest'
import { openConversationForm } from '#server/conversations/forms.ts'
import { quoted } from './answer-update.tsx'

describe('what an answer to an update begins with', () => {
  it('[B9] is its first line as a quote, and an empty line to write in', () => {
    expect(quoted('## Which day suits you?\n\nWe could come on Monday.')).toBe('> Which day suits you?\n\n')
    expect(quoted('  * one\n* two')).toBe('> one\n\n')
    expect(quoted('We need **the colour** by Monday.')).toBe('> We need the colour by Monday.\n\n')
  })

  it('is never longer than what may be sent with it, be its letters as long as they are', () => {
    const staffId = '00000000-0000-4000-8000-000000000000'
    for (const letter of ['a', 'Ж', '👩']) {
      const write = quoted(letter.repeat(2000))
      expect(Array.from(write)).toHaveLength(165)
      expect(openConversationForm.safeParse({ staffId, write }).success).toBe(true)
    }
  })
})
