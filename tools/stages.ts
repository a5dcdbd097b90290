import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './root.ts'

/** How many tests a stage saw pass, and what failed by its name. A check without tests counts nothing when clean, and 1 failed when not. */
export interface Tally {
  passed: number
  failed: readonly string[]
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
  tally = checked(name),
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

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((all, { passed }) => all + passed, 0),
  failed: tallies.flatMap(({ failed }) => failed),
})

const checked =
  (name: string) =>
  (ok: boolean): Tally => ({ passed: 0, failed: ok ? [] : [name] })

/** The report's tally; a failure that no test bears (a file that does not load, a browser that does not start) counts as one. */
function reported(file: string, count: (report: unknown) => Tally) {
  return (ok: boolean): Tally => {
    const path = join(root, file)
    const { passed, failed } = existsSync(path)
      ? count(JSON.parse(readFileSync(path, 'utf8')))
      : { passed: 0, failed: [] }
    return {
      passed,
      failed: ok || failed.length > 0 ? failed : [`${file} tells of no test that failed, and yet they did`],
    }
  }
}

interface VitestReport {
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
  }[]
}
interface PlaywrightSuite {
  suites?: PlaywrightSuite[]
  specs: { file: string; title: string; tests: { status: string }[] }[]
}

/** A test that is skipped proves nothing, and counts as failed. */
export const vitestTally = (file: string) =>
  reported(file, (report) => {
    const files = (report as VitestReport).testResults
    const tests = files.flatMap(({ name, assertionResults }) =>
      assertionResults.map((test) => ({ ...test, file: relative(root, name) })),
    )
    const unloaded = files.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    )
    return {
      passed: tests.filter(({ status }) => status === 'passed').length,
      failed: [
        ...unloaded.map(({ name, message }) => named(relative(root, name), message)),
        ...tests
          .filter(({ status }) => status !== 'passed')
          .map(({ file: of, fullName, failureMessages }) => named(`${of} › ${fullName}`, failureMessages[0])),
      ],
    }
  })

export const playwrightTally = (file: string) =>
  reported(file, (report) => {
    const specs = specsOf(report as PlaywrightSuite)
    const tests = specs.flatMap(({ tests: all, ...spec }) => all.map(({ status }) => ({ ...spec, status })))
    return {
      passed: tests.filter(({ status }) => status === 'expected').length,
      failed: tests.filter(({ status }) => status !== 'expected').map(({ file: of, title }) => `${of} › ${title}`),
    }
  })

const specsOf = ({ specs = [], suites = [] }: Partial<PlaywrightSuite>): PlaywrightSuite['specs'] => [
  ...specs,
  ...suites.flatMap(specsOf),
]

/** With the first line of why. */
const named = (what: string, why = ''): string => [what, why.split('\n', 1)[0]].filter(Boolean).join(': ')
