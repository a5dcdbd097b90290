import { sql } from 'kysely'
import type { TaskStatus } from '#server/access/facts.ts'
import type { Look } from '#server/platform/look.ts'
import { ofProject } from './list-tasks.ts'
import { matching, statusMatches, taskFilterIn, type TaskFilter } from './task-filter.ts'

/** Bars of one picture at most. */
const MOST = 400

/** A task against the calendar. Dates are yyyy-mm-dd. */
export interface Bar {
  id: string
  title: string
  status: TaskStatus
  /** When work on it begins: as planned, else the day it was made, and never after it is due. */
  from: string
  /** When it is due; null without a date, then it is shown as a point at its beginning. */
  to: string | null
}

export interface Timeline {
  bars: Bar[]
  /** There are more than are shown. */
  more: boolean
  /** The days that the picture spans, both included: the project's own and all its bars'. */
  from: string
  to: string
  today: string
  starts: string | null
  ends: string | null
  filter: TaskFilter
}

/** A project's tasks against dates and today [B9]: those its viewer may see, in the order in which they begin. */
export async function readTimeline(
  { viewer, scope }: Look,
  project: { id: string; startsOn: string | null; endsOn: string | null },
  query: URLSearchParams,
): Promise<Timeline> {
  const filter = taskFilterIn(query)
  const made = sql`(t.created_at at time zone ${viewer.timeZone})::date`
  const rows = await ofProject(scope, project.id)
    .clearSelect()
    .select(['t.id', 't.title', 't.status', 't.due_on as to'])
    .select([
      sql<string>`least(coalesce(t.starts_on, ${made}), t.due_on)::text`.as('from'),
      sql<string>`(clock_timestamp() at time zone ${viewer.timeZone})::date::text`.as('today'),
    ])
    .where(statusMatches(filter))
    .where(matching(filter, viewer))
    .orderBy(sql`least(coalesce(t.starts_on, ${made}), t.due_on)`)
    .orderBy(sql`coalesce(t.due_on, 'infinity'::date)`)
    .orderBy('t.id')
    .limit(MOST + 1)
    .execute()
  const bars = rows.slice(0, MOST).map(({ id, title, status, from, to }) => ({ id, title, status, from, to }))
  const today = rows[0]?.today ?? viewer.now.toISOString().slice(0, 10)
  const { startsOn, endsOn } = project
  const days = [...bars.flatMap(({ from, to }) => [from, to]), startsOn, endsOn, today].filter((day) => day !== null)
  days.sort()
  return {
    bars,
    more: rows.length > MOST,
    from: days[0] ?? today,
    to: days.at(-1) ?? today,
    today,
    starts: startsOn,
    ends: endsOn,
    filter,
  }
}
