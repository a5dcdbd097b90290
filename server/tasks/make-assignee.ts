import type { Work } from '#server/platform/work.ts'
import { rowsOfTakers, type Taker } from './takers.ts'

/**
 * Gives the task to somebody; who had it stays as a participant, and both are in it since they came. Takes a role away, so only inside `work.rule`.
 * Answers the new assignee, or nobody when they had it already.
 */
export async function makeAssignee({ db }: Work, taskId: string, taker: Taker): Promise<Taker[]> {
  const ofTask = db.selectFrom('task_people').where('task_id', '=', taskId)
  const current = await ofTask
    .select(['user_id', 'grant_id', 'added_at'])
    .where('role', '=', 'assignee')
    .executeTakeFirst()
  if (current?.user_id === taker.userId && current.grant_id === taker.grantId) return []
  const was = await db
    .deleteFrom('task_people')
    .where('task_id', '=', taskId)
    .where('role', '=', 'participant')
    .where(rowsOfTakers([taker]))
    .returning('added_at')
    .executeTakeFirst()
  if (current) await demote(db, taskId, current)
  await db
    .insertInto('task_people')
    .values({ task_id: taskId, user_id: taker.userId, grant_id: taker.grantId, role: 'assignee', ...was })
    .execute()
  return [taker]
}

async function demote(
  db: Work['db'],
  taskId: string,
  person: { user_id: string; grant_id: string | null; added_at: Date },
): Promise<void> {
  await db.deleteFrom('task_people').where('task_id', '=', taskId).where('role', '=', 'assignee').execute()
  await db
    .insertInto('task_people')
    .values({ task_id: taskId, ...person, role: 'participant' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
