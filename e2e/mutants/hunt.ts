// Looks for a violation with one mutant put in, in rounds that start afresh, for so many seconds. Arguments: seconds, mutant ('' for none).
import { CORE_MUTANTS } from './core-mutants.ts'
import { putIn } from './put-in.ts'

const [seconds = '60', mutant = ''] = process.argv.slice(2)
if (mutant) putIn(mutant)
const { log } = await import('#server/platform/log.ts')
log.level = 'silent'
const { soak } = await import('../soak/soak.ts')
const ROUND = 12
/** Under these the core is tried hardest, unless the mutant shows under others. */
const { calm = false, faults = ['node frozen', 'event loop blocked inside a gate'] as const } =
  CORE_MUTANTS.find(({ id }) => id === mutant) ?? {}
const end = performance.now() + Number(seconds) * 1000
for (let seed = 1; performance.now() < end; seed++) {
  const { violations } = await soak({
    seed,
    seconds: Math.min(ROUND, (end - performance.now()) / 1000),
    faults,
    readers: 120,
    callers: calm ? 40 : 12,
    calm,
    mutant: mutant || null,
    lastWithoutRedis: true,
  })
  if (violations.length > 0) {
    console.log(`${String(violations.length)} violations: ${violations[0] ?? ''}`)
    process.exit(1)
  }
}
console.log('no violation')
process.exit(0)
