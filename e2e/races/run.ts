// `npm run races [-- --times N] [--seed N]`: every kind of withdrawal so many times (1,000), against everything that it forbids.
import { parseArgs } from 'node:util'
import { log } from '#server/platform/log.ts'
import { prepare } from '../prepare.ts'
import { races } from './races.ts'
import { told } from './told.ts'

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
prepare()
log.level = 'silent'
console.log(`Races, seed ${values.seed} …`)
const results = await races({
  rounds: Number(values.times),
  seed: Number(values.seed),
  tell: (result) => {
    console.log(told(result))
    for (const wrong of [...result.violations.slice(0, 10), ...result.unproven]) console.log(`✗ ${wrong}`)
  },
})
const sum = (of: 'saved' | 'attempts' | 'overlaps') => results.reduce((all, one) => all + one[of], 0)
const violations = results.flatMap((one) => one.violations)
console.log(`Again: npm run races -- --times ${values.times} --seed ${values.seed}`)
console.log(
  `${String(sum('saved'))} withdrawals, ${String(sum('attempts'))} attempts, ${String(sum('overlaps'))} overlaps, ` +
    `${String(violations.length)} violations`,
)
process.exit(violations.length === 0 && results.every(({ unproven }) => unproven.length === 0) ? 0 : 1)
