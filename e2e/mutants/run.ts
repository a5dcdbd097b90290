// `npm run mutants [-- part of a name]`: breaks each promise of the core in turn, and lets the history checker find out within a minute.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { CORE_MUTANTS } from './core-mutants.ts'
import { prepare } from '../prepare.ts'

/** How long the checker may take to notice. Seconds. */
const MINUTE = 60
const SOAK = fileURLToPath(new URL('hunt.ts', import.meta.url))

prepare()
const [only = ''] = process.argv.slice(2)
let survived = 0
for (const { id } of [{ id: '' }, ...CORE_MUTANTS.filter((one) => one.id.includes(only))]) {
  const from = performance.now()
  const { code, said } = await hunt(id)
  const took = `${((performance.now() - from) / 1000).toFixed(0)} s`
  const caught = code === 1
  const good = caught === (id !== '') && code !== null
  if (!good) survived++
  console.log(`${good ? '✓' : '✗'} ${(id || 'the code as it is').padEnd(40)} ${took.padStart(5)}  ${said}`)
}
console.log(
  survived === 0 ? 'Every mutant was caught, and the code as it is was not.' : `${String(survived)} went wrong.`,
)
process.exitCode = survived === 0 ? 0 : 1

/** Exit code 1: something was found; 0: nothing. Its last line says what. */
function hunt(mutant: string): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [SOAK, String(MINUTE), mutant], { stdio: ['ignore', 'pipe', 'ignore'] })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.once('exit', (code) => resolve({ code, said: said.trim().split('\n').at(-1) ?? '' }))
  })
}
