import { describe, expect, it } from 'vitest'
import { numbersIn, readRules } from './rule-book.ts'

describe('the rule book', () => {
  it('knows every rule, from A0 to the last fault', () => {
    const numbers = readRules().rules.map(({ number }) => number)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers).toEqual(expect.arrayContaining(['A0', 'A20', 'B9', 'C4', 'D6', 'E10', 'F9', 'S33', 'X11']))
  })

  it('finds numbers at the head of titles only', () => {
    // Written with other brackets, so that this file bears none of them itself.
    const source = `
      it('<D4> an upload is refused whole', …)
      it.each([['<B9>', 1]])('<A4> <S21> one link, %s', …)
      it('<D3, D4> both', …)
      it('says <S2> elsewhere', …)`
    expect(numbersIn(source.replaceAll('<', '[').replaceAll('>', ']'))).toEqual(['D4', 'A4', 'S21', 'D3', 'D4'])
  })
})
