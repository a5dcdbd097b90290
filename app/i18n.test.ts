import { describe, expect, it } from 'vitest'
import { REASONS } from '#server/access/can.ts'
import { english } from './locales/resources.ts'
import { directionOf, wordsFor } from './i18n.ts'

/** Lists of three words and more, such as the names of the roles. */
function listsIn(words: object, at: string): { at: string; words: string }[] {
  const inside = Object.entries(words).flatMap(([key, one]: [string, unknown]) =>
    typeof one === 'object' && one !== null ? listsIn(one, `${at}.${key}`) : [],
  )
  return Object.keys(words).length < 3 ? inside : [...inside, { at, words: JSON.stringify(words) }]
}

describe('words', () => {
  it('are there for every reason for a No', () => {
    const words = wordsFor('en')
    expect(Object.keys(REASONS).filter((reason) => !words.exists(reason, { ns: 'errors' }))).toEqual([])
  })

  it('are written once where several pages say the same list', () => {
    const lists = Object.entries(english).flatMap(([subject, words]) => listsIn(words, subject))
    const seen = Map.groupBy(lists, ({ words }) => words)
    expect([...seen.values()].filter(({ length }) => length > 1).map((same) => same.map(({ at }) => at))).toEqual([])
  })

  it('are English in a language that is not here yet', () => {
    expect(wordsFor('bg').t('saved')).toBe('Saved')
  })

  it('run the way their language is written', () => {
    expect([directionOf('ar'), directionOf('ar-EG'), directionOf('bg')]).toEqual(['rtl', 'rtl', 'ltr'])
  })
})
