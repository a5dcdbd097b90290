// Looks for a violation with one mutant put in, in rounds that start afresh, for so many seconds. Arguments: seconds, the mutant ('' for
// none), and in whose way it is looked for.
import { FOUND, NOTHING } from './found.ts'
import { modeOf, type Mode } from './modes.ts'
import { putIn } from './put-in.ts'

const [seconds = '60', mutant = '', like = mutant] = process.argv.slice(2)
if (mutant) putIn(mutant)
const { log } = await import('#server/platform/log.ts')
log.level = 'silent'
const { soak } = await import('../soak/soak.ts')
const { replayOf } = await import('../soak/replay.ts')
const { races } = await import('../races/races.ts')
/** Seconds of one soak, and withdrawals of one kind of race. */
const [ROUND, TIMES] = [25, 12]
const end = performance.now() + Number(seconds) * 1000
const mode = modeOf(like)
for (let seed = 1; performance.now() < end; seed++) {
  const violations = await round(mode, seed)
  if (violations.length > 0) {
    console.log(`${String(violations.length)} violations: ${violations[0] ?? ''}`)
    process.exit(FOUND)
  }
}
console.log('no violation')
process.exit(NOTHING)

async function round(how: Mode, seed: number): Promise<string[]> {
  if (how.races) {
    const { races: only, stalled, clogged } = how
    const results = await races({ rounds: TIMES, seed, only, stalled, clogged, mutant: mutant || null })
    return results.flatMap(({ violations }) => violations)
  }
  const options = {
    seed,
    seconds: Math.min(ROUND, (end - performance.now()) / 1000),
    faults: how.faults,
    readers: 120,
    callers: how.calm ? 40 : 12,
    calm: how.calm,
    mutant: mutant || null,
    lastWithoutRedis: true,
  }
  const { violations } = await soak(options)
  if (violations.length > 0) console.log(`again: ${replayOf(options)}`)
  return violations
}
