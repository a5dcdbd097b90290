import { describe, expect, it } from 'vitest'
import { isWithin } from './reach.ts'

const NOW = Date.parse('2026-11-27T12:00:00.000Z')

describe('how far back one sees', () => {
  it('[A7] what is dated to the millisecond on the edge is shown, what is one older has left the screen', () => {
    expect(isWithin(2, NOW, '2026-11-25T12:00:00.000Z')).toBe(true)
    expect(isWithin(2, NOW, '2026-11-25T11:59:59.999Z')).toBe(false)
    expect(isWithin(2, NOW + 1, '2026-11-25T12:00:00.000Z')).toBe(false)
  })

  it('[A7] without a limit everything is shown', () => {
    expect(isWithin(null, NOW, '1970-01-01T00:00:00.000Z')).toBe(true)
  })
})
