import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Db } from '#db/database.ts'
import { cameToTask, historyOf } from '#server/access/came-in.ts'
import { policyOf, type Policy } from '#server/access/policy.ts'
import { ownStreamsInTask } from '#server/access/task-party.ts'
import type { Portal } from '#server/platform/portal.ts'
import { storeEvents, type Fact } from '#server/streams/events.ts'
import { subjectOf } from '#server/streams/names.ts'

/** What is said on a task is told to lists so long after, and all that is said meanwhile with it. Ms. */
const SOON = 250
/** Whom something else was new to for less than this marks the task already. */
const LATELY = sql`interval '1 hour'`

/** Where something was said. */
interface Said {
  stream: string
  seq: number
}

/** Streams of tasks on which something was said that lists are not told of yet, and the first of it. */
const due = new WeakMap<Portal, Map<string, number>>()

/**
 * Has the lists of those in a task told that something new was said there: not with the comment itself, which would wait for the streams of all of
 * them, but right behind it. It is a hint to look: should this node end before it, they look by themselves half a minute later.
 */
export function tellSaidSoon(portal: Portal, { stream, seq }: Said): void {
  const waiting = due.get(portal)
  if (waiting) return void waiting.set(stream, Math.min(seq, waiting.get(stream) ?? seq))
  const first = new Map([[stream, seq]])
  due.set(portal, first)
  setTimeout(() => {
    due.delete(portal)
    tellSaid(portal, first).catch((error: unknown) =>
      portal.log.warn({ err: error }, 'lists were not told what was said on a task'),
    )
  }, SOON).unref()
}

/** The same now: on each of these streams of tasks or their teams, what was said from a number on. */
export async function tellSaid(portal: Portal, first: ReadonlyMap<string, number>): Promise<void> {
  const facts = await portal.database.db.transaction().execute(async (db) => {
    const { version } = await db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()
    const policy = await policyOf(db, portal, version)
    const found = await Promise.all(
      [...first].map(([stream, seq]) => toldOf(db, policy, stream, newFrom({ stream, seq }))),
    )
    await storeEvents(db, found.flat())
    return found.flat()
  })
  if (facts.length > 0) portal.doorbell.ring([...new Set(facts.map(({ stream }) => stream))])
}

/** That something said on a task's stream is there no more: for the lists of those in it who had not read it. */
export const goneFrom = (db: Db, policy: Policy, { stream, seq }: Said): Promise<Fact[]> =>
  toldOf(db, policy, stream, sql`${readUpTo(stream)} < ${seq}::bigint`)

async function toldOf(db: Db, policy: Policy, stream: string, concerned: RawBuilder<SqlBool>): Promise<Fact[]> {
  const about = subjectOf(stream)
  if (about?.subject !== 'task') return []
  const own = await ownStreamsInTask(db, policy, { taskId: about.id, teamOnly: about.team, concerned })
  return own.map((one) => ({ stream: one, fact: 'task.said', data: { taskId: about.id } }))
}

/** Up to where the stream of task `t` is no news to somebody `o`: they have read it, or never opened it and it was said before they came. */
function readUpTo(stream: string): RawBuilder<number> {
  const about = subjectOf(stream)
  const userId = sql<string>`o.user_id`
  const came = (grantId: RawBuilder<string> | null) => cameToTask({ userId, grantId })
  const history = historyOf(
    sql`${stream}::text`,
    sql`case when o.grant_id is null then ${came(null)} else ${came(sql`o.grant_id`)} end`,
    userId,
  )
  return sql<number>`coalesce((select m.seq from read_marks m
    where m.stream = ${stream} and m.user_id = o.user_id and m.grant_id is not distinct from o.grant_id),
    (select ${history} from tasks t where t.id = ${about?.subject === 'task' ? about.id : null}::uuid), 0)`
}

/**
 * Somebody `o` to whom the task was not new before `seq` and is now: somebody else said that, they have not read it, and nothing that others said
 * before it. Who has it marked already is not told of every further comment.
 */
function newFrom({ stream, seq }: Said): RawBuilder<SqlBool> {
  const said = sql`from feed_entries e where e.stream = ${stream} and e.body is not null and e.deleted_at is null`
  const before = sql`${said} and e.seq < ${seq}::bigint and e.at > clock_timestamp() - ${LATELY}`
  const ofOthers = (than: RawBuilder<unknown>) =>
    sql`(select e.seq ${before} and e.author_id <> ${than} order by e.seq desc limit 1)`
  const last = sql`(select e.author_id ${before} order by e.seq desc limit 1)`
  return sql`exists (select ${said} and e.seq >= ${seq}::bigint and e.author_id <> o.user_id)
    and ${readUpTo(stream)} < ${seq}::bigint
    and ${readUpTo(stream)} >= coalesce(case when o.user_id = ${last} then ${ofOthers(last)} else (select e.seq ${before} order by e.seq desc limit 1) end, 0)`
}
