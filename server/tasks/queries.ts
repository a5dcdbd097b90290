import { sql } from 'kysely'
import { abilitiesOf, type Abilities } from '#server/access/abilities.ts'
import type { Look } from '#server/platform/look.ts'
import { viewTask, type TaskView } from './views.ts'

/** A task for its page, with what its viewer may do with it. Errors: `NotFound`. */
export async function readTask(
  { viewer, db, scope }: Look,
  taskId: string,
): Promise<{ task: TaskView; abilities: Abilities }> {
  const task = await scope.task(taskId)
  const [people, items, author, counterparty] = await Promise.all([
    db
      .selectFrom('task_people as tp')
      .innerJoin('users as u', 'u.id', 'tp.user_id')
      .leftJoin('grants as g', 'g.id', 'tp.grant_id')
      .leftJoin('accounts as a', 'a.id', 'g.account_id')
      .select(['tp.user_id', 'tp.grant_id', 'tp.role', 'u.name', 'a.name as account_name'])
      .where('tp.task_id', '=', taskId)
      .orderBy(sql`lower(u.name)`)
      .orderBy('tp.id')
      .execute(),
    db
      .selectFrom('checklist_items')
      .select(['id', 'text', 'done_at'])
      .where('task_id', '=', taskId)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('users as u')
      .leftJoin('grants as g', (on) => on.on('g.id', '=', task.author_grant_id))
      .leftJoin('accounts as a', 'a.id', 'g.account_id')
      .select(['u.id as user_id', 'g.id as grant_id', 'u.name', 'a.name as account_name'])
      .where('u.id', '=', task.author_id)
      .executeTakeFirstOrThrow(),
    viewer.staff && task.account_id
      ? db.selectFrom('accounts').select('name').where('id', '=', task.account_id).executeTakeFirst()
      : undefined,
  ])
  return {
    task: viewTask(viewer, task, { author, people, items, counterparty: counterparty?.name ?? null }),
    abilities: abilitiesOf(viewer, task.facts),
  }
}

/** A task for the form that edits it. Errors: `NotFound`; `NotAllowed`. */
export async function readTaskToEdit(here: Look, taskId: string): Promise<{ task: TaskView; abilities: Abilities }> {
  const { facts } = await here.scope.task(taskId)
  here.must('task.edit', facts)
  return readTask(here, taskId)
}
