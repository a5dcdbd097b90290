import { sql, type RawBuilder } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import type { OpenConversationForm } from './forms.ts'

/**
 * Finds a conversation, or makes it when it is first needed; answers its id. Whoever may not see it finds nothing, and a direct one is begun only
 * by who may write in it: the contact, or the staff member who answers for them or manages a project of theirs [C1]. Errors: `NotFound`,
 * `NotAllowed`.
 */
export function openConversation(caller: Caller, asked: OpenConversationForm): Promise<{ conversationId: string }> {
  return work(caller, async (now) => {
    const { db, scope, must } = now
    must('conversation.view')
    const { columns, row, same } = placeOf(now, asked)
    // Made first and judged afterwards, like any other: what may not be there is taken back with this transaction.
    const made = await sql<{ id: string }>`
      insert into conversations (${sql.raw(columns)}) ${row} on conflict do nothing returning id`.execute(db)
    const kept =
      made.rows[0] ?? (await scope.conversations().where(same).clearSelect().select('v.id').executeTakeFirst())
    if (!kept) throw new NotFound()
    const { facts } = await scope.conversation(kept.id)
    must('conversation.view', facts)
    if (facts.kind === 'direct' && made.rows[0]) must('conversation.post', facts)
    return { conversationId: kept.id }
  })
}

interface Place {
  columns: string
  row: RawBuilder<unknown>
  same: RawBuilder<boolean>
}

function placeOf({ viewer }: Work, asked: OpenConversationForm): Place {
  if (asked.accountId)
    return {
      columns: 'kind, account_id',
      row: sql`select 'account', a.id from accounts a where a.id = ${asked.accountId}`,
      same: sql<boolean>`v.kind = 'account' and v.account_id = ${asked.accountId}`,
    }
  if (asked.projectId)
    return {
      columns: 'kind, project_id, account_id',
      row: sql`select 'project', p.id, p.account_id from projects p where p.id = ${asked.projectId}`,
      same: sql<boolean>`v.kind = 'project' and v.project_id = ${asked.projectId}
        and exists (select from projects p where p.id = v.project_id and p.account_id is not distinct from v.account_id)`,
    }
  const grantId = viewer.grant ? viewer.grant.id : asked.grantId
  const staffId = viewer.staff ? viewer.userId : asked.staffId
  // Staff begin one with a contact, a contact with staff; nobody does between others.
  if (!grantId || !staffId) throw new NotFound()
  return {
    columns: 'kind, account_id, grant_id, user_id, staff_id',
    row: sql`select 'direct', g.account_id, g.id, g.user_id, u.id from grants g, users u
      where g.id = ${grantId} and u.id = ${staffId} and u.kind = 'staff' and u.removed_at is null`,
    same: sql<boolean>`v.kind = 'direct' and v.grant_id = ${grantId} and v.staff_id = ${staffId}`,
  }
}
