import { sql } from 'kysely'
import type { Look } from '#server/platform/look.ts'
import { viewPerson, type PersonView } from './views.ts'

/** Most names one choice offers. */
const MOST = 100

/** Those to whom tasks of a project are assigned, as far as its viewer sees those tasks. */
export async function assigneesIn({ db, scope }: Look, projectId: string): Promise<PersonView[]> {
  const tasks = scope.tasks('task.list').clearSelect().select('t.id').where('t.project_id', '=', projectId)
  const rows = await db
    .selectFrom('task_people as tp')
    .innerJoin('users as u', 'u.id', 'tp.user_id')
    .leftJoin('grants as g', 'g.id', 'tp.grant_id')
    .leftJoin('accounts as a', 'a.id', 'g.account_id')
    .select(['tp.user_id', 'tp.grant_id', 'u.name', 'a.name as account_name'])
    .distinct()
    .where('tp.role', '=', 'assignee')
    .where('tp.task_id', 'in', tasks)
    .orderBy('u.name')
    .orderBy(sql`tp.grant_id`)
    .limit(MOST)
    .execute()
  return rows.map(viewPerson)
}
