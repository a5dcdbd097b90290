import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import type { ShareTasks } from './forms.ts'
import { tellProject, tellTheirLists } from './tell.ts'

/** Lets the counterparty see all tasks of a project but the hidden ones, or only those its people are in [B2]. Errors: `NotFound`; `NotAllowed`. */
export function shareTasks(caller: Caller, { projectId, shared: wanted }: ShareTasks): Promise<void> {
  return work.rule(caller, 'project.shared', async (inside) => {
    const { db, scope, must, audit } = inside
    const project = await scope.project(projectId, 'lock')
    must('project.edit', project.facts)
    const done = { reach: { to: 'project' as const, id: projectId }, result: undefined }
    const shared = wanted === 'yes'
    if (shared === project.counterparty_sees_tasks) return done
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
    tellProject(inside, projectId, 'project.edited')
    return done
  })
}
