import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import type { DeleteUpdate } from './forms.ts'
import { updateToChange } from './own-update.ts'
import { tellProject, tellUpdates } from './tell.ts'

/** Takes an update back. Its text is gone at once, from every page and catch-up. Errors: `NotFound`; `NotAllowed`. */
export function deleteUpdate(caller: Caller, { projectId, updateId }: DeleteUpdate): Promise<void> {
  return work(caller, async (inside) => {
    await updateToChange(inside, projectId, updateId)
    await inside.db.deleteFrom('project_updates').where('id', '=', updateId).execute()
    tellProject(inside, projectId, 'update.deleted', { updateId })
    await tellUpdates(inside, projectId)
  })
}
