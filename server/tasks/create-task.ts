import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import type { CreateTask } from './forms.ts'
import { streamOf } from '#server/streams/events.ts'
import { lookLater } from '#server/unread/look-later.ts'
import { newRef } from './new-ref.ts'
import { assigneesOf, type Offered } from './offered.ts'
import { noteInFeed, tellLists } from './tell.ts'

/**
 * Makes a task in a project. An external's goes to one of those who are offered to them [B3]; they set no dates [B5], write no drafts and hide nothing. Answers its id.
 * Errors: `NotFound`; `NotAllowed`; `Invalid` when the assignee is not offered, or nobody is who could take an external's task.
 */
export function createTask(caller: Caller, form: CreateTask): Promise<{ taskId: string }> {
  return work(caller, async (inside) => {
    const { db, viewer, scope, must } = inside
    const project = await scope.project(form.projectId)
    must('task.create', project.facts)
    const offered = await assigneesOf(db, viewer, project)
    const assignee = offered.find(({ key }) => key === form.assignee)
    if (viewer.grant && offered.length === 0) throw new Invalid({ '': 'nobody_takes_tasks' })
    if (!assignee && (viewer.grant || form.assignee))
      throw new Invalid({ assignee: form.assignee ? 'not_offered' : 'required' })
    const taskId = await insertTask(inside, form)
    if (assignee) await assign(inside, taskId, assignee)
    noteInFeed(inside, taskId, { what: 'created' })
    await tellLists(inside, { id: taskId, project_id: form.projectId })
    if (viewer.grant) await lookLater(db, streamOf.task(taskId))
    return { taskId }
  })
}

/** A reference that is taken is thrown away; the chance of it twice is one in a billion. */
async function insertTask({ db, viewer }: Work, form: CreateTask): Promise<string> {
  for (;;) {
    const made = await db
      .insertInto('tasks')
      .values({
        ref: newRef(),
        project_id: form.projectId,
        title: form.title,
        description: form.description,
        priority: form.priority,
        status: !viewer.grant && form.draft ? 'draft' : 'new',
        hidden_from_counterparty: !viewer.grant && form.hidden !== undefined,
        starts_on: viewer.grant ? null : form.startsOn,
        due_on: viewer.grant ? null : form.dueOn,
        author_id: viewer.userId,
        author_grant_id: viewer.grant?.id ?? null,
        created_at: sql<Date>`clock_timestamp()`,
      })
      .onConflict((conflict) => conflict.column('ref').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made) return made.id
  }
}

const assign = ({ db }: Work, taskId: string, { userId, grantId }: Offered) =>
  db
    .insertInto('task_people')
    .values({ task_id: taskId, user_id: userId, grant_id: grantId, role: 'assignee' })
    .execute()
