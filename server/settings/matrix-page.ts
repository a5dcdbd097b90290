import { sql, type SqlBool } from 'kysely'
import { CATALOGUE, cellOf, type ExternalAction, type Kind } from '#server/access/catalogue.ts'
import { closedByPortal } from '#server/access/of-record.ts'
import { matrixOf, otherCells } from '#server/access/matrix.ts'
import { ticked, type Viewer } from '#server/access/viewer.ts'
import type { Db } from '#db/database.ts'
import type { Caller } from '#server/platform/caller.ts'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { streamOf } from '#server/streams/events.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { cellForm } from './forms.ts'
import { peopleBound, READ_ONLY, type Effect } from './people-bound.ts'
import { saveCell } from './save-cell.ts'

/** Settings → Permission Management: every cell as it is, and whom the one in the address binds. Errors: `NotAllowed` for all but admins. */
export function matrixPage(caller: Caller, query: URLSearchParams) {
  return look(caller, async ({ viewer, db, must }) => {
    must('settings.edit')
    const positions = await positionsOf(db, [streamOf.settings])
    const asked = cellForm.safeParse({ action: query.get('action'), kind: query.get('kind'), ticked: false })
    return {
      rows: matrixOf(viewer.policy),
      /** Beside the matrix: whom the chosen cell decides for. */
      chosen: asked.success
        ? {
            action: asked.data.action,
            kind: asked.data.kind,
            effect: await effectOfCell(db, viewer, asked.data.action, asked.data.kind),
          }
        : null,
      positions,
    }
  })
}
export type MatrixPage = Awaited<ReturnType<typeof matrixPage>>

/** Saves one cell, and says what came of it. Errors: `Invalid`, `NotAllowed`. */
export async function matrixAction(caller: Caller, form: FormData) {
  const cell = readForm(cellForm, form)
  await saveCell(caller, cell)
  const effect = await look(caller, ({ db, viewer, must }) => {
    must('settings.edit')
    return effectOfCell(db, viewer, cell.action, cell.kind)
  })
  return { saved: cell, effect }
}

/**
 * The people whose answer a cell decides: ticked or not is the only thing between them and the action, any record aside. Below: those of
 * that kind whose role is too low for the tick to count. The property test holds this equal to `decide`.
 */
export function effectOfCell(db: Db, viewer: Viewer, action: ExternalAction, kind: Kind): Promise<Effect> {
  const { role, acts } = CATALOGUE[action]
  const others = otherCells(action, kind)
  const closed = others.some((cell) => cell !== cellOf(action, kind) && !ticked(viewer, cell))
  if (closed || closedByPortal(viewer.policy, action)) return peopleBound(db, sql<SqlBool>`false`)
  const open = acts ? sql<SqlBool>`(g.kind = ${kind} and not ${READ_ONLY})` : sql<SqlBool>`(g.kind = ${kind})`
  return peopleBound(db, sql`(${open} and g.role >= ${role})`, sql`(${open} and g.role < ${role})`)
}
