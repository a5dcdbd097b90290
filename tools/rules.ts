// `npm run rules`: each rule of docs/rules.md with the number of tests that prove it. `-- --quiet` only says what is wrong.
// `npm run rules -- --mutate [part of a name]`: takes the reasons of `decide` and the rows of the catalogue out, one by one.
import { parseArgs } from 'node:util'
import { readRules } from './rule-book.ts'

const { values, positionals } = parseArgs({
  options: { mutate: { type: 'boolean' }, quiet: { type: 'boolean' } },
  allowPositionals: true,
})
const { rules, unknown } = readRules()

if (!values.quiet && !values.mutate) {
  const width = (process.stdout.columns || 120) - 12
  for (const { number, text, tests } of rules)
    console.log(`${number.padEnd(4)} ${String(tests.length || '·').padStart(4)}  ${text.slice(0, width)}`)
  console.log(`\n${rules.filter(({ tests }) => tests.length > 0).length} of ${rules.length} rules have a test.`)
}
for (const { number, file } of unknown) console.error(`${file} bears [${number}], which docs/rules.md does not have.`)
if (unknown.length > 0) process.exitCode = 1

if (values.mutate) {
  const { mutate } = await import('./mutate.ts')
  const survivors = await mutate(positionals[0])
  console.log(survivors.length === 0 ? '\nEach was noticed.' : `\n${survivors.length} went unnoticed.`)
  // Vitest counts the failures that were asked for.
  process.exitCode = survivors.length + unknown.length > 0 ? 1 : 0
}
