// Looks for a violation with one mutant put in, in rounds that start afresh, for so many seconds. Arguments: seconds, the mutant ('' for
// none), and whose faults are made.
import { FOUND, NOTHING } from './found.ts'
import { modeOf } from './modes.ts'
import { putIn } from './put-in.ts'

const [seconds = '60', mutant = '', mode = mutant] = process.argv.slice(2)
if (mutant) putIn(mutant)
const { log } = await import('#server/platform/log.ts')
log.level = 'silent'
const { soak } = await import('../soak/soak.ts')
const { replayOf } = await import('../soak/replay.ts')
const ROUND = 12
const { calm, faults } = modeOf(mode)
const end = performance.now() + Number(seconds) * 1000
for (let seed = 1; performance.now() < end; seed++) {
  const options = {
    seed,
    seconds: Math.min(ROUND, (end - performance.now()) / 1000),
    faults,
    readers: 120,
    callers: calm ? 40 : 12,
    calm,
    mutant: mutant || null,
    lastWithoutRedis: true,
  }
  const { violations } = await soak(options)
  if (violations.length > 0) {
    console.log(`again: ${replayOf(options)}`)
    console.log(`${String(violations.length)} violations: ${violations[0] ?? ''}`)
    process.exit(FOUND)
  }
}
console.log('no violation')
process.exit(NOTHING)
