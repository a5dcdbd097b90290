import { describe, expect, it } from 'vitest'
import { leftOf, wrongWith } from './field-says.ts'

describe('what a field says by itself', () => {
  it('[F8] how much more fits is said near the end only, and beyond it how much is too much', () => {
    expect(leftOf(0, null)).toBeNull()
    expect(leftOf(269, 300)).toBeNull()
    expect(leftOf(270, 300)).toBe(30)
    expect(leftOf(300, 300)).toBe(0)
    expect(leftOf(323, 300)).toBe(-23)
    expect(leftOf(300, NaN)).toBeNull()
    expect(leftOf(19_000, 20_000)).toBeNull()
    expect(leftOf(19_900, 20_000)).toBe(100)
  })

  it('[F8] what is missing, and what is no address, has words of ours', () => {
    const validity = (wrong: object) => wrong as ValidityState
    expect(wrongWith({ type: 'text', validity: validity({ valueMissing: true }) })).toBe('missing')
    expect(wrongWith({ type: 'email', validity: validity({ typeMismatch: true }) })).toBe('not_an_email')
    expect(wrongWith({ type: 'number', validity: validity({ rangeUnderflow: true }) })).toBe('other')
  })
})
