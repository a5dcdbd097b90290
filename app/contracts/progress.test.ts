import { describe, expect, it } from 'vitest'
import { wayOf } from './progress.ts'

const told = (...args: Parameters<typeof wayOf>) => wayOf(...args).map(({ status, state }) => `${status} ${state}`)

describe('the stepper of a contract', () => {
  it('[D2] stands at its status, with everything before it done', () => {
    expect(told('awaiting_approval', false)).toEqual([
      'draft done',
      'in_review done',
      'awaiting_approval now',
      'approved ahead',
      'out_for_signature ahead',
      'active ahead',
    ])
    expect(told('requested', false)[0]).toBe('requested now')
    expect(
      told('requested', false)
        .slice(1)
        .every((step) => step.endsWith('ahead')),
    ).toBe(true)
  })

  it('[D2] shows where it was put on hold, and where it ended', () => {
    expect(told('on_hold', false).indexOf('on_hold now')).toBe(2)
    expect(told('on_hold', true).indexOf('on_hold now')).toBe(4)
    expect(told('rejected', false)).toEqual(['draft done', 'in_review done', 'rejected stopped'])
    expect(told('terminated', true).at(-1)).toBe('terminated stopped')
    expect(told('expired', true).at(-1)).toBe('expired done')
  })
})
