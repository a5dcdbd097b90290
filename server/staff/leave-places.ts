import { sql } from 'kysely'
import { storeHappened } from '#server/feed/store-happened.ts'
import type { Work } from '#server/platform/work.ts'
import { noteInProject, tellProjectPeople } from '#server/projects/tell.ts'
import { streamOf } from '#server/streams/events.ts'

/** Somebody leaves the staff of every project they are in; answers which, and as what. Their tasks stay with them until somebody else takes them. */
export async function leaveProjects(now: Work, userId: string): Promise<{ projectId: string; role: string }[]> {
  const left = await now.db
    .deleteFrom('project_staff')
    .where('user_id', '=', userId)
    .returning(['project_id', 'role'])
    .execute()
  for (const { project_id: id, role } of left)
    noteInProject(now, id, { what: 'people_removed', people: [userId], to: role })
  for (const id of new Set(left.map(({ project_id }) => project_id))) tellProjectPeople(now, id)
  return left.map(({ project_id, role }) => ({ projectId: project_id, role }))
}

/** What they talked in with one person alone is closed: it can be read, and nobody would answer [C1]. */
export async function leaveConversations(now: Work, userId: string): Promise<void> {
  const { db, viewer, emit } = now
  const joined = await db
    .deleteFrom('conversation_joined')
    .where('user_id', '=', userId)
    .returning('conversation_id')
    .execute()
  for (const { conversation_id: id } of joined)
    emit({ stream: streamOf.conversation(id), fact: 'readers.changed', data: {} })
  const closed = await db
    .updateTable('conversations')
    .set({ closed_at: sql<Date>`clock_timestamp()`, closed_by: viewer.userId })
    .where('staff_id', '=', userId)
    .where('closed_at', 'is', null)
    .returning(['id', 'grant_id'])
    .execute()
  for (const { id, grant_id: grantId } of closed) {
    const stream = streamOf.conversation(id)
    storeHappened(now, stream, { what: 'closed' })
    emit({ stream, fact: 'conversation.closed', data: { closed: true } })
    if (grantId) emit({ stream: streamOf.grant(grantId), fact: 'conversation.changed', data: { conversationId: id } })
  }
}

/**
 * What has one owner and no page on which another is chosen passes to the viewer: contracts that are not over, and invitations that nobody has
 * accepted yet, for whom they would have answered. Answers the contracts.
 */
export async function passOn({ db, viewer, emit }: Work, userId: string): Promise<string[]> {
  const contracts = await db
    .updateTable('contracts')
    .set({ owner_id: viewer.userId })
    .where('owner_id', '=', userId)
    .where('status', 'not in', ['expired', 'terminated', 'rejected'])
    .returning('id')
    .execute()
  for (const { id } of contracts) {
    emit({ stream: streamOf.contract(id), fact: 'contract.people_changed', data: {} })
    emit({ stream: streamOf.staff(viewer.userId), fact: 'contracts.changed', data: { contractId: id } })
  }
  await db
    .updateTable('invitations')
    .set({ answers_id: viewer.userId })
    .where('answers_id', '=', userId)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
  // Of access that has come to its end: what is given anew is given by somebody who is here.
  await db.updateTable('grants').set({ answers_id: null }).where('answers_id', '=', userId).execute()
  return contracts.map(({ id }) => id)
}
