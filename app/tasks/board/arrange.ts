import type { TaskStatus } from '#server/access/facts.ts'
import type { Card, Column } from '#server/tasks/board.ts'

/** Cards that were dropped elsewhere than the board has them. `stored`: the server took the move, its echo is on the way. */
export type Moves = Readonly<Record<string, { to: TaskStatus; stored: boolean }>>

/** The columns with what was dropped at the head of where it was dropped. Columns that nothing left or entered stay the same objects. */
export function arrange(columns: readonly Column[], moves: Moves): Column[] {
  const gone = (column: Column) => column.cards.filter(({ id }) => moves[id] && moves[id].to !== column.status)
  const moved = new Map<TaskStatus, Card[]>()
  for (const column of columns)
    for (const card of gone(column)) {
      const to = moves[card.id]?.to ?? column.status
      // Where it can go from there the server says with its next answer.
      moved.set(to, [...(moved.get(to) ?? []), { ...card, status: to, moves: [] }])
    }
  return columns.map((column) => {
    const left = new Set(gone(column))
    const came = moved.get(column.status) ?? []
    if (left.size === 0 && came.length === 0) return column
    return { ...column, cards: [...came, ...column.cards.filter((card) => !left.has(card))] }
  })
}

/** Moves that a newer board need not be told: it has them, or what became of them. */
export function settle(moves: Moves, columns: readonly Column[]): Moves {
  const statusOf = new Map(columns.flatMap(({ status, cards }) => cards.map(({ id }) => [id, status] as const)))
  const open = Object.entries(moves).filter(([id, { to, stored }]) => !stored && statusOf.get(id) !== to)
  return open.length === Object.keys(moves).length ? moves : Object.fromEntries(open)
}

/** Whether a card looks the same as it did, so that it is not drawn again. */
export const same = (one: Card, other: Card): boolean =>
  one === other ||
  (one.id === other.id &&
    one.status === other.status &&
    one.title === other.title &&
    one.priority === other.priority &&
    one.dueOn === other.dueOn &&
    one.assignee?.key === other.assignee?.key &&
    one.assignee?.name === other.assignee?.name &&
    one.checklist.done === other.checklist.done &&
    one.checklist.all === other.checklist.all &&
    one.project.name === other.project.name &&
    one.unread === other.unread &&
    one.from?.name === other.from?.name &&
    one.moves.join() === other.moves.join())
