import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { post } from '../cluster/calls.ts'
import { now } from '../cluster/clock.ts'
import type { ClusterNode } from '../cluster/cluster-node.ts'
import { ANSWERS } from '../cluster/hold-up.ts'
import type { Ground } from './acts.ts'
import { Chance } from './chance.ts'
import { check } from './check.ts'
import { firstFiles, noteOld, withCluster, type Stage } from './ground.ts'
import { History } from './history.ts'
import { keptIn } from './kept.ts'
import { Reader } from './reader.ts'
import { boardOf } from './rules.ts'
import { joined, whoIsBehind } from './settle.ts'
import { Span } from './span.ts'

/** How long everyone may take to have caught up once the last node is back. Ms. */
const CAUGHT_UP = 5000
/** How long is waited all the same, so that it can be told how late it was. */
const PATIENCE = 60_000
/** Comments are posted so far apart, by each of so many people at once. Ms. */
const TALK = 60
const TALKERS = 3

export interface RollingReport {
  seed: number
  readers: number
  posts: number
  /** From the last node's return until the last reader was connected and stood where its streams did. Ms. */
  caughtUp: number
  lost: number
  doubled: number
  violations: string[]
}

/** Restarts all three nodes one after the other, and then kills each while it delivers, under clients that stay and people who go on talking. */
export const rolling = (options: { seed: number; readers: number }): Promise<RollingReport> =>
  withCluster({}, (stage) => run(options, stage))

async function run({ seed, readers: many }: { seed: number; readers: number }, stage: Stage): Promise<RollingReport> {
  const { cluster, world, portal, door } = stage
  const history = new History()
  for (const node of cluster.nodes) node.onLeft((left) => history.heard(left))
  noteOld(world, history)
  const things = [...world.tasks, ...world.contracts]
  const ground = { world, door, history, files: await firstFiles(stage, history, things) }
  const readers = Array.from({ length: many }, (_, nth) => {
    const who = world.people[nth % world.people.length]
    if (!who) throw new Error('Nobody lives in this world.')
    const theirs = things.filter(({ people }) => people.includes(who)).map(({ stream }) => stream)
    return { page: new Reader(cluster.url, who, new Map(), history), streams: theirs }
  })
  for (const { page, streams } of readers) await joined(page, streams)
  const until = { allCaughtUp: false }
  const staying = new Span(0, Infinity, () => until.allCaughtUp)
  const stay = readers.map(({ page, streams }, nth) =>
    page.stay(new Chance(seed, `reader ${String(nth)}`), streams, staying),
  )
  const streams = things.map(({ stream }) => stream)
  const pages = readers.map(({ page }) => page)
  const isAway = async () =>
    pages.some(({ connected }) => !connected) || (await whoIsBehind(pages, streams, portal)).length > 0
  /** Ends the nodes in turn and starts them again, while people talk. Answers how long all took to catch up once the last was back. Ms. */
  const inTurn = async (end: (node: ClusterNode, nth: number) => Promise<void>): Promise<number> => {
    const said = { enough: false }
    const talking = new Span(0, Infinity, () => said.enough)
    const talk = Array.from({ length: TALKERS }, (_, nth) =>
      talkOn(ground, new Chance(seed, `talker ${String(nth)}`), talking),
    )
    for (const [nth, node] of cluster.nodes.entries()) {
      await pause(500)
      await end(node, nth)
      await node.start()
    }
    const back = now()
    await pause(1000)
    said.enough = true
    await Promise.all(talk)
    while ((await isAway()) && now() - back < PATIENCE) await pause(50)
    return now() - back
  }
  const idle: string[] = []
  const caughtUp = Math.max(
    await inTurn((node) => node.stop()),
    await inTurn(async (node, nth) => {
      if (!(await killed(node, nth))) idle.push('a node delivered nothing when it was killed')
    }),
  )
  until.allCaughtUp = true
  await Promise.all(stay)
  await pause(200)
  history.settle()
  const behind = await whoIsBehind(pages, streams, portal)
  for (const page of pages) page.drop()
  const wrong = check(history, boardOf(stage), await keptIn(portal, { crashed: true }))
  const [lost, doubled] = [/left behind|missing|a gap/, /twice|doubled/].map(
    (sign) => [...behind, ...wrong].filter((one) => sign.test(one)).length,
  )
  const late =
    caughtUp > CAUGHT_UP
      ? [`all had caught up only ${String(Math.round(caughtUp))} ms after the last node's return`]
      : []
  return {
    seed,
    readers: many,
    posts: history.attempts.filter(({ what, status }) => what === 'post' && status === 200).length,
    caughtUp,
    lost: lost ?? 0,
    doubled: doubled ?? 0,
    violations: [...idle, ...late, ...behind, ...wrong],
  }
}

/** Ends a node as a power cut does, while it holds what it is about to hand over: its time stands still at the nth answer of that passage. */
async function killed(node: ClusterNode, nth: number): Promise<boolean> {
  const before = node.blocked
  node.stall({ ms: PATIENCE, answer: nth % ANSWERS })
  const delivers = () => node.blocked > before
  for (const begun = now(); !delivers() && now() - begun < CAUGHT_UP;) await pause(5)
  await node.kill()
  return delivers()
}

/** Somebody who comments, and sends it again until there is an answer. */
async function talkOn({ door, world, history }: Ground, chance: Chance, span: Span): Promise<void> {
  while (!span.over) {
    const step = chance.step()
    const thing = step.pick(world.tasks)
    const who = step.pick(thing.people)
    const sentId = randomUUID()
    for (let answered = false; !answered;) {
      const said = { sentId, body: 'While they restart.', audience: world.everyone }
      const answer = await post(door, who, thing, said)
      history.attempts.push({ who, what: 'post', stream: thing.stream, sentId, given: [], ...answer })
      answered = answer.status !== null && answer.status < 500
      await pause(TALK)
    }
  }
}
