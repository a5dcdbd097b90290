import { describe, expect, it } from 'vitest'
import { wordsFor as onServer } from '../i18n.ts'
import { english } from '../locales/resources.ts'
import { learn, wordsFor as inBrowser } from './in-browser.ts'

interface Tree {
  [key: string]: string | Tree
}

/** Every key of a subject, as `t` is given it: plural forms by what they share. */
function keysOf(words: Tree, above = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [above + key, (above + key).replace(/_(one|other)$/, '')]
      : keysOf(value, `${above}${key}.`),
  )
}

/** What may stand in for any word that a text leaves open. */
const valuesFor = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name = ''], nth) => [name, nth % 2 ? `<b> & $& ${name}` : 7.5]),
  )

for (const [subject, words] of Object.entries(english)) learn(subject, words)
const [theirs, ours] = [onServer('en'), inBrowser('en')]

describe('words in the browser', () => {
  it.each(Object.entries(english))('are those of the server, all of %s', (subject, words) => {
    const said = theirs.getFixedT('en', subject as 'common') as unknown as ReturnType<typeof ours.of>
    const keys = keysOf(words)
    expect(keys.length).toBeGreaterThan(3)
    for (const key of keys)
      for (const count of [undefined, 0, 1, 2, 1000]) {
        const values = { ...valuesFor(JSON.stringify(words)), ...(count === undefined ? {} : { count }) }
        expect(ours.of([subject])(key, values), key).toBe(said(key, values))
      }
  })

  it('leave open what they were not told, as the server does', () => {
    expect(ours.t('kind.contact')).toBe(theirs.t('kind.contact'))
    expect(ours.of(['tasks'])('no_such_key')).toBe('no_such_key')
  })

  it('are found in a subject that is named, and in each of several', () => {
    expect(ours.t('tasks:people.title')).toBe(english.tasks.people.title)
    expect(ours.of(['tasks', 'common'])('common:saved')).toBe(english.common.saved)
    expect([ours.exists('invalid', { ns: 'errors' }), ours.exists('invalid')]).toEqual([true, false])
  })

  it('are only such as the browser can say: no nesting, no formats, no zero', () => {
    expect(JSON.stringify(english)).not.toMatch(/\$t\(|\{\{[^}]*,|_(zero|ordinal)/)
  })
})
