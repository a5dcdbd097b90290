import { beforeAll, expect, it } from 'vitest'
import { build, isBuilt } from '#tools/page-build.ts'
import { replayOf } from './replay.ts'
import { rolling } from './rolling.ts'
import { soak, type SoakOptions } from './soak.ts'

beforeAll(() => {
  if (!isBuilt() && !build()) throw new Error('The pages could not be built.')
}, 120_000)

const seed = Date.now() % 1_000_000

it('[A0] [A7] [B6] [C3] [X8] what a hundred clients of three nodes saw is what the rules of each moment allowed, whole and in order', async () => {
  // Much must happen: nothing is proven by silence.
  const enough = { saves: 20, facts: 1000, posts: 50 }
  const options: SoakOptions = {
    seed,
    seconds: 10,
    enough: { ...enough, longest: 40 },
    faults: [
      'node frozen',
      'event loop blocked inside a gate',
      'node killed',
      'Redis killed',
      'clients cut from a node',
    ],
    readers: 100,
    callers: 8,
  }
  const report = await soak(options)
  process.stdout.write(`soak; again: ${replayOf({ ...options, seconds: report.seconds })}\n`)
  expect(report.violations).toEqual([])
  expect(report.saves).toBeGreaterThan(enough.saves)
  expect(report.savesOverHttp).toBeGreaterThan(3)
  expect(report.facts).toBeGreaterThan(enough.facts)
  expect(report.attempts['post 200']).toBeGreaterThan(enough.posts)
}, 180_000)

it('[X1] [X8] [X11] nobody misses or doubles a word, and all have caught up in time, when all nodes are restarted one after the other, and when each is killed while it delivers', async () => {
  const report = await rolling({ seed, readers: 60 })
  process.stdout.write(`rolling; again: npm run soak -- --rolling --seed ${String(seed)} --readers 60\n`)
  expect(report.violations).toEqual([])
  expect(report.posts).toBeGreaterThan(10)
}, 180_000)
