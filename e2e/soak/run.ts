// `npm run soak -- [--minutes N] [--faults]`: everybody acts at random on three nodes, and what they saw is held against the database.
// `--rolling`: three nodes are restarted one after the other, then each is killed, under clients that stay. Any run prints the command that plays it again:
// [--seed N] [--seconds N] [--readers N] [--callers N] [--fault NAME]… [--calm] [--last-without-redis] [--mutant NAME] [--report FILE]
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { putIn } from '../mutants/put-in.ts'
import { prepare } from '../prepare.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seconds: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    readers: { type: 'string' },
    callers: { type: 'string', default: '12' },
    faults: { type: 'boolean', default: false },
    fault: { type: 'string', multiple: true, default: [] },
    calm: { type: 'boolean', default: false },
    'last-without-redis': { type: 'boolean', default: false },
    rolling: { type: 'boolean', default: false },
    mutant: { type: 'string' },
    report: { type: 'string' },
  },
})
prepare()
if (values.mutant) putIn(values.mutant)
// Loaded now: a mutant is put in as modules are read.
const { log } = await import('#server/platform/log.ts')
log.level = 'silent'
const seed = Number(values.seed)
const file = values.report ?? `.cache/soak-${values.seed}.json`
const violations = await (values.rolling ? rolled() : soaked())
for (const violation of violations.slice(0, 30)) console.log(`✗ ${violation}`)
process.exit(violations.length === 0 ? 0 : 1)

function keep(report: object): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(report, null, 2))
}

async function rolled(): Promise<string[]> {
  const { rolling } = await import('./rolling.ts')
  const readers = Number(values.readers ?? 500)
  console.log(`Rolling restart under ${String(readers)} clients, seed ${values.seed} …`)
  const report = await rolling({ seed, readers })
  keep(report)
  console.log(
    `3 nodes restarted, then killed, under ${String(report.readers)} clients, ${String(report.posts)} comments meanwhile: all caught up ` +
      `${(report.caughtUp / 1000).toFixed(1)} s after the last node's return, ${String(report.lost)} lost, ${String(report.doubled)} doubled, ` +
      `${String(report.violations.length)} violations; again: npm run soak -- --rolling --seed ${values.seed} --readers ${String(readers)}`,
  )
  return report.violations
}

async function soaked(): Promise<string[]> {
  const { soak } = await import('./soak.ts')
  const { FAULT_NAMES, toldFaults } = await import('./faults.ts')
  const { replayOf } = await import('./replay.ts')
  const asked = FAULT_NAMES.filter((name) => values.faults || values.fault.includes(name))
  const unknown = values.fault.filter((name) => !FAULT_NAMES.some((one) => one === name))
  if (unknown.length > 0) throw new Error(`There is no fault “${unknown.join('”, “')}”: ${FAULT_NAMES.join(', ')}.`)
  const options = {
    seed,
    seconds: values.seconds ? Number(values.seconds) : Number(values.minutes) * 60,
    faults: asked,
    readers: Number(values.readers ?? 200),
    callers: Number(values.callers),
    mutant: values.mutant ?? null,
    calm: values.calm,
    lastWithoutRedis: values['last-without-redis'],
  }
  console.log(`Soak of ${String(options.seconds)} s, seed ${values.seed}${asked.length > 0 ? ', with faults' : ''} …`)
  const report = await soak(options)
  keep({ ...report, again: replayOf(options) })
  const { faults, attempts, ...counts } = report
  const tried = Object.entries(attempts).sort()
  console.log(`Faults: ${toldFaults(faults)}.`)
  console.log(`Attempts: ${tried.map(([what, many]) => `${what} ${String(many)}×`).join(', ')}.`)
  console.log(`Again: ${replayOf(options)}\nReport: ${file}`)
  console.log(
    `${String(counts.saves)} Saves (${String(counts.savesOverHttp)} over HTTP), ${String(counts.frames)} frames with ${String(counts.facts)} facts (${(counts.timed * 100).toFixed(1)} % ` +
      `of what came has a time), ${String(faults.length)} faults, seed ${values.seed}: ${String(report.violations.length)} violations`,
  )
  return report.violations
}
