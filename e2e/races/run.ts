// `npm run races [-- --times N] [--seed N]`: every kind of withdrawal so many times (1,000), against everything that it forbids.
import { parseArgs } from 'node:util'
import { log } from '#server/platform/log.ts'
import { prepare } from '../prepare.ts'
import { LEAST_OVERLAPS, races } from './races.ts'

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
prepare()
log.level = 'silent'
console.log(`Races, seed ${values.seed} …`)
const { outcomes, violations } = await races(Number(values.times), Number(values.seed), ({ name, rounds, ...counts }) =>
  console.log(
    `${name.padEnd(30)} ${String(rounds)}×: ${String(counts.attempts)} attempts, ${String(counts.overlaps)} overlaps`,
  ),
)
const tooFew = outcomes.filter(({ attempts, overlaps }) => overlaps < attempts * LEAST_OVERLAPS)
for (const violation of violations.slice(0, 30)) console.log(`✗ ${violation}`)
for (const { name } of tooFew) console.log(`✗ ${name}: fewer than a fifth of the attempts overlapped`)
const sum = (of: 'attempts' | 'overlaps') => outcomes.reduce((all, one) => all + one[of], 0)
console.log(
  `${String(outcomes.length * Number(values.times))} withdrawals, ${String(sum('attempts'))} attempts, ${String(sum('overlaps'))} overlaps, ` +
    `${String(violations.length)} violations`,
)
process.exit(violations.length + tooFew.length === 0 ? 0 : 1)
