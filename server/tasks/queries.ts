import { sql } from 'kysely'
import { abilitiesOf, type Abilities } from '#server/access/abilities.ts'
import type { TaskStatus } from '#server/access/facts.ts'
import { heldFrom } from '#server/feed/held-from.ts'
import { NotFound } from '#server/platform/errors.ts'
import type { Look } from '#server/platform/look.ts'
import { streamOf } from '#server/streams/events.ts'
import { reviewersOf } from './reviewers.ts'
import { viewTask, type TaskView } from './views.ts'

/** A task for its page, with what its viewer may do with it; `found`: the task, where it is being asked for already. Errors: `NotFound`. */
export async function readTask(
  look: Look,
  taskId: string,
  found = look.scope.task(taskId),
): Promise<{ task: TaskView; abilities: Abilities }> {
  const { viewer, db, scope } = look
  const [task, held, reviewers, people, items, author, counterparty] = await Promise.all([
    found,
    found.then((task) => heldFrom<TaskStatus>(look, streamOf.task(taskId), task)),
    found.then((task) => reviewersOf(look, [task])),
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
    scope
      .tasks()
      .where('t.id', '=', taskId)
      .clearSelect()
      .innerJoin('users as u', 'u.id', 't.author_id')
      .leftJoin('grants as g', 'g.id', 't.author_grant_id')
      .leftJoin('accounts as a', 'a.id', 'g.account_id')
      .select(['u.id as user_id', 'g.id as grant_id', 'u.name', 'a.name as account_name'])
      .executeTakeFirst(),
    viewer.staff
      ? scope
          .tasks()
          .where('t.id', '=', taskId)
          .clearSelect()
          .innerJoin('accounts as a', 'a.id', 'p.account_id')
          .select('a.name')
          .executeTakeFirst()
      : undefined,
  ])
  if (!author) throw new NotFound()
  return {
    task: viewTask(viewer, task, {
      author,
      people,
      heldFrom: held,
      reviewers: reviewers.get(taskId) ?? [],
      items,
      counterparty: counterparty?.name ?? null,
    }),
    abilities: abilitiesOf(viewer, task.facts),
  }
}

/** A task for the form that edits it. Errors: `NotFound`; `NotAllowed`. */
export async function readTaskToEdit(here: Look, taskId: string): Promise<{ task: TaskView; abilities: Abilities }> {
  const { facts } = await here.scope.task(taskId)
  here.must('task.edit', facts)
  return readTask(here, taskId)
}
