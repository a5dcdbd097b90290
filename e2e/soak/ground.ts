import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '#db/database.ts'
import { log } from '#server/platform/log.ts'
import type { Portal } from '#server/platform/portal.ts'
import { redisDoorbell } from '#realtime/redis-doorbell.ts'
import { hashOf, upload, type Door } from '../cluster/calls.ts'
import { Cluster } from '../cluster/cluster.ts'
import { keepForgotten } from './forgotten.ts'
import type { History } from './history.ts'
import { makeWorld, type Thing, type World } from './world.ts'

/** What takes place on a cluster: its world, and a node without pages of this process's own, at which rules are changed. */
export interface Stage {
  cluster: Cluster
  world: World
  portal: Portal
  door: Door
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
      await keepForgotten(db)
      await close()
    },
  })
  const world = await made.promise
  const database = await openDatabase(cluster.database.url, { connections: 8, onLost: () => undefined })
  const doorbell = redisDoorbell(cluster.redis?.url ?? '', log)
  const nodeId = randomUUID()
  const portal: Portal = {
    nodeId,
    database,
    doorbell,
    log,
    dataFolder: cluster.folder,
    publicUrl: cluster.url,
    sendsMail: false,
  }
  try {
    return await fn({ cluster, world, portal, door: { at: cluster.url, origin: cluster.url } })
  } finally {
    await doorbell.close()
    await database.close().catch(() => undefined)
    await cluster.close()
  }
}

/** A file for each thing, sent by its manager; `text` is in it besides the thing's id. */
export async function firstFiles(
  { world, door }: Stage,
  history: History,
  things: readonly Thing[],
  text = '',
): Promise<Map<Thing, string>> {
  const files = new Map<Thing, string>()
  const who = world.staff.find(({ userId }) => userId === world.cast.mila.userId)
  if (!who) throw new Error('Nobody manages this world.')
  for (const thing of things) {
    const content = `${thing.id} ${text}`
    const answer = await upload(door, who, thing, { name: 'plan', text: content, between: pause(0) })
    if (answer.status !== 201) throw new Error(`The first file was not taken: ${String(answer.status)} ${answer.body}`)
    files.set(thing, (JSON.parse(answer.body) as { attachmentId: string }).attachmentId)
    history.attempts.push({
      who,
      what: 'upload',
      stream: thing.stream,
      hash: hashOf(content),
      given: [],
      ...answer,
    })
  }
  return files
}

/** Writes down what was said before anybody came. */
export function noteOld({ old }: World, history: History): void {
  for (const sentId of old) history.said.push({ sentId, status: 200 })
}
