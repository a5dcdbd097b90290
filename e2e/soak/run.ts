// `npm run soak -- [--minutes N] [--faults] [--seed N] [--report FILE]`: everybody acts at random on three nodes, and what they saw is
// held against the database. A run that failed is replayed by its seed.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { putIn } from '../mutants/put-in.ts'
import { prepare } from '../prepare.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    faults: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    report: { type: 'string' },
    mutant: { type: 'string' },
  },
})
prepare()
if (values.mutant) putIn(values.mutant)
// Loaded now: a mutant is put in as modules are read.
const { log } = await import('#server/platform/log.ts')
log.level = 'silent'
const { soak } = await import('./soak.ts')
const { FAULT_NAMES } = await import('./faults.ts')
console.log(`Soak of ${values.minutes} minutes, seed ${values.seed}${values.faults ? ', with faults' : ''} …`)
const report = await soak({
  seed: Number(values.seed),
  seconds: Number(values.minutes) * 60,
  faults: values.faults ? FAULT_NAMES : [],
  readers: 200,
  callers: 12,
  mutant: values.mutant ?? null,
})
const { violations, faults, attempts, ...counts } = report
const times = Map.groupBy(faults, (name) => name)
console.log(`Faults: ${[...times].map(([name, all]) => `${name} ${String(all.length)}×`).join(', ') || 'none'}.`)
console.log(
  `Attempts: ${Object.entries(attempts)
    .sort()
    .map(([what, many]) => `${what} ${String(many)}×`)
    .join(', ')}.`,
)
for (const violation of violations.slice(0, 30)) console.log(`✗ ${violation}`)
if (values.report) writeFileSync(values.report, JSON.stringify(report, null, 2))
console.log(
  `${String(counts.saves)} Saves, ${String(counts.frames)} frames with ${String(counts.facts)} facts, ${String(faults.length)} faults, ` +
    `seed ${values.seed}: ${String(violations.length)} violations`,
)
process.exit(violations.length === 0 ? 0 : 1)
