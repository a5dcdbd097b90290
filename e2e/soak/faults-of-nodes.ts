import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { HANDING_OVER } from '#db/gated-dialect.ts'
import { post, readFeed } from '../cluster/calls.ts'
import type { ClusterNode } from '../cluster/cluster-node.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { ANSWERS } from '../cluster/hold-up.ts'
import { nodeOf, type Fault } from './fault.ts'
import { asOwner } from './owner.ts'

const MINUTE = 60_000

export const NODE_FAULTS = {
  'node killed': async (scene, chance) => {
    const node = nodeOf(scene, chance)
    await node.kill()
    await pause(chance.between(200, 1500))
    await node.start()
    return undefined
  },
  'node stopped and started': async (scene, chance) => {
    const node = nodeOf(scene, chance)
    await node.stop()
    await node.start()
    return undefined
  },
  'node frozen': async (scene, chance) => {
    const node = nodeOf(scene, chance)
    node.freeze()
    await pause(chance.pick([300, 1200, 2500]))
    node.thaw()
    return undefined
  },
  'node frozen for a minute': async (scene, chance) => {
    const node = nodeOf(scene, chance)
    const hit = await freezeOutside(scene.cluster, node)
    await pause(MINUTE)
    node.thaw()
    return { hit }
  },
  'event loop blocked inside a gate': async ({ cluster }, chance) => {
    const before = cluster.nodes.reduce((sum, { blocked }) => sum + blocked, 0)
    for (const node of cluster.nodes)
      if (chance.happens(0.7)) node.stall({ ms: chance.pick([800, 1900, 1900]), answer: chance.below(ANSWERS) })
    await pause(2000)
    return { hit: cluster.nodes.reduce((sum, { blocked }) => sum + blocked, 0) > before }
  },
  'a node of the image joins and leaves': async ({ cluster, world, history, image }) => {
    if (!image) throw new Error('There is no image.')
    const node = await image.start({
      databaseUrl: cluster.database.url,
      redisUrl: cluster.redis?.url ?? null,
      dataFolder: cluster.folder,
      publicUrl: cluster.url,
    })
    const door = { at: node.url, origin: cluster.url }
    const { mila } = world.cast
    const [task] = world.tasks
    if (!task) throw new Error('Nothing is done in this world.')
    const sentId = randomUUID()
    const posted = await post(door, mila, task, { sentId, body: 'From the image.', audience: world.everyone })
    history.said.push({ sentId, status: posted.status })
    const read = await readFeed(door, mila, task, randomUUID())
    const code = await node.stop()
    return {
      wrong: [
        ...(posted.status === 200 ? [] : [`the image's node answered a post with ${String(posted.status)}`]),
        ...(read.body.includes(sentId) ? [] : ["what was posted through the image's node cannot be read there"]),
        ...(code === 0 ? [] : [`the image's node ended with ${String(code)} when it was asked to stop`]),
      ],
    }
  },
} satisfies Record<string, Fault>

/** Freezes a node at a moment in which it holds no gate and hands nothing over; answers whether one was found. */
async function freezeOutside(cluster: Cluster, node: ClusterNode): Promise<boolean> {
  const found = { outside: false }
  await asOwner(cluster, async (client) => {
    for (let tries = 0; tries < 100; tries++) {
      node.freeze()
      const { rowCount } = await client.query(
        `select from pg_locks l join pg_stat_activity a using (pid)
         where (l.relation = 'policy_gate'::regclass or l.locktype = 'advisory' and l.objid = $2) and a.client_port = any($1::int[])`,
        [node.cables.postgres.farPorts, HANDING_OVER],
      )
      found.outside = rowCount === 0
      if (found.outside) return
      node.thaw()
      await pause(7)
    }
  })
  if (!found.outside) node.freeze()
  return found.outside
}
