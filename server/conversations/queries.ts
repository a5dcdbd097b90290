import { sql, type SqlBool } from 'kysely'
import { abilitiesOf, type Abilities } from '#server/access/abilities.ts'
import { staffMayLeave } from '#server/access/conversation-sql.ts'
import type { ConversationFacts } from '#server/access/facts.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { mutedBy, unreadIn } from '#server/feed/unread.ts'
import { NotFound } from '#server/platform/errors.ts'
import type { Look } from '#server/platform/look.ts'
import { named } from './named.ts'
import { viewTitle, type Titled } from './views.ts'

/** Messages of a page at least: what a tall window shows, for what is older comes by itself. */
const PAGE = 25
/** And so many before the first that is unread. */
const LEAD = 5

/** How many messages the page of a conversation found through scope brings: all that is unread in it, as far as it is counted. */
export async function pageSizeOf({ viewer, scope }: Look, id: string): Promise<number> {
  const row = await scope
    .conversations()
    .where('v.id', '=', id)
    .clearSelect()
    .select(unreadIn(scope, viewer).as('unread'))
    .executeTakeFirst()
  return Math.max(PAGE, (row?.unread ?? 0) + LEAD)
}

/** A conversation as its page shows it. */
export interface ConversationView extends Titled {
  muted: boolean
  /** They take part in it for nothing but what they wrote, as an admin. */
  mayLeave: boolean
  /** ISO 8601. */
  createdAt: string
  /** What one may go to from here; null where that opens to staff alone. */
  accountId: string | null
  projectId: string | null
}

const mayLeave = ({ staff, userId }: Viewer) => (staff ? staffMayLeave(sql`${userId}::uuid`) : sql<SqlBool>`false`)

/** The conversation of a page, with what its viewer may do in it. `facts` are its own, found through scope. Errors: `NotFound`. */
export async function readConversation(
  { viewer, scope, must }: Look,
  id: string,
  facts: ConversationFacts,
): Promise<{ conversation: ConversationView; abilities: Abilities }> {
  const asked = named(scope.conversations())
    .where('v.id', '=', id)
    .select(['v.created_at', mutedBy(viewer).as('muted'), mayLeave(viewer).as('may_leave')])
  must('conversation.view', facts)
  const row = await asked.executeTakeFirst()
  if (!row) throw new NotFound()
  return {
    conversation: {
      ...viewTitle(viewer, row),
      muted: row.muted,
      mayLeave: Boolean(row.may_leave),
      createdAt: row.created_at.toISOString(),
      accountId: viewer.staff ? row.account_id : null,
      projectId: row.project_id,
    },
    abilities: abilitiesOf(viewer, facts),
  }
}
