import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

/** A rule of docs/rules.md, and the tests whose titles carry its number. */
export interface Rule {
  number: string
  text: string
  tests: string[]
}

/** Reads docs/rules.md and the titles of all tests. `unknown` are numbers in titles that no rule has. */
export function readRules(): { rules: Rule[]; unknown: { number: string; file: string }[] } {
  const page = readFileSync(join(root, 'docs/rules.md'), 'utf8')
  const rules = [...page.matchAll(/^- \*\*([A-Z]\d+)\*\* ((?:.|\n {2})+)/gm)].map(([, number = '', text = '']) => ({
    number,
    text: text.replaceAll(/\s+/g, ' ').replaceAll(/[_*`]/g, ''),
    tests: [] as string[],
  }))
  const unknown: { number: string; file: string }[] = []
  for (const file of globSync('{app,bench,db,e2e,realtime,server,tools}/**/*.{test,spec}.{ts,tsx}', { cwd: root })) {
    for (const number of numbersIn(readFileSync(join(root, file), 'utf8'))) {
      const rule = rules.find((one) => one.number === number)
      if (rule) rule.tests.push(file)
      else unknown.push({ number, file })
    }
  }
  return { rules, unknown }
}

/** The rule numbers at the head of test titles: `[A4] …`, `[D3] [S12] …`, `[D3, S12] …`. */
export function numbersIn(source: string): string[] {
  const heads = source.matchAll(/\(\s*['"`]((?:\[[A-Z]\d+(?:, ?[A-Z]\d+)*\]\s*)+)/g)
  return [...heads].flatMap(([, head = '']) => head.match(/[A-Z]\d+/g) ?? [])
}
