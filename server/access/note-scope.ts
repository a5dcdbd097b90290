import type { Db } from '#db/database.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { deniedAtTheDoor } from './can.ts'
import type { Action } from './catalogue.ts'
import type { Viewer } from './viewer.ts'

const NO = sql<SqlBool>`false`
const YES = sql<SqlBool>`true`

/** Notes `n` that a viewer may ask this of; a part of `scopeOf` [E8]. */
export function noteQuery(viewer: Viewer, db: Db, action: Action) {
  return db
    .selectFrom('notes as n')
    .selectAll('n')
    .where(deniedAtTheDoor(viewer, action) ? NO : YES)
    .where('n.removed_at', 'is', null)
    .where(notesWithinReach(viewer))
}

function notesWithinReach({ staff, grant }: Viewer): RawBuilder<SqlBool> {
  if (staff) return YES
  if (!grant || grant.kind === 'collaborator') return NO
  return sql`(n.shared_at is not null and n.account_id = ${grant.accountId})`
}

export type NoteRow = Awaited<ReturnType<ReturnType<typeof noteQuery>['executeTakeFirstOrThrow']>>
