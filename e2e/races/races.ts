import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Portal } from '#server/platform/portal.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { Chance } from '../soak/chance.ts'
import { check } from '../soak/check.ts'
import { History } from '../soak/history.ts'
import { boardOf } from '../soak/rules.ts'
import { firstFiles, keptIn, withCluster } from '../soak/ground.ts'
import { race, type Outcome } from './race.ts'
import { racesOf } from './kinds.ts'

/** A fifth of all attempts must overlap a Save, or the race was none. */
export const LEAST_OVERLAPS = 0.2

/** Every kind of withdrawal so many times; half-way through each kind's rounds Redis dies or comes back. */
export function races(
  rounds: number,
  seed: number,
  tell: (outcome: Outcome) => void,
): Promise<{ outcomes: Outcome[]; violations: string[] }> {
  return withCluster({ nodes: 2 }, async ({ cluster, world, portal }) => {
    const history = new History()
    for (const node of cluster.nodes) node.onHanded((handed) => history.heard(handed))
    const door = { at: cluster.url, origin: cluster.url }
    const ground = { world, door, history, files: await firstFiles(world, door) }
    const { races: kinds, rules } = racesOf(world, boardOf(world, portal), portal)
    const outcomes: Outcome[] = []
    for (const [nth, kind] of kinds.entries()) {
      const halves = [Math.ceil(rounds / 2), Math.floor(rounds / 2)]
      const chance = new Chance(seed, kind.name)
      const [first, second] = [
        await race(ground, kind, portal.database.db, halves[0] ?? 0, chance),
        await switchRedis(cluster.redis, nth % 2 === 0).then(() =>
          race(ground, kind, portal.database.db, halves[1] ?? 0, chance),
        ),
      ]
      const outcome = {
        name: kind.name,
        rounds,
        attempts: first.attempts + second.attempts,
        overlaps: first.overlaps + second.overlaps,
        stored: [...first.stored, ...second.stored],
      }
      outcomes.push(outcome)
      tell(outcome)
    }
    await pause(200)
    history.settle()
    const violations = [
      ...outcomes.flatMap(({ stored }) => stored),
      ...check(history, rules, await keptIn(portal)),
      ...(await filesOf(portal, history)),
    ]
    return { outcomes, violations }
  })
}

const switchRedis = async (redis: { kill(): Promise<void>; start(): Promise<void> } | null, dead: boolean) =>
  dead ? redis?.kill() : redis?.start()

/** What is in the folder and in no row, and files of externals that nobody was told of. */
async function filesOf({ database: { db }, dataFolder }: Portal, { attempts }: History): Promise<string[]> {
  const known = new Set((await db.selectFrom('blobs').select('hash').execute()).map(({ hash }) => hash))
  const found = await readdir(join(dataFolder, 'files'), { recursive: true, withFileTypes: true })
  const left = found.filter((one) => one.isFile() && !known.has(one.name))
  const rows = await db.selectFrom('attachments').select('id').where('account_id', 'is not', null).execute()
  const uploads = attempts.filter(({ what }) => what === 'upload')
  const taken = uploads.filter(({ status }) => status === 201).length
  const unknown = uploads.filter(({ status }) => status === null).length
  return [
    ...left.map(({ name }) => `the file ${name} was left behind`),
    ...(rows.length < taken || rows.length > taken + unknown
      ? [`${String(rows.length)} files are kept, ${String(taken)} were answered`]
      : []),
  ]
}
