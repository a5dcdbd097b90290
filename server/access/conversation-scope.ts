import type { Db } from '#db/database.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { deniedAtTheDoor } from './can.ts'
import type { Action } from './catalogue.ts'
import { staffTakesPart, STANDS, thoseOfStaff } from './conversation-sql.ts'
import type { Viewer } from './viewer.ts'

const NO = sql<SqlBool>`false`
const YES = sql<SqlBool>`true`

/** Conversations `v` that a viewer may ask this of, with the facts that `decide` needs; a part of `scopeOf`. */
export function conversationQuery(viewer: Viewer, db: Db, action: Action) {
  return db
    .selectFrom('conversations as v')
    .selectAll('v')
    .select([STANDS.as('stands'), isIn(viewer).as('takes_part')])
    .where(deniedAtTheDoor(viewer, action) ? NO : YES)
    .where(conversationsWithinReach(viewer))
    .where(action === 'conversation.post' ? sql<SqlBool>`v.closed_at is null and ${STANDS}` : YES)
}

function conversationsWithinReach(viewer: Viewer): RawBuilder<SqlBool> {
  const { staff, grant, userId } = viewer
  if (staff) return staff.role === 'member' ? takenPartIn(viewer) : sql`(v.kind <> 'direct' or v.staff_id = ${userId})`
  if (!grant) return NO
  const own = sql<SqlBool>`v.grant_id = ${grant.id}`
  if (grant.kind === 'collaborator') return own
  return sql`(${own} or (v.kind <> 'direct' and v.account_id = ${grant.accountId} and ${STANDS}))`
}

/** Whether the viewer takes part in one of those within reach: an admin alone may look into others. */
function isIn({ staff, userId }: Viewer): RawBuilder<SqlBool> {
  if (!staff) return NO
  return staff.role === 'member' ? YES : staffTakesPart(sql<string>`${userId}`)
}

/** The conversations `v` that the viewer takes part in; an external whose it is always does. */
export const takenPartIn = ({ staff, userId }: Viewer): RawBuilder<SqlBool> =>
  staff ? thoseOfStaff(sql<string>`${userId}`) : YES

export type ConversationRow = Awaited<ReturnType<ReturnType<typeof conversationQuery>['executeTakeFirstOrThrow']>>
