import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './root.ts'
import { subjectsIn } from './words-by-page.ts'

describe('the words that a script brings', () => {
  it('are those that it says', () => {
    expect(subjectsIn('const { t } = useTranslation()')).toEqual(new Set(['common']))
    expect(subjectsIn("useTranslation('feed'); useTranslation(['tasks', 'files'])")).toEqual(
      new Set(['feed', 'tasks', 'files']),
    )
    expect(subjectsIn("export const meta = () => titled('auth:reset.title')")).toEqual(new Set(['auth', 'common']))
    expect(subjectsIn('const two = 1 + 1')).toEqual(new Set())
  })

  it('can be read off it, or the build ends', () => {
    expect(() => subjectsIn('const { t } = useTranslation(subject)')).toThrow(/written out/)
  })

  it('are not those of refusals, which come after the page', () => {
    expect(() => subjectsIn("const { t } = useTranslation(['tasks', 'errors'])")).toThrow(/useWords/)
  })

  it('hold every subject that its keys name', () => {
    for (const file of globSync('app/**/*.tsx', { cwd: root })) {
      const code = readFileSync(join(root, file), 'utf8')
      const named = [...code.matchAll(/\bt\([^()]*?[`']([a-z]+):[\w.$]/g)].map(([, subject = '']) => subject)
      const brought = subjectsIn(code)
      expect(
        named.filter((subject) => !brought.has(subject)),
        file,
      ).toEqual([])
    }
  })
})
