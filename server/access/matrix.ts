import { CATALOGUE, cellOf, KINDS, type Cell, type ExternalAction, type Kind, type Role } from './catalogue.ts'
import { seenFirst } from './can.ts'
import type { Policy } from './policy.ts'

/** A row of Permission Management: an object's action, with its three cells [A10]. */
export interface MatrixRow {
  action: ExternalAction
  /** The lowest role for which a tick counts. */
  role: Role
  cells: Record<Kind, { ticked: boolean; byDefault: boolean }>
  /** Shown here, and changed where this says. */
  fixed: 'contracts' | null
}

/** The matrix as it is: every row of the catalogue, in its order. */
export const matrixOf = ({ cells }: Policy): MatrixRow[] =>
  (Object.keys(CATALOGUE) as ExternalAction[]).map((action) => {
    const row: { role: Role; ticks: readonly Kind[]; fixed?: 'contracts' } = CATALOGUE[action]
    const cell = (kind: Kind) => ({
      ticked: cells.get(cellOf(action, kind)) ?? false,
      byDefault: row.ticks.includes(kind),
    })
    return {
      action,
      role: row.role,
      cells: { client: cell('client'), supplier: cell('supplier'), collaborator: cell('collaborator') },
      fixed: row.fixed ?? null,
    }
  })

/** The cells that are empty now: what no role of that kind can do. */
export const emptyCells = (policy: Policy): Cell[] =>
  matrixOf(policy).flatMap(({ action, cells }) =>
    KINDS.filter((kind) => !cells[kind].ticked).map((kind) => cellOf(action, kind)),
  )

/** What must be open to a kind for an action to be: the action's own cell aside. */
export const otherCells = (action: ExternalAction, kind: Kind) =>
  (seenFirst(action) as ExternalAction[]).filter((one) => one in CATALOGUE).map((one) => cellOf(one, kind))
