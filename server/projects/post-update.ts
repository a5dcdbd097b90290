import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import type { PostUpdate } from './forms.ts'
import { noteInProject, tellProject, tellUpdates } from './tell.ts'
import { updateAudienceStands } from './update-audience.ts'

/**
 * Posts an update in a project [B9]; sent twice, it is stored once. Errors: `NotFound`; `NotAllowed`; `Conflict` when more people would read
 * it than its writer was told [B7].
 */
export function postUpdate(caller: Caller, { projectId, sentId, body, audience }: PostUpdate): Promise<void> {
  return work(caller, async (inside) => {
    const { db, viewer, scope, must } = inside
    const project = await scope.project(projectId)
    must('project.post_update', project.facts)
    await updateAudienceStands(inside, projectId, audience)
    const posted = await db
      .insertInto('project_updates')
      .values({ project_id: projectId, author_id: viewer.userId, sent_id: sentId, body })
      .onConflict((conflict) => conflict.columns(['author_id', 'sent_id']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!posted) return
    noteInProject(inside, projectId, { what: 'update_posted' })
    tellProject(inside, projectId, 'update.posted', { updateId: posted.id })
    await tellUpdates(inside, projectId)
  })
}
