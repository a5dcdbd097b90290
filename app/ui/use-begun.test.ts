import { describe, expect, it } from 'vitest'
import { beginForm, holdForm } from './use-begun.ts'

const refusal = (status: number) => ({ status, words: { key: 'x' }, fields: {}, typed: {} })
const at = (version: number) => ({ version })
const quiet = { refusal: null, conflict: false, sending: false }

describe('what a form was begun from', () => {
  it('[X10] news alone never changes it', () => {
    const begun = beginForm(at(1), null, false)
    expect(holdForm(begun, at(2), quiet)).toBe(begun)
    const sent = holdForm(begun, at(3), { ...quiet, sending: true })
    expect(sent).toMatchObject({ from: at(1), saved: null })
  })

  it('[X10] a conflict makes it what is shown as saved, once, and news changes neither', () => {
    const conflict = { refusal: refusal(409), conflict: true, sending: false }
    // Refused before the page has heard what was saved: nothing is shown yet, nor could be overwritten.
    const waiting = holdForm(beginForm(at(1), null, false), at(1), conflict)
    expect(waiting).toMatchObject({ from: at(1), saved: null, waits: true })
    const shown = holdForm(waiting, at(2), conflict)
    expect(shown).toMatchObject({ from: at(2), saved: at(2), waits: false })
    expect(holdForm(shown, at(3), conflict)).toBe(shown)
    // A second one shows what was saved since; until it is here, the first stays.
    const again = holdForm(shown, at(2), { ...conflict, refusal: refusal(409) })
    expect(again).toMatchObject({ from: at(2), saved: at(2), waits: true })
    expect(holdForm(again, at(3), { ...conflict, refusal: again.refusal })).toMatchObject({ from: at(3), saved: at(3) })
    // What is refused for something else is still in conflict.
    const wrong = { refusal: refusal(422), conflict: false, sending: false }
    expect(holdForm(shown, at(3), wrong)).toMatchObject({ from: at(2), saved: at(2), waits: false })
  })

  it('[X10] without script the page that refuses shows what is saved, and the next Save is against that', () => {
    expect(beginForm(at(2), refusal(409), true)).toMatchObject({ from: at(2), saved: at(2), waits: false })
    expect(beginForm(at(2), refusal(422), false)).toMatchObject({ from: at(2), saved: null })
  })

  it('begins anew once it was saved, and only then', () => {
    const sending = holdForm(beginForm(at(1), null, false), at(1), { ...quiet, sending: true })
    const refused = holdForm(sending, at(1), { refusal: refusal(422), conflict: false, sending: false })
    expect(refused).toMatchObject({ from: at(1), round: 0, sent: false })
    expect(holdForm(sending, at(2), quiet)).toMatchObject({ from: at(2), saved: null, round: 1, sent: false })
  })
})
