import { sql, type SqlBool } from 'kysely'
import type { Abilities } from '#server/access/abilities.ts'
import { decide } from '#server/access/can.ts'
import type { TaskFacts, TaskStatus } from '#server/access/facts.ts'
import { factsOfTask } from '#server/access/facts-of.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { ordered } from '#server/platform/keyset.ts'
import type { Look } from '#server/platform/look.ts'
import { movesFrom, STATUSES } from './catalogue.ts'
import { begunFrom } from '#server/access/begun-from-ways.ts'
import { listed, ofProject, usuallyWhose, waysOf } from './list-tasks.ts'
import { marked, type TaskMarks } from './marks.ts'
import { reviewersOf, type Reviewer } from './reviewers.ts'
import { matching, ORDERS, taskFilterIn, type TaskFilter } from './task-filter.ts'
import { viewTaskRow, type TaskRowView } from './views.ts'

/** Cards of one column at most, of one project and of all; what is more is found in the list. */
const MOST = { project: 300, all: 100 }

/** A task on the board, and where its viewer may move it from where it is. */
export interface Card extends TaskRowView, TaskMarks {
  moves: TaskStatus[]
  /** To whom its review falls, as far as the viewer may hear of them; told where handing it over is out of the viewer's hand afterwards. */
  reviewers: Reviewer[]
}

export interface Column {
  status: TaskStatus
  cards: Card[]
  /** There are more than are shown. */
  more: boolean
}

export interface Board {
  columns: Column[]
  filter: TaskFilter
}

/** The columns of a board: soonest due first, of one project or with null of all. Status and order of the address are a list's, not a board's. */
export async function readBoard(here: Look, projectId: string | null, query: URLSearchParams): Promise<Board> {
  const filter = taskFilterIn(query, projectId ? 'all' : usuallyWhose(here))
  const read = await Promise.all(STATUSES.map((status) => readColumn(here, projectId, filter, status)))
  const cards = await marked(
    here,
    read.flatMap((column) => column.cards),
  )
  const columns = read.map((column) => ({ ...column, cards: cards.filter((card) => card.status === column.status) }))
  // Nobody from outside writes drafts: an empty column of them would only be in their way.
  const shown = columns.filter(({ status, cards }) => !here.viewer.grant || status !== 'draft' || cards.length > 0)
  return { columns: shown, filter }
}

async function readColumn(
  here: Look,
  projectId: string | null,
  filter: TaskFilter,
  status: TaskStatus,
): Promise<Omit<Column, 'cards'> & { cards: Omit<Card, keyof TaskMarks>[] }> {
  const { viewer, scope } = here
  const most = projectId ? MOST.project : MOST.all
  const where = sql<SqlBool>`(t.status = ${status} and ${matching(filter, viewer)})`
  const rows = await listed(ofProject(scope, projectId))
    .select(['p.account_id', 'p.manager_id', 'p.counterparty_sees_tasks'])
    .select(['t.author_id', 't.author_grant_id', 't.hidden_from_counterparty'])
    .select(scope.taskFacts)
    .where(where)
    .where(begunFrom(projectId ? null : waysOf(here, filter), { where, order: ORDERS.due, most: sql.lit(most + 1) }))
    .orderBy(sql`${ordered(ORDERS.due, sql`t.id`)}`)
    .limit(sql.lit(most + 1))
    .execute()
  const shown = rows.slice(0, most).map((row) => ({ row, moves: movesOf(viewer, factsOfTask(row)) }))
  const handed = shown.filter(({ moves }) => viewer.grant && moves.includes('ready_for_review'))
  const reviewers = await reviewersOf(
    here,
    handed.map(({ row }) => row),
  )
  const cards = shown.map(({ row, moves }) => ({
    ...viewTaskRow(row),
    moves,
    reviewers: reviewers.get(row.id) ?? [],
  }))
  return { status, cards, more: rows.length > most }
}

const STEPS = ['task.move', 'task.cancel', 'task.close'] as const

/** Where this viewer may move a task: only that is offered [B5]. */
function movesOf(viewer: Viewer, facts: TaskFacts): TaskStatus[] {
  const abilities: Abilities = Object.fromEntries(
    STEPS.map((action) => {
      const answer = decide(viewer, action, facts)
      return [action, answer.allowed ? null : answer.because]
    }),
  )
  return movesFrom(facts.status, abilities, viewer.grant !== null)
}
