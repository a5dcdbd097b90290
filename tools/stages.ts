import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

/** How many tests a stage saw pass and fail. A check without tests counts nothing when clean, and 1 failed when not. */
export interface Tally {
  passed: number
  failed: number
}

export interface Stage {
  name: string
  /** A script under node_modules, or a file of this repository, run by this Node; with its arguments. */
  command: readonly [string, ...string[]]
  /** Shows what it says as it says it; the others speak only when they fail. */
  loud?: boolean
  tally?: (ok: boolean) => Tally
}

/** Runs a stage, prints its name, outcome and time, and what it said when it failed. */
export async function runStage({
  name,
  command: [script, ...args],
  loud = false,
  tally = checked,
}: Stage): Promise<Tally> {
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: loud ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ok = await new Promise<boolean>((done) =>
    child.once('close', (code) => done(code === 0)).once('error', () => done(false)),
  )
  if (!ok && said) console.log(said.trimEnd())
  console.log(`${ok ? '✓' : '✗'} ${name} ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return tally(ok)
}

/** One stage after the other; the sum of their tallies. */
export async function runInOrder(stages: readonly Stage[]): Promise<Tally> {
  const tallies: Tally[] = []
  for (const stage of stages) tallies.push(await runStage(stage))
  return sum(tallies)
}

export const sum = (tallies: readonly Tally[]): Tally =>
  tallies.reduce((all, { passed, failed }) => ({ passed: all.passed + passed, failed: all.failed + failed }), {
    passed: 0,
    failed: 0,
  })

const checked = (ok: boolean): Tally => ({ passed: 0, failed: ok ? 0 : 1 })

/** The report's tally; a failure that no test bears (a file that does not load, a browser that does not start) counts as one. */
function reported(file: string, count: (report: unknown) => Tally) {
  return (ok: boolean): Tally => {
    const path = join(root, file)
    const { passed, failed } = existsSync(path)
      ? count(JSON.parse(readFileSync(path, 'utf8')))
      : { passed: 0, failed: 1 }
    return { passed, failed: ok ? failed : Math.max(failed, 1) }
  }
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
}
interface PlaywrightReport {
  stats: { expected: number; flaky: number; unexpected: number; skipped: number }
}

/** A test that is skipped proves nothing, and counts as failed. */
export const vitestTally = (file: string) =>
  reported(file, (report) => {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report as VitestReport
    return { passed: numPassedTests, failed: numFailedTests + numPendingTests + numTodoTests }
  })

export const playwrightTally = (file: string) =>
  reported(file, (report) => {
    const { expected, flaky, unexpected, skipped } = (report as PlaywrightReport).stats
    return { passed: expected, failed: flaky + unexpected + skipped }
  })
