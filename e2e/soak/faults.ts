import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { createClient } from 'redis'
import { strangerAt } from '#realtime/testing/redis.ts'
import { now } from '../cluster/clock.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { Chance } from './chance.ts'

type Fault = (cluster: Cluster, chance: Chance) => Promise<void>

const nodeOf = (cluster: Cluster, chance: Chance) => chance.pick(cluster.nodes)

/** What goes wrong in machine rooms, each mended by itself when it returns. */
const FAULTS = {
  'node killed': async (cluster, chance) => {
    const node = nodeOf(cluster, chance)
    await node.kill()
    await pause(chance.between(200, 1500))
    await node.start()
  },
  'node stopped and started': async (cluster, chance) => {
    const node = nodeOf(cluster, chance)
    await node.stop()
    await node.start()
  },
  'node frozen': async (cluster, chance) => {
    const node = nodeOf(cluster, chance)
    node.freeze()
    await pause(chance.pick([300, 1200, 2500]))
    node.thaw()
  },
  'event loop blocked inside a gate': async (cluster, chance) => {
    for (const node of cluster.nodes) if (chance.happens(0.7)) node.stall(chance.pick([800, 1900, 1900]))
    await pause(2000)
  },
  'Redis killed': async ({ redis }, chance) => {
    await redis?.kill()
    await pause(chance.between(500, 2500))
    await redis?.start()
  },
  'Redis flushed': async ({ redis }) => {
    if (!redis) return
    const client = createClient({ url: redis.url })
    client.on('error', () => undefined)
    await client.connect()
    await client.flushAll()
    client.destroy()
  },
  'Redis forged': async ({ redis }) => {
    if (!redis) return
    const stranger = await strangerAt(redis.url)
    stranger.io.emit('frame', { lost: [{ stream: 'settings', reason: 'forged' }] })
    stranger.io.disconnectSockets(true)
    stranger.io.serverSideEmit('ring', ['task:no-such', randomBytes(60).toString('hex')])
    await pause(100)
    stranger.leave()
  },
  'Redis cut from a node': async (cluster, chance) => {
    const { redis } = nodeOf(cluster, chance).cables
    if (chance.happens(0.5)) redis?.cut()
    else redis?.silence()
    await pause(chance.between(500, 3000))
    redis?.mend()
  },
  'PostgreSQL cut from a node': async (cluster, chance) => {
    const { postgres } = nodeOf(cluster, chance).cables
    if (chance.happens(0.5)) postgres.cut()
    else postgres.silence()
    await pause(chance.between(500, 3500))
    postgres.mend()
  },
  'PostgreSQL far away': async (cluster, chance) => {
    const { postgres } = nodeOf(cluster, chance).cables
    postgres.slow(chance.between(5, 60))
    await pause(chance.between(500, 2500))
    postgres.mend()
  },
  'PostgreSQL stopped at once': async (cluster) => {
    cluster.crashPostgres()
    await pause(3000)
  },
  'backend ended inside the gate': async (cluster) => {
    await asOwner(cluster, async (client) => {
      for (let tries = 0; tries < 50; tries++) {
        const { rowCount } = await client.query(
          `select pg_terminate_backend(pid) from (select pid from pg_locks
             where relation = 'policy_gate'::regclass and granted and pid <> pg_backend_pid() limit 1) held`,
        )
        if (rowCount) return
        await pause(5)
      }
    })
  },
  'session that never reads': async (cluster) => {
    await asOwner(cluster, async (client) => {
      await client.query('begin; lock table policy_gate in row share mode')
      const answer = client.query(`select repeat('x', 1000000) from generate_series(1, 500)`)
      answer.catch(() => undefined)
      const { stream } = (client as unknown as { connection: { stream: { pause(): void; resume(): void } } }).connection
      stream.pause()
      await pause(2500)
      stream.resume()
      await answer.catch(() => undefined)
    })
  },
  'clients cut from a node': async (cluster, chance) => {
    const { clients } = nodeOf(cluster, chance).cables
    clients.reset()
    if (chance.happens(0.5)) return
    clients.silence()
    await pause(chance.between(300, 2000))
    clients.mend()
  },
  'clients do not read': async (cluster, chance) => {
    const { clients } = nodeOf(cluster, chance).cables
    clients.hold()
    await pause(chance.between(1000, 4000))
    clients.mend()
  },
  'lines take nothing': async (cluster, chance) => {
    for (const node of cluster.nodes) node.clog(chance.between(300, 1500))
    await pause(1600)
  },
  'clients far away': async (cluster, chance) => {
    const { clients } = nodeOf(cluster, chance).cables
    clients.slow(chance.between(20, 300))
    await pause(chance.between(500, 2000))
    clients.mend()
  },
} satisfies Record<string, Fault>

export type FaultName = keyof typeof FAULTS
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[]

/** One fault after the other, each of them once before any comes again; answers what was done. */
export async function makeFaults(
  cluster: Cluster,
  chance: Chance,
  until: number,
  names: readonly FaultName[] = FAULT_NAMES,
): Promise<string[]> {
  const done: string[] = []
  let left: FaultName[] = []
  while (now() < until) {
    if (left.length === 0) left = [...names]
    const [name] = left.splice(chance.below(left.length), 1)
    if (!name) break
    await FAULTS[name](cluster, chance)
    done.push(name)
    await pause(chance.between(100, 700))
  }
  return done
}

async function asOwner(cluster: Cluster, fn: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.database.url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await fn(client)
  } catch (error) {
    // Its own session may be the one that was ended.
    if (!(error instanceof Error)) throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}
