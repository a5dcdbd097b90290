import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '#db/database.ts'
import { log } from '#server/platform/log.ts'
import type { Portal } from '#server/platform/portal.ts'
import { redisDoorbell } from '#realtime/redis-doorbell.ts'
import { upload, type Door } from '../cluster/calls.ts'
import { Cluster } from '../cluster/cluster.ts'
import type { Kept } from './check.ts'
import { makeWorld, type Thing, type World } from './world.ts'

/** What takes place on a cluster: its world, and a node without pages of this process's own, at which rules are changed. */
export interface Stage {
  cluster: Cluster
  world: World
  portal: Portal
}

/** Does something on a cluster with the world in it, which is gone afterwards. */
export async function withCluster<T>(
  options: { nodes?: number; mutant?: string | null },
  fn: (stage: Stage) => Promise<T>,
): Promise<T> {
  const made = Promise.withResolvers<World>()
  const cluster = await Cluster.start({
    ...options,
    fill: async (url) => {
      const { db, close } = await openDatabase(url, { connections: 2 })
      made.resolve(await makeWorld(db))
      await close()
    },
  })
  const world = await made.promise
  const database = await openDatabase(cluster.database.url, { connections: 8, onLost: () => undefined })
  const doorbell = redisDoorbell(cluster.redis?.url ?? '', log)
  const nodeId = randomUUID()
  const portal: Portal = { nodeId, database, doorbell, log, dataFolder: cluster.folder, publicUrl: cluster.url }
  try {
    return await fn({ cluster, world, portal })
  } finally {
    await doorbell.close()
    await database.close().catch(() => undefined)
    await cluster.close()
  }
}

/** A file for each thing, sent by its manager. */
export async function firstFiles(world: World, door: Door): Promise<Map<Thing, string>> {
  const files = new Map<Thing, string>()
  for (const thing of [...world.tasks, ...world.contracts]) {
    const answer = await upload(door, world.cast.mila, thing, { name: 'plan', text: thing.id, between: pause(0) })
    if (answer.status !== 201) throw new Error(`The first file was not taken: ${String(answer.status)} ${answer.body}`)
    files.set(thing, (JSON.parse(answer.body) as { attachmentId: string }).attachmentId)
  }
  return files
}

/** What the database holds now. */
export async function keptIn({ database: { db } }: Portal): Promise<Kept> {
  const events = new Map<string, number[]>()
  for (const { stream, seq } of await db
    .selectFrom('events')
    .select(['stream', 'seq'])
    .orderBy('stream')
    .orderBy('seq')
    .execute())
    events.set(stream, [...(events.get(stream) ?? []), seq])
  const comments = new Map<string, number>()
  for (const { sent_id } of await db
    .selectFrom('feed_entries')
    .select('sent_id')
    .where('body', 'is not', null)
    .execute())
    comments.set(sent_id, (comments.get(sent_id) ?? 0) + 1)
  return { events, comments }
}
