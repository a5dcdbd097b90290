import { describe, expect, it } from 'vitest'
import { REASONS } from '#server/access/can.ts'
import { directionOf, wordsFor } from './i18n.ts'

describe('words', () => {
  it('are there for every reason for a No', () => {
    const words = wordsFor('en')
    expect(Object.keys(REASONS).filter((reason) => !words.exists(reason, { ns: 'errors' }))).toEqual([])
  })

  it('are English in a language that is not here yet', () => {
    expect(wordsFor('bg').t('saved')).toBe('Saved')
  })

  it('run the way their language is written', () => {
    expect([directionOf('ar'), directionOf('ar-EG'), directionOf('bg')]).toEqual(['rtl', 'rtl', 'ltr'])
  })
})
