import { setTimeout as pause } from 'node:timers/promises'
import { now } from '../cluster/clock.ts'
import { nodeOf, type Effect, type Fault } from './fault.ts'
import { asOwner } from './owner.ts'
import type { Saved } from './switch.ts'

/** A Save may wait so much longer for a session that never reads than it does without one: a second of patience, and some. Ms. */
const LONGEST_WAIT = 2000
/** Saves from which is known how long one takes without it. */
const USUAL_SAVES = 3

export const POSTGRES_FAULTS = {
  'PostgreSQL cut from a node': async (scene, chance) => {
    const { postgres } = nodeOf(scene, chance).cables
    if (chance.happens(0.5)) postgres.cut()
    else postgres.silence()
    await pause(chance.between(500, 3500))
    postgres.mend()
    return undefined
  },
  'PostgreSQL far away': async (scene, chance) => {
    const { postgres } = nodeOf(scene, chance).cables
    postgres.slow(chance.between(5, 60))
    await pause(chance.between(500, 2500))
    postgres.mend()
    return undefined
  },
  'answers of PostgreSQL dropped': async (scene, chance) => {
    const { postgres } = nodeOf(scene, chance).cables
    const before = postgres.swallowed
    postgres.swallow()
    await pause(chance.between(100, 800))
    postgres.mend()
    return { hit: postgres.swallowed > before }
  },
  'PostgreSQL stopped at once': async ({ cluster }) => {
    cluster.crashPostgres()
    await pause(3000)
    return undefined
  },
  'backend ended inside the gate': async ({ cluster }) => {
    let hit = false
    await asOwner(cluster, async (client) => {
      for (let tries = 0; tries < 200 && !hit; tries++) {
        const { rowCount } = await client.query(
          `select from (select pid from pg_locks
             where relation = 'policy_gate'::regclass and granted and pid <> pg_backend_pid() limit 1) held
           where pg_terminate_backend(pid)`,
        )
        hit = rowCount !== 0
        if (!hit) await pause(5)
      }
    })
    return { hit }
  },
  'session that never reads': async ({ cluster, board }) => {
    let effect: Effect = { hit: false }
    const right = board.unhurried
    const usual = Math.max(...(await inTurn(USUAL_SAVES, () => timed(() => right.set(true)))))
    await asOwner(cluster, async (client) => {
      await client.query('begin; lock table policy_gate in row share mode')
      const answer = client.query(`select repeat('x', 1000000) from generate_series(1, 500)`)
      answer.catch(() => undefined)
      const { stream } = (client as unknown as { connection: { stream: { pause(): void; resume(): void } } }).connection
      stream.pause()
      const outcomes: Saved[] = []
      const waited = (await timed(async () => outcomes.push(await right.set(true)))) - usual
      effect = {
        hit: outcomes.includes('saved'),
        wrong:
          waited > LONGEST_WAIT
            ? [`a Save waited ${String(Math.round(waited))} ms for a session that never reads`]
            : [],
      }
      stream.resume()
      await answer.catch(() => undefined)
    })
    return effect
  },
} satisfies Record<string, Fault>

async function timed(fn: () => Promise<unknown>): Promise<number> {
  const begun = now()
  await fn()
  return now() - begun
}

async function inTurn<T>(times: number, fn: () => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (let nth = 0; nth < times; nth++) all.push(await fn())
  return all
}
