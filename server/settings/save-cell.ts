import { cellOf, rowOf } from '#server/access/catalogue.ts'
import { ticked } from '#server/access/viewer.ts'
import type { Caller } from '#server/platform/caller.ts'
import { NotAllowed } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import type { CellForm } from './forms.ts'

/** Ticks or empties one cell of the matrix [A10]. In force everywhere when this returns. Errors: `NotAllowed`, also where another page decides. */
export function saveCell(caller: Caller, { action, kind, ticked: tick }: CellForm): Promise<void> {
  return work.rule(caller, 'matrix_cell', async ({ viewer, db, must, audit, emit }) => {
    must('settings.edit')
    if (rowOf(action)?.fixed) throw new NotAllowed('cell_is_fixed')
    const done = { reach: { to: 'all' } as const, result: undefined }
    const cell = cellOf(action, kind)
    const before = ticked(viewer, cell)
    if (before === tick) return done
    const [object = '', verb = ''] = action.split('.')
    await db
      .insertInto('matrix_cells')
      .values({ object, action: verb, kind, ticked: tick })
      .onConflict((on) => on.columns(['object', 'action', 'kind']).doUpdateSet({ ticked: tick }))
      .execute()
    audit('settings.matrix_cell', cell, { old: { ticked: before }, new: { ticked: tick } })
    emit({ stream: streamOf.settings, fact: 'settings.changed', data: { what: 'matrix_cell' } })
    return done
  })
}
