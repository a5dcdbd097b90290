import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '#server/access/catalogue.ts'
import { wordsFor } from '../i18n.ts'

describe('the words of the matrix', () => {
  it.each(Object.keys(CATALOGUE))('[A10] are there for %s: its object, its other names and its verb', (action) => {
    const words = wordsFor('en')
    const [object, verb] = action.split('.')
    const keys = [`matrix.object.${object}`, `matrix.also.${object}`, `matrix.verb.${verb}`]
    expect(keys.filter((key) => !words.exists(key, { ns: 'settings' }))).toEqual([])
  })
})
