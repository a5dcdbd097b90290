import { sql } from 'kysely'
import { deniedAtTheDoor, type ReasonId } from '#server/access/can.ts'
import { isAdmin, type Viewer } from '#server/access/viewer.ts'
import { mutedBy, unreadIn } from '#server/feed/unread.ts'
import { behind, cut, ordered, rowsOf, windowIn, type Order } from '#server/platform/keyset.ts'
import type { Look } from '#server/platform/look.ts'
import { fewOfOnce, newest } from '#server/search/few.ts'
import { wordsIn } from '#server/search/words.ts'
import { calledAsTyped, LOOKED_THROUGH } from './called-as-typed.ts'
import { lastSaid, named } from './named.ts'
import { viewLine, type ConversationLine, type LastRow } from './views.ts'
import { calledSo } from './with-words.ts'

/** What an address asks of the list; anything it cannot mean is left at its usual. */
export interface ConversationFilter {
  /** `mine`: those one takes part in; `unread` of them; `all`: for admins, those they may look into as well. */
  show: 'mine' | 'unread' | 'all'
  /** Words in the title or the account's name. */
  q: string
}

export interface ConversationList {
  rows: ConversationLine[]
  filter: ConversationFilter
  /** The query that brings more. */
  more: string | null
  mayLookInto: boolean
  /** So many were looked through for what was typed, and there are older ones; null where all were. */
  lookedThrough: number | null
  /** Why its reader writes nowhere; null where no rule of the portal keeps them from it. */
  readOnly: ReasonId | null
}

/** The list beside an open conversation; null for who may open one by its link, and is shown no list [A10]. */
export const listBeside = (here: Look): Promise<ConversationList> | null =>
  deniedAtTheDoor(here.viewer, 'conversation.list') ? null : listConversations(here, new URLSearchParams())

/** The conversations within reach, the one with the newest message first: `show`, `q`, `after`, `until`. Errors: `NotFound`. */
export async function listConversations(
  { viewer, db, scope, must }: Look,
  query: URLSearchParams,
): Promise<ConversationList> {
  must('conversation.list')
  const mayLookInto = isAdmin(viewer)
  const asked = query.get('show')
  const filter: ConversationFilter = {
    show: asked === 'unread' || (asked === 'all' && mayLookInto) ? asked : 'mine',
    q: (query.get('q') ?? '').trim().slice(0, 100),
  }
  const recent = newestFirst(viewer)
  // Looked for by name they are few, and found by their ids: an index of their order would have all of them walked to meet those.
  const order = filter.q === '' ? recent : { ...recent, key: newest(recent.key) }
  const window = windowIn(query, order)
  const within = () => (filter.show === 'all' ? scope.conversations('conversation.list') : scope.ownConversations())
  const lately = within()
    .clearSelect()
    .select('v.id')
    .where(behind(window, recent, sql.ref('v.id')))
    .orderBy(ordered(recent, sql.ref('v.id')))
    .limit(sql.lit(LOOKED_THROUGH))
  const fewOf = fewOfOnce(db)
  const called = await Promise.all(wordsIn(filter.q).map((word) => calledSo(fewOf, word)))
  const [rows, beyond] = await Promise.all([
    named(within())
      .select([
        sql<LastRow | null>`${lastSaid(scope)}`.as('last'),
        unreadIn(scope, viewer).as('unread'),
        mutedBy(viewer).as('muted'),
        sql<string>`(${order.key})::text`.as('place'),
      ])
      .$if(filter.q !== '', (some) => some.where(calledAsTyped(viewer, filter.q, called, lately)))
      .$if(filter.show === 'unread', (some) => some.where(unreadIn(scope, viewer), '>', 0))
      .where(behind(window, order, sql.ref('v.id')))
      .orderBy(ordered(order, sql.ref('v.id')))
      .limit(rowsOf(window))
      .execute(),
    filter.q === '' ? undefined : lately.offset(sql.lit(LOOKED_THROUGH)).limit(sql.lit(1)).executeTakeFirst(),
  ])
  const { rows: shown, more } = cut(rows, window)
  return {
    rows: shown.map((row) => viewLine(viewer, row)),
    filter,
    more,
    mayLookInto,
    readOnly: readOnly(viewer),
    lookedThrough: beyond ? LOOKED_THROUGH : null,
  }
}

/** Why this viewer writes in no conversation, whichever it is; null where no rule of the portal keeps them from it. */
export const readOnly = (viewer: Viewer): ReasonId | null => deniedAtTheDoor(viewer, 'conversation.post')

/** When something was said that is out of days back is none of the reader's business: those stand at the end [A7]. */
export const newestFirst = ({ grant }: Viewer): Order => ({
  key: grant?.horizon
    ? sql`case when v.last_at >= ${grant.horizon} then v.last_at else 'epoch'::timestamptz end`
    : sql`v.last_at`,
  type: 'timestamptz',
  direction: 'desc',
})
