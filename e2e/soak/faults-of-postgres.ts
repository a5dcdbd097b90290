import { setTimeout as pause } from 'node:timers/promises'
import { now } from '../cluster/clock.ts'
import { nodeOf, type Effect, type Fault } from './fault.ts'
import { asOwner } from './owner.ts'
import type { Board } from './rules.ts'

/** A Save may wait so long for a session that never reads: a second of patience, and its turn. Ms. */
const LONGEST_SAVE = 2000

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
    await asOwner(cluster, async (client) => {
      await client.query('begin; lock table policy_gate in row share mode')
      const answer = client.query(`select repeat('x', 1000000) from generate_series(1, 500)`)
      answer.catch(() => undefined)
      const { stream } = (client as unknown as { connection: { stream: { pause(): void; resume(): void } } }).connection
      stream.pause()
      effect = await saveMeanwhile(board)
      stream.resume()
      await answer.catch(() => undefined)
    })
    return effect
  },
} satisfies Record<string, Fault>

/** Saves something while a session holds the gate: it must not wait for its reader. */
async function saveMeanwhile({ contracts }: Board): Promise<Effect> {
  for (const one of contracts.values()) {
    const asked = now()
    const outcome = await one.set(false)
    if (outcome === 'busy') continue
    const took = now() - asked
    await one.set(true)
    return {
      hit: outcome === 'saved',
      wrong: took > LONGEST_SAVE ? [`a Save waited ${String(Math.round(took))} ms for a session that never reads`] : [],
    }
  }
  return { hit: false }
}
