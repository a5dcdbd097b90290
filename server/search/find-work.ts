import { sql, type SqlBool } from 'kysely'
import { reachedBy } from '#server/access/begun-from-ways.ts'
import type { Look } from '#server/platform/look.ts'
import { insideOf } from '#server/projects/list-projects.ts'
import { seesInside } from '#server/projects/views.ts'
import { askedFor, fromFew, LATELY, ofAccounts, type Asked } from './asked.ts'
import { isOf, newest, NONE, saying } from './few.ts'
import { ROWS, type Hit } from './hits.ts'

/** Tasks by their reference and title, newest first [B2]. */
export async function findTasks({ scope }: Look, asked: Asked): Promise<Hit[]> {
  const few = asked.ids ? NONE : await asked.fewOf('tasks', asked.words)
  const these = askedFor(asked, sql`t.id`, () => isOf(sql`t.id`, few, 'tasks', asked.words))
  const rows = await scope
    .tasks('task.list')
    .clearSelect()
    .select(['t.id', 't.ref', 't.title', 't.status', 'p.name as project'])
    .where(these)
    .where(reachedBy(scope.waysToTasks, these))
    .orderBy(newest(sql`t.created_at`, few), 'desc')
    .orderBy('t.id')
    .limit(ROWS)
    .execute()
  return rows.map(({ id, ref, title, status, project }) => ({
    subject: 'tasks',
    id,
    title,
    beside: project,
    ref,
    status: { of: 'task', is: status },
    path: `/tasks/${id}`,
  }))
}

/** Projects by their name; from inside by reference and account too: what is masked must not be found by it [B1]. Newest first. */
export async function findProjects({ viewer, scope }: Look, asked: Asked): Promise<Hit[]> {
  const few = asked.ids ? NONE : await asked.fewOf('projects', asked.words)
  const lately = scope
    .projects('project.list')
    .clearSelect()
    .select('p.id')
    .orderBy('p.created_at', 'desc')
    .limit(LATELY)
  const ref = sql`upper(${asked.words.join('')})`
  const rows = await scope
    .projects('project.list')
    .clearSelect()
    .leftJoin('accounts as a', 'a.id', 'p.account_id')
    .select(['p.id', 'p.ref', 'p.name', 'p.status', 'p.account_id', 'a.name as account'])
    .where(
      askedFor(
        asked,
        sql`p.id`,
        () =>
          sql<SqlBool>`(${isOf(sql`p.id`, few, 'projects', asked.words)} or (${insideOf(viewer)}
            and (p.ref = ${ref} or ${ofAccounts(sql`p.id`, sql`p.account_id`, asked, lately)})))
            and ${fromFew(sql`p.id`, 'projects', few, asked, lately, saying('projects', 'ref', ref))}`,
      ),
    )
    .orderBy(newest(sql`p.created_at`, few), 'desc')
    .orderBy('p.id')
    .limit(ROWS)
    .execute()
  return rows.map((row) => {
    const inside = seesInside(viewer, row)
    return {
      subject: 'projects',
      id: row.id,
      title: row.name,
      beside: inside ? row.account : null,
      ref: inside ? row.ref : null,
      status: inside ? { of: 'project', is: row.status } : null,
      path: `/projects/${row.id}`,
    }
  })
}
