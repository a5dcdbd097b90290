import { describe, expect, it } from 'vitest'
import { misplaced, type Numbers } from './positions.ts'

const REALM = 1_790_000_000_000_000
const begins = REALM + 200_000_000
const numbers = (given: Partial<Numbers> = {}): Numbers => ({
  realm: REALM,
  begins,
  clock: begins + 100,
  oldest: begins + 1,
  ...given,
})

describe('a position', () => {
  it('[C4] is continued anywhere between what is kept and the clock, and from the very beginning', () => {
    for (const after of [0, begins, begins + 1, begins + 99, begins + 100])
      expect(misplaced(after, numbers())).toBeNull()
    expect(misplaced(begins + 39, numbers({ oldest: begins + 40 }))).toBeNull()
    expect(misplaced(begins, numbers({ clock: begins }))).toBeNull()
  })

  it('is too old where facts after it are forgotten', () => {
    for (const after of [0, begins, begins + 38])
      expect(misplaced(after, numbers({ oldest: begins + 40 }))).toBe('too_old')
  })

  it('[X6] of the future, of another stream or of another database says so by its number', () => {
    expect(misplaced(begins + 101, numbers())).toBe('future')
    for (const after of [begins - 1, REALM, begins + 2_000_000, REALM + 2 ** 28])
      expect(misplaced(after, numbers())).toBe('other_stream')
    for (const after of [1, 5000, REALM - 1, REALM + 2 ** 29, Number.MAX_SAFE_INTEGER])
      expect(misplaced(after, numbers())).toBe('other_database')
  })
})
