import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import type { EditUpdate } from './forms.ts'
import { updateToChange } from './own-update.ts'
import { tellProject } from './tell.ts'
import { updateAudienceStands } from './update-audience.ts'

/**
 * Changes an update's text. Errors: `NotFound`; `NotAllowed`; `Conflict` when it was changed since the form was read, or more people would
 * read it than was said.
 */
export function editUpdate(
  caller: Caller,
  { projectId, updateId, version, body, audience }: EditUpdate,
): Promise<void> {
  return work(caller, async (inside) => {
    const update = await updateToChange(inside, projectId, updateId)
    if (update.version !== version) throw new Conflict('update_edited_meanwhile')
    if (update.body === body) return
    await updateAudienceStands(inside, projectId, audience)
    await inside.db
      .updateTable('project_updates')
      .set({ body, version: version + 1, edited_at: sql<Date>`clock_timestamp()` })
      .where('id', '=', updateId)
      .execute()
    tellProject(inside, projectId, 'update.edited', { updateId })
  })
}
