import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestRedis } from '#realtime/testing/redis.ts'
import { build, isBuilt } from '#tools/page-build.ts'
import { round } from './round.ts'
import { raceStage, REVOCATIONS, type RaceStage, type Revocation } from './stage.ts'

/** Revocations of one run; a mixed round makes all three at once. */
const REVOKED = 200
const ROUNDS: readonly (readonly Revocation[])[] = [...REVOCATIONS.map((one) => [one]), REVOCATIONS, REVOCATIONS]

beforeAll(() => {
  if (!isBuilt() && !build()) throw new Error('The pages could not be built.')
}, 120_000)

describe.each(['with Redis', 'without Redis'])('two nodes, %s', (how) => {
  let redis: TestRedis | null = null
  let stage: RaceStage

  beforeAll(async () => {
    if (how === 'with Redis') {
      redis = await TestRedis.make()
      await redis.start()
    }
    stage = await raceStage(redis?.url ?? null)
  }, 60_000)
  afterAll(async () => {
    await stage.close()
    await redis?.close()
  }, 60_000)

  it('[A0] [X8] from “Saved” on nothing against the rule is accepted, stored or handed over', async () => {
    const total = { revocations: 0, attempts: 0, overlaps: 0, done: 0, refused: 0, violations: [] as string[] }
    for (let nth = 0; total.revocations < REVOKED; nth++) {
      const what = ROUNDS[nth % ROUNDS.length] ?? []
      await stage.restore()
      const { attempts, overlaps, violations } = await round(stage, what, Math.random)
      total.revocations += what.length
      total.attempts += attempts.length
      total.overlaps += overlaps
      total.done += attempts.filter(({ done }) => done).length
      total.refused += attempts.filter(({ done }) => !done).length
      total.violations.push(...violations)
    }
    const { violations, ...counts } = total
    process.stdout.write(
      `${how}: ${counts.revocations} revocations, ${counts.attempts} attempts (${counts.done} done, ${counts.refused} refused), ` +
        `${counts.overlaps} overlaps, violations: ${violations.length}\n`,
    )
    expect(violations).toEqual([])
    expect(await stage.leftovers()).toEqual([])
    expect(counts.overlaps).toBeGreaterThanOrEqual(counts.attempts / 5)
    // The race was one: some were in time and some were not.
    expect(Math.min(counts.done, counts.refused)).toBeGreaterThan(REVOKED)
  }, 600_000)
})
