import { readersToldOfProject } from '#server/access/readers-told.ts'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import { joinedByShowing, type SecondAccount } from '#server/tasks/second-account.ts'
import type { ShareTasks } from './forms.ts'
import { noteInProject, tellProject, tellTheirLists } from './tell.ts'

/**
 * Lets the counterparty see all tasks of a project but the hidden ones, or only those its people are in [B2]. Answers a question instead
 * when that would join it with people of a second account in some task, and that was not agreed to. Errors: `NotFound`; `NotAllowed`.
 */
export function shareTasks(
  caller: Caller,
  { projectId, shared: wanted, agreed }: ShareTasks,
): Promise<SecondAccount | null> {
  return work.rule(caller, 'project.shared', async (inside) => {
    const { db, scope, must, audit, emit } = inside
    const project = await scope.project(projectId, 'lock')
    must('project.edit', project.facts)
    const reach = { to: 'project' as const, id: projectId }
    const shared = wanted === 'yes'
    if (shared === project.counterparty_sees_tasks) return { reach, result: null }
    const question = shared ? await joinedByShowing(inside, { projectId }, agreed) : null
    if (question) return { reach, result: question }

    await db.updateTable('projects').set({ counterparty_sees_tasks: shared }).where('id', '=', projectId).execute()
    audit('project.shared', `project:${projectId}`, {
      old: { counterpartySeesTasks: !shared },
      new: { counterpartySeesTasks: shared },
    })
    const grants = await db
      .selectFrom('grants')
      .select('id')
      .where('account_id', '=', project.account_id)
      .where('kind', '<>', 'collaborator')
      .execute()
    tellTheirLists(
      inside,
      projectId,
      grants.map(({ id }) => streamOf.grant(id)),
    )
    noteInProject(inside, projectId, { what: shared ? 'shared' : 'unshared' }, 'team')
    tellProject(inside, projectId, 'project.edited', {})
    for (const fact of await readersToldOfProject(db, projectId)) emit(fact)
    return { reach, result: null }
  })
}
