import { sql, type RawBuilder } from 'kysely'
import { reachedBy } from '#server/access/begun-from-ways.ts'
import { YES } from '#server/access/reach-in-sql.ts'
import type { Scope } from '#server/access/scope.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { newFromOutside } from '#server/tasks/from-outside.ts'

/** The tasks `t` that somebody outside made and that are new to the viewer: given to them, or in a project they manage. */
export const newTasksIn = (scope: Scope, viewer: Viewer) =>
  scope
    .tasks('task.list')
    .clearSelect()
    .where(reachedBy(newFromOutside(viewer), YES))

/** How many there are; nobody outside has any. */
export const newTasks = (scope: Scope, viewer: Viewer): RawBuilder<number> =>
  viewer.staff
    ? sql<number>`${newTasksIn(scope, viewer).select(sql<number>`count(*)::int`.as('count'))}`
    : sql<number>`select 0`
