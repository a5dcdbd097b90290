// `npm run mutants [-- part of a name]`: breaks each promise of the core in turn, and lets the history checker find out within a minute.
// The code as it is is hunted in every way in which a mutant is: what it is blamed for there would be no catch.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { CORE_MUTANTS } from './core-mutants.ts'
import { FOUND, NOTHING, SAYS_SO } from './found.ts'
import { modeOf, wordsOf } from './modes.ts'
import { mutated } from './put-in.ts'
import { prepare } from '../prepare.ts'

/** How long the checker may take to notice, from the start of the nodes. Seconds. */
const MINUTE = 60
const HUNT = fileURLToPath(new URL('hunt.ts', import.meta.url))

prepare()
const [only = ''] = process.argv.slice(2)
const chosen = CORE_MUTANTS.filter((one) => one.id.includes(only))
chosen.forEach(mutated)
const modes = Map.groupBy(chosen, ({ id }) => wordsOf(modeOf(id)))
let wrong = 0
for (const [words, [first]] of modes) {
  const { code, said, took } = await hunt('', first?.id ?? '')
  tell(code === NOTHING, `the code as it is (${words})`, took, said)
}
for (const { id } of chosen) {
  const { code, said, took } = await hunt(id, id)
  const caught = code === FOUND && SAYS_SO.test(said)
  tell(caught && took <= MINUTE, id, took, caught && took > MINUTE ? `too late: ${said}` : said)
}
console.log(wrong === 0 ? 'Every mutant was caught, and the code as it is was not.' : `${String(wrong)} went wrong.`)
process.exitCode = wrong === 0 ? 0 : 1

function tell(good: boolean, what: string, took: number, said: string): void {
  if (!good) wrong++
  console.log(`${good ? '✓' : '✗'} ${what.padEnd(50)} ${took.toFixed(0).padStart(4)} s  ${said}`)
}

interface Hunt {
  code: number | null
  /** The last line it said; where it failed, what it failed of. */
  said: string
  /** Seconds. */
  took: number
}

/** Hunts a mutant ('' for none) in the way of `mode`'s. */
function hunt(mutant: string, mode: string): Promise<Hunt> {
  const from = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [HUNT, String(MINUTE), mutant, mode], { stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { out: '', err: '' }
    child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
    child.once('close', (code) => {
      const ended = code === FOUND || code === NOTHING
      const last = (text: string) => text.trim().split('\n').at(-1) ?? ''
      const error = said.err.split('\n').find((line) => line.includes('Error')) ?? last(said.err)
      resolve({
        code,
        said: ended ? last(said.out) : `it failed (${String(code)}): ${error}`,
        took: (performance.now() - from) / 1000,
      })
    })
  })
}
