import { sql, type SqlBool } from 'kysely'
import { iso, namesOfMentioned } from '#server/feed/rows.ts'
import { withNames } from '#server/feed/mentions.ts'
import { cut, behind, ordered, rowsOf, windowIn, type Order } from '#server/platform/keyset.ts'
import type { Look } from '#server/platform/look.ts'
import { around, piecesAround } from '#server/search/around.ts'
import { holds, wordsIn, written } from '#server/search/words.ts'
import { named } from './named.ts'
import { viewTitle, type Titled } from './views.ts'

/** A message that was found. */
export interface FoundMessage {
  id: string
  at: string
  by: string
  mine: boolean
  /** What is around the first word that was found, in pieces; every second one is a word that was looked for. */
  pieces: string[]
  conversation: Titled
  /** Where the feed's page ends on which it stands; null when it stands among the newest. */
  before: string | null
}

export interface FoundMessages {
  rows: FoundMessage[]
  more: string | null
  words: string[]
}

const NEWEST: Order = { key: sql`e.at`, type: 'timestamptz', direction: 'desc' }
/** So many messages after the found one stand on its page. */
const AFTER = 10

/** Messages in one conversation, or in all of one's own, that hold every word (or its beginning), newest first [C2]. */
export async function searchMessages(
  { viewer, scope }: Look,
  query: URLSearchParams,
  conversationId?: string,
): Promise<FoundMessages> {
  const words = wordsIn(query.get('q') ?? '')
  if (words.length === 0) return { rows: [], more: null, words }
  const window = windowIn(query, NEWEST)
  const within = conversationId ? scope.conversations().where('v.id', '=', conversationId) : scope.ownConversations()
  const rows = await named(within)
    .innerJoinLateral(
      scope
        .said()
        .selectAll('e')
        .where(sql<SqlBool>`e.stream like 'conversation:%' and e.body is not null and e.deleted_at is null`)
        .where(holds(written('e'), words))
        .as('e'),
      (join) => join.onTrue(),
    )
    .innerJoin('users as u', 'u.id', 'e.author_id')
    .clearSelect()
    .select([
      'e.id',
      'e.author_id',
      'e.body',
      'u.name as by',
      'v.id as conversation_id',
      'v.kind',
      'v.account_id',
      'v.project_id',
    ])
    .select(['v.user_id', 'v.staff_id'])
    .select(['v.closed_at', 'a.name as account', 'p.name as project', 'cu.name as contact', 'su.name as staff'])
    .select([
      iso(sql.ref('e.at')).as('at'),
      sql<string>`e.at::text`.as('place'),
      namesOfMentioned.as('names'),
      sql<string | null>`(select ${iso(sql.ref('l.at'))} || '~all~' || l.seq from (${scope
        .laterEntries()
        .orderBy('l.seq')
        .offset(AFTER)
        .limit(1)}) l)`.as('before'),
    ])
    .where(behind(window, NEWEST, sql.ref('e.id')))
    .orderBy(ordered(NEWEST, sql.ref('e.id')))
    .limit(rowsOf(window))
    .execute()
  const { rows: shown, more } = cut(rows, window)
  return {
    words,
    more,
    rows: shown.map((row) => ({
      id: row.id,
      at: row.at,
      by: row.by,
      mine: row.author_id === viewer.userId,
      pieces: piecesAround(
        around(
          withNames(row.body ?? '', (id) => row.names?.[id]),
          words,
        ),
        words,
      ),
      conversation: viewTitle(viewer, { ...row, id: row.conversation_id }),
      before: row.before,
    })),
  }
}
