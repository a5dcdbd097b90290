import { beforeAll, expect, it } from 'vitest'
import { build, isBuilt } from '#tools/page-build.ts'
import { races } from './races.ts'
import { told } from './told.ts'

beforeAll(() => {
  if (!isBuilt() && !build()) throw new Error('The pages could not be built.')
}, 120_000)

it('[A0] [X8] from “Saved” on nothing against the rule is accepted, stored or handed over, however it was under way', async () => {
  const seed = Date.now() % 1_000_000
  process.stdout.write(`races; again: npm run races -- --times 20 --seed ${String(seed)}\n`)
  const results = await races({
    rounds: 20,
    seed,
    tell: (result) => process.stdout.write(`${told(result)}\n`),
  })
  expect(results.flatMap(({ violations, unproven }) => [...violations, ...unproven])).toEqual([])
  expect(results).toHaveLength(8)
}, 300_000)
