import { beforeAll, expect, it } from 'vitest'
import { build, isBuilt } from '#tools/page-build.ts'
import { soak } from './soak.ts'

beforeAll(() => {
  if (!isBuilt() && !build()) throw new Error('The pages could not be built.')
}, 120_000)

it('[A0] [C3] [X8] what a hundred clients of three nodes saw is what the rules of each moment allowed, whole and in order', async () => {
  const seed = Date.now() % 1_000_000
  process.stdout.write(`soak with seed ${String(seed)}\n`)
  const report = await soak({
    seed,
    seconds: 10,
    faults: [
      'node frozen',
      'event loop blocked inside a gate',
      'node killed',
      'Redis killed',
      'clients cut from a node',
    ],
    readers: 100,
    callers: 8,
  })
  expect(report.violations).toEqual([])
  // Much happened: nothing is proven by silence.
  expect(report.saves).toBeGreaterThan(20)
  expect(report.facts).toBeGreaterThan(1000)
  expect(report.attempts['post 200']).toBeGreaterThan(50)
}, 120_000)
