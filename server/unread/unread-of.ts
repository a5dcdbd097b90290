import { createHash } from 'node:crypto'
import { sql, type SqlBool } from 'kysely'
import type { Db } from '#db/database.ts'
import { readAbsent, type Absent } from '#server/access/absent.ts'
import { scopeOf, type Scope } from '#server/access/scope.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { named } from '#server/conversations/named.ts'
import { viewTitle } from '#server/conversations/views.ts'
import { isHeard, readUpTo, unreadOnContract } from '#server/feed/unread.ts'
import type { Portal } from '#server/platform/portal.ts'
import { newTasksIn } from './new-tasks.ts'
import { pathTo, unreadMentions } from './mentions.ts'

/** Something in which a person has not read what was said. */
export interface UnreadPlace {
  /** Below the person's base: `/conversations/…`, `/tasks/…?entry=…`. */
  path: string
  title: string
  count: number
}

type PlaceOnStream = UnreadPlace & { stream: string }

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
  const contracts = await onContracts(scope, viewer, since)
  const mentions = await mentionedIn(scope, viewer, since)
  const places = [
    ...(await inConversations(scope, viewer, since)),
    ...contracts,
    ...(await newFromOutside(scope, viewer, since)),
    // Who takes part in a contract is told of all that was said there, and once.
    ...mentions.filter((mention) => contracts.every(({ stream }) => stream !== mention.stream)),
  ]
  return { viewer, places: places.map(({ path, title, count }) => ({ path, title, count })) }
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

/** Comments of others on contracts that the person takes part in, mentioned or not: one place for each, which opens at the oldest. */
async function onContracts(scope: Scope, viewer: Viewer, since: Date): Promise<PlaceOnStream[]> {
  const unread = unreadOnContract(scope, viewer)
    .where('e.at', '>', since)
    .select([
      sql<number>`count(*)::int`.as('count'),
      sql<string>`(array_agg(e.id order by e.seq))[1]`.as('entry_id'),
      sql<Date>`max(e.at)`.as('last_at'),
    ])
  const rows = await scope
    .ownContracts()
    .clearSelect()
    .innerJoinLateral(unread.as('unread'), (join) => join.on('unread.count', '>', 0))
    .select(['c.id', 'c.title', 'unread.entry_id', 'unread.count'])
    .orderBy('unread.last_at', 'desc')
    .orderBy('c.id')
    .execute()
  return rows.map(({ id, title, entry_id: entryId, count }) => ({
    stream: `contract:${id}`,
    path: pathTo({ kind: 'contract', id, entryId }),
    title,
    count,
  }))
}

/** Tasks that somebody outside made and the person has not opened. */
async function newFromOutside(scope: Scope, viewer: Viewer, since: Date): Promise<UnreadPlace[]> {
  if (!viewer.staff) return []
  const rows = await newTasksIn(scope, viewer)
    .select(['t.id', 't.title'])
    .where('t.created_at', '>', since)
    .orderBy('t.created_at', 'desc')
    .orderBy('t.id')
    .execute()
  return rows.map(({ id, title }) => ({ path: `/tasks/${id}`, title, count: 1 }))
}

/** Comments on tasks, contracts and projects that mention the person, one place for each of them. */
async function mentionedIn(scope: Scope, viewer: Viewer, since: Date): Promise<PlaceOnStream[]> {
  const rows = await unreadMentions(scope, viewer)
    .where('e.at', '>', since)
    .select(['e.stream', 'e.id as entry_id', 'r.kind', 'r.id', 'r.title'])
    .orderBy('e.stream')
    .orderBy('e.seq')
    .execute()
  return [...Map.groupBy(rows, (row) => row.stream).values()].flatMap((some) =>
    some.slice(0, 1).map(({ stream, kind, id, entry_id: entryId, title }) => ({
      stream,
      path: pathTo({ kind, id, entryId }),
      title,
      count: some.length,
    })),
  )
}
