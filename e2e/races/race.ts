import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '#db/database.ts'
import type { Frame } from '#server/streams/frames.ts'
import { catchUp, download, post, upload, type Answer } from '../cluster/calls.ts'
import { now } from '../cluster/clock.ts'
import type { Ground } from '../soak/acts.ts'
import type { Chance } from '../soak/chance.ts'
import type { Attempt } from '../soak/history.ts'
import { Reader } from '../soak/reader.ts'
import type { Race } from './kinds.ts'

/** What came of all rounds of one kind. */
export interface Outcome {
  name: string
  rounds: number
  attempts: number
  /** Attempts that were begun before “Saved” was read and ended after it. */
  overlaps: number
  /** Rows dated after the rule was in force, which nobody may find. */
  stored: string[]
}

/** Attempts of one round that are begun around the Save; those that are begun after it come on top. */
const AROUND = 8
/** How long before the Save the first of them begins, ms. */
const BEFORE = 14

/** So many rounds of one kind: its holder uses a right in every way, on all nodes, while it is withdrawn. */
export async function race(
  ground: Ground,
  { name, right, who, thing, ways, before, after }: Race,
  db: Db,
  rounds: number,
  chance: Chance,
): Promise<Outcome> {
  const outcome: Outcome = { name, rounds, attempts: 0, overlaps: 0, stored: [] }
  const pages = [0, 1].map(() => new Reader(ground.door.origin, who, new Map(), ground.history))
  const [clock] = await db.selectFrom('streams').select('clock').where('name', '=', thing.stream).execute()
  for (const page of pages) page.positions.set(thing.stream, clock?.clock ?? 0)
  await before?.()
  await right.set(true)
  for (let nth = 0; nth < rounds; nth++) {
    for (const page of pages) {
      if (!page.connected) await page.connect()
      page.watch([thing.stream])
    }
    await pause(chance.between(10, 30))
    const underWay = Array.from({ length: AROUND }, (_, at) =>
      pause(chance.between(BEFORE - 6, BEFORE + 12)).then(() =>
        attempt(ground, chance, who, thing, ways[at % ways.length] ?? 'post'),
      ),
    )
    // Somebody else talks, so that there is news to hand over.
    const news = pause(chance.between(0, BEFORE)).then(() => talk(ground, thing))
    await pause(BEFORE)
    await right.set(false)
    const saved = now()
    const inForce = await newestRule(db)
    const late = await Promise.all(ways.map((way) => attempt(ground, chance, who, thing, way)))
    const all = [...(await Promise.all(underWay)), ...late]
    await news
    outcome.attempts += all.length
    outcome.overlaps += all.filter(({ begun, ended }) => begun < saved && ended > saved).length
    outcome.stored.push(...(await storedAfter(db, inForce, { name, who, thing, ways })))
    await right.set(true)
  }
  await after?.()
  for (const page of pages) page.drop()
  return outcome
}

async function attempt(
  { door, world, history, files }: Ground,
  chance: Chance,
  who: Race['who'],
  thing: Race['thing'],
  what: Attempt['what'],
): Promise<Answer> {
  const sentId = randomUUID()
  const keep = (answer: Answer) => {
    history.attempts.push({ who, what, stream: thing.stream, ...(what === 'post' ? { sentId } : {}), ...answer })
    return answer
  }
  if (what === 'post') return keep(await post(door, who, thing, { sentId, body: 'In time?', audience: world.everyone }))
  if (what === 'upload')
    return keep(await upload(door, who, thing, { name: 'note', text: sentId, between: pause(chance.between(0, 15)) }))
  if (what === 'download') return keep(await download(door, who, files.get(thing) ?? ''))
  const answer = await catchUp(door, who, { [thing.stream]: 0 })
  const rights = answer.status === 200 ? (JSON.parse(answer.body) as Frame).rights : undefined
  return keep({ ...answer, status: answer.status === 200 && !rights?.length ? 404 : answer.status, body: '' })
}

async function talk({ door, world, history }: Ground, thing: Race['thing']): Promise<void> {
  const sentId = randomUUID()
  const answer = await post(door, world.cast.mila, thing, { sentId, body: 'Some news.', audience: world.everyone })
  history.said.push({ sentId, ...answer })
}

/** When the newest rule was made, by the database's clock: the gate was held alone by then. */
const newestRule = async (db: Db): Promise<Date> =>
  (await db.selectFrom('policy_changes').select('at').orderBy('version', 'desc').limit(1).executeTakeFirstOrThrow()).at

async function storedAfter(
  db: Db,
  inForce: Date,
  { name, who, thing, ways }: Pick<Race, 'name' | 'who' | 'thing' | 'ways'>,
): Promise<string[]> {
  const comments = await db
    .selectFrom('feed_entries')
    .select('id')
    .where('stream', '=', thing.stream)
    .where('author_id', '=', who.userId)
    .where('body', 'is not', null)
    .where('at', '>', inForce)
    .execute()
  const uploads = await db
    .selectFrom('attachments')
    .select('id')
    .where('uploaded_by', '=', who.userId)
    .where(thing.kind === 'task' ? 'task_id' : 'contract_id', '=', thing.id)
    .where('uploaded_at', '>', inForce)
    .execute()
  return [
    ...(ways.includes('post') ? comments.map(() => `${name}: a comment was stored`) : []),
    ...(ways.includes('upload') ? uploads.map(() => `${name}: an upload was stored`) : []),
  ]
}
