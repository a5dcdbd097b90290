import { handedOverOn } from '#server/access/reviewers-told.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import type { AddPeople } from './forms.ts'
import { makeAssignee } from './make-assignee.ts'
import { secondAccount, type SecondAccount } from './second-account.ts'
import { takersBy, rowsOfTakers, type Taker } from './takers.ts'
import { noteInFeed, tellLists, tellListsOf, tellTask } from './tell.ts'

/**
 * Adds people to a task, all or none. Only adds sight, so it waits for nobody; a new assignee replaces the old one, which is a rule.
 * Answers a question instead of adding when people of a second account would come, and that was not agreed to [B2].
 * Errors: `NotFound`; `NotAllowed`; `Invalid` when an external would be auditor [B4] or somebody is gone.
 */
export async function addPeople(caller: Caller, form: AddPeople): Promise<SecondAccount | null> {
  if (form.role !== 'assignee') return work(caller, (inside) => add(inside, form))
  if (form.people.length > 1) throw new Invalid({ role: 'one_assignee' })
  return work.rule(caller, 'task.assignee', async (inside) => {
    const result = await add(inside, form)
    return { reach: { to: 'task', id: form.taskId }, result }
  })
}

async function add(work: Work, { taskId, people, role, agreed }: AddPeople): Promise<SecondAccount | null> {
  const { db, scope, must } = work
  const task = await scope.task(taskId, 'lock')
  must('task.people', task.facts)
  const takers = await takersBy(db, people, 'people')
  if (role === 'auditor' && takers.some(({ grantId }) => grantId !== null))
    throw new Invalid({ role: 'auditor_is_external' })
  const question = await secondAccount(work, taskId, takers, agreed)
  if (question) return question

  const newcomers = role === 'assignee' ? await assign(work, taskId, takers) : await insert(work, taskId, takers, role)
  if (newcomers.length === 0) return null
  noteInFeed(work, taskId, { what: 'people_added', people: newcomers.map(({ userId }) => userId), to: role })
  tellTask(work, taskId, 'task.people_changed', {})
  const keys = newcomers.map(({ key }) => key)
  if (role === 'assignee') await tellLists(work, task)
  else tellListsOf(work, task, role === 'auditor' ? [...keys, ...(await handedOverOn(db, taskId))] : keys)
  return null
}

const assign = async (work: Work, taskId: string, takers: readonly Taker[]): Promise<Taker[]> =>
  (await Promise.all(takers.slice(0, 1).map((taker) => makeAssignee(work, taskId, taker)))).flat()

/** Those who were not there yet; who takes part in any role already is a participant. */
async function insert(
  { db }: Work,
  taskId: string,
  takers: Taker[],
  role: 'participant' | 'auditor',
): Promise<Taker[]> {
  const there = await db
    .selectFrom('task_people')
    .select(['user_id', 'grant_id', 'role'])
    .where('task_id', '=', taskId)
    .where(rowsOfTakers(takers))
    .execute()
  const isThere = (taker: Taker) =>
    there.some(
      (row) =>
        row.user_id === taker.userId && row.grant_id === taker.grantId && (role === 'participant' || row.role === role),
    )
  const newcomers = takers.filter((taker) => !isThere(taker))
  if (newcomers.length > 0)
    await db
      .insertInto('task_people')
      .values(newcomers.map(({ userId, grantId }) => ({ task_id: taskId, user_id: userId, grant_id: grantId, role })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  return newcomers
}
