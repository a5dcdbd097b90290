import { createHash } from 'node:crypto'
import { sql, type SqlBool } from 'kysely'
import type { Db } from '#db/database.ts'
import { readAbsent, type Absent } from '#server/access/absent.ts'
import { decide } from '#server/access/can.ts'
import { scopeOf, type Scope } from '#server/access/scope.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { named } from '#server/conversations/named.ts'
import { viewTitle } from '#server/conversations/views.ts'
import { isHeard, ofPerson, readUpTo } from '#server/feed/unread.ts'
import { NotFound } from '#server/platform/errors.ts'
import type { Portal } from '#server/platform/portal.ts'
import { subjectOf } from '#server/streams/names.ts'

/** Something in which a person has not read what was said. */
export interface UnreadPlace {
  /** Below the person's base: `/conversations/…`, `/tasks/…#e-…`. */
  path: string
  title: string
  count: number
}

/** Everything that somebody who is not here has not read since a moment: through scope, as of now, and nothing of what they may not see [S5]. */
export async function unreadOf(
  db: Db,
  portal: Portal,
  who: Absent,
  since: Date,
): Promise<{ viewer: Viewer; places: UnreadPlace[] } | null> {
  const viewer = await readAbsent(db, portal, who)
  if (!viewer) return null
  const scope = scopeOf(viewer, db)
  const places = [...(await inConversations(scope, viewer, since)), ...(await mentionedIn(db, scope, viewer, since))]
  return { viewer, places }
}

/** The same places and numbers give the same words. */
export const digestOf = (places: readonly UnreadPlace[]): string =>
  createHash('sha256').update(JSON.stringify(places)).digest('hex').slice(0, 16)

/** Messages of others in conversations that are not muted; in muted ones those that mention the person. */
async function inConversations(scope: Scope, viewer: Viewer, since: Date): Promise<UnreadPlace[]> {
  const unread = scope
    .said()
    .where(sql<SqlBool>`e.seq > ${readUpTo(viewer)}`)
    .where('e.at', '>', since)
    .where('e.author_id', '<>', viewer.userId)
    .where('e.body', 'is not', null)
    .where('e.deleted_at', 'is', null)
    .where(isHeard(viewer))
    .select(sql<number>`count(*)::int`.as('count'))
  const rows = await named(scope.ownConversations())
    .innerJoinLateral(unread.as('unread'), (join) => join.on('unread.count', '>', 0))
    .select('unread.count')
    .where(sql<SqlBool>`v.last_at > ${since}`)
    .orderBy('v.last_at', 'desc')
    .orderBy('v.id')
    .execute()
  return rows.map((row) => ({
    path: `/conversations/${row.id}`,
    title: viewTitle(viewer, row).title,
    count: row.count,
  }))
}

/** Comments on tasks and contracts that mention the person. */
async function mentionedIn(db: Db, scope: Scope, viewer: Viewer, since: Date): Promise<UnreadPlace[]> {
  const rows = await db
    .selectFrom('mentions as n')
    .innerJoin('feed_entries as e', 'e.id', 'n.entry_id')
    .where('n.user_id', '=', viewer.userId)
    .where('e.at', '>', since)
    .where('e.stream', 'not like', 'conversation:%')
    .where('e.author_id', '<>', viewer.userId)
    .where('e.deleted_at', 'is', null)
    .where(
      sql<SqlBool>`e.seq > coalesce((select m.seq from read_marks m where ${ofPerson('m', viewer)} and m.stream = e.stream), 0)`,
    )
    .select(['e.stream', 'e.id'])
    .orderBy('e.stream')
    .execute()
  const places: UnreadPlace[] = []
  for (const [stream, some] of Map.groupBy(rows, (row) => row.stream)) {
    const place = await placeOf(
      scope,
      viewer,
      stream,
      some.map(({ id }) => id),
    )
    if (place) places.push(place)
  }
  return places
}

/** The task or contract as the person would find it, with how many of these entries they may see; null where that is none. */
async function placeOf(scope: Scope, viewer: Viewer, stream: string, ids: string[]): Promise<UnreadPlace | null> {
  const about = subjectOf(stream)
  if (about?.subject !== 'task' && about?.subject !== 'contract') return null
  const record = await (about.subject === 'task' ? scope.task(about.id) : scope.contract(about.id)).catch(ifHidden)
  if (!record || !decide(viewer, about.subject === 'task' ? 'task.view' : 'contract.read', record.facts).allowed)
    return null
  const seen = await scope
    .entries([stream])
    .where('e.id', 'in', ids)
    .clearSelect()
    .select('e.id')
    .orderBy('e.seq')
    .execute()
  const [first] = seen
  if (!first) return null
  // A conversation opens where the unread begins; a task or contract has much above its feed, so that the comment is named.
  return { path: `/${about.subject}s/${about.id}#e-${first.id}`, title: record.title, count: seen.length }
}

function ifHidden(error: unknown): null {
  if (error instanceof NotFound) return null
  throw error
}
