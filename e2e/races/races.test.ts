import { beforeAll, expect, it } from 'vitest'
import { build, isBuilt } from '#tools/page-build.ts'
import { LEAST_OVERLAPS, races } from './races.ts'

beforeAll(() => {
  if (!isBuilt() && !build()) throw new Error('The pages could not be built.')
}, 120_000)

it('[A0] [X8] from “Saved” on nothing against the rule is accepted, stored or handed over, however it was under way', async () => {
  const seed = Date.now() % 1_000_000
  process.stdout.write(`races with seed ${String(seed)}\n`)
  const { outcomes, violations } = await races(20, seed, ({ name, rounds, attempts, overlaps }) =>
    process.stdout.write(`${name} ${String(rounds)}×: ${String(attempts)} attempts, ${String(overlaps)} overlaps\n`),
  )
  expect(violations).toEqual([])
  expect(outcomes).toHaveLength(8)
  for (const { attempts, overlaps } of outcomes) expect(overlaps).toBeGreaterThanOrEqual(attempts * LEAST_OVERLAPS)
}, 300_000)
