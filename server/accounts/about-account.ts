import { sql, type SqlBool } from 'kysely'
import type { ContractStatus, TaskStatus } from '#server/access/facts.ts'
import type { ProjectStatus } from '#server/projects/catalogue.ts'
import type { Look } from '#server/platform/look.ts'

/** So many of each are on the account's page; the rest is in their own lists. */
const SHOWN = 5

/** What there is with an account, the newest first, as far as the viewer may see it. */
export async function aboutAccount({ scope }: Pick<Look, 'scope'>, accountId: string) {
  const [projects, tasks, contracts, files] = await Promise.all([
    scope
      .projects('project.list')
      .clearSelect()
      .select(['p.id', 'p.name', 'p.status'])
      .where('p.account_id', '=', accountId)
      .orderBy('p.created_at', 'desc')
      .limit(SHOWN + 1)
      .execute(),
    scope
      .tasks('task.list')
      .clearSelect()
      .select(['t.id', 't.title as name', 't.status'])
      .where('p.account_id', '=', accountId)
      .where(sql<SqlBool>`t.status not in ('done', 'declined', 'cancelled')`)
      .orderBy('t.created_at', 'desc')
      .limit(SHOWN + 1)
      .execute(),
    scope
      .contracts('contract.list')
      .clearSelect()
      .select(['c.id', 'c.title as name', 'c.status'])
      .where('c.account_id', '=', accountId)
      .orderBy('c.created_at', 'desc')
      .limit(SHOWN + 1)
      .execute(),
    scope
      .notes('note.list')
      .clearSelect()
      .innerJoin('attachments as f', 'f.note_id', 'n.id')
      .select(['f.id', 'f.name', 'f.size'])
      .where('n.account_id', '=', accountId)
      .where('f.removed_at', 'is', null)
      .orderBy('f.uploaded_at', 'desc')
      .limit(SHOWN + 1)
      .execute(),
  ])
  return {
    projects: few<{ id: string; name: string; status: ProjectStatus }>(projects),
    tasks: few<{ id: string; name: string; status: TaskStatus }>(tasks),
    contracts: few<{ id: string; name: string; status: ContractStatus }>(contracts),
    files: few<{ id: string; name: string; size: number }>(files),
  }
}

const few = <Row>(rows: Row[]) => ({ rows: rows.slice(0, SHOWN), more: rows.length > SHOWN })
