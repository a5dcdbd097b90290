import { given } from '#db/given.ts'
import { sql, type RawBuilder } from 'kysely'
import { isInTask } from '#server/access/task-party.ts'
import { newOnTask } from '#server/feed/unread.ts'
import { askCompiled } from '#server/platform/compiled.ts'
import type { Look } from '#server/platform/look.ts'
import { FROM_OUTSIDE, neverOpened } from './from-outside.ts'

/** What is new about a task for whoever is in it. */
export interface TaskMarks {
  /** Somebody else said something there that was not read, or made it outside and it was not opened yet. */
  unread: boolean
  /** Who made it outside, while nobody has begun it; only the host's people are told. */
  from: { name: string; account: string } | null
}

const NONE: TaskMarks = { unread: false, from: null }

/** The same tasks with what is new about them: one statement for all that a page shows. They were found through scope. */
export async function marked<Row extends { id: string }>(
  here: Look,
  tasks: readonly Row[],
): Promise<(Row & TaskMarks)[]> {
  if (tasks.length === 0) return []
  const rows = await askCompiled(here, () => marksOf(here), {
    shape: 'marks',
    values: { ids: tasks.map(({ id }) => id) },
  })
  const found = new Map(rows.map(({ id, unread, from }) => [id, { unread, from }]))
  return tasks.map((task) => ({ ...task, ...(found.get(task.id) ?? NONE) }))
}

function marksOf({ scope, viewer }: Look): RawBuilder<{ id: string } & TaskMarks> {
  const made = viewer.staff ? FROM_OUTSIDE : sql`false`
  const ids = sql<readonly string[]>`${given('ids')}::uuid[]`
  return sql`
    select m.id, m.unread, case when m.made then
      (select json_build_object('name', u.name, 'account', a.name) from grants g join users u on u.id = g.user_id join accounts a on a.id = g.account_id
        where g.id = m.author_grant_id) end as "from"
    from (
      select t.id, t.author_grant_id, ${made} as made, ${newOnTask(scope, viewer)} or (${made} and ${neverOpened(viewer)}) as unread
      from tasks t where t.id = any (${ids}) and ${isInTask(viewer, ids)} offset 0) m
    where m.unread or m.made`
}
