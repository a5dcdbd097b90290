import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { frozenNow } from '#server/access/frozen-now.ts'
import type { Work } from '#server/platform/work.ts'
import { Invalid } from '#server/platform/errors.ts'

/** Somebody who can take part in a task; `key` names their own stream: staff as themselves, externals by a grant [A5]. */
export interface Taker {
  key: string
  userId: string
  grantId: string | null
  name: string
  accountId: string | null
  accountName: string | null
}

/** Staff and live grants as those who can take part: `u` users, `g` their grants, `a` the accounts. */
export const TAKERS = sql`(
  select 'staff:' || u.id as key, u.id as "userId", null::uuid as "grantId", u.name, null::uuid as "accountId", null::text as "accountName", null::text as kind, u.email
  from users u where u.kind = 'staff' and ${frozenNow('u')} is distinct from 'off'
  union all
  select 'grant:' || g.id, u.id, g.id, u.name, a.id, a.name, g.kind, u.email
  from grants g join users u on u.id = g.user_id join accounts a on a.id = g.account_id
  where g.suspended_at is null and (g.expires_at is null or g.expires_at > clock_timestamp()))`

/** Those whom the keys name, in their order. Errors: `Invalid` when somebody cannot take part (any more). */
export async function takersBy(db: Db, keys: readonly string[], field: string): Promise<Taker[]> {
  const { rows } = await sql<Taker>`
    select key, "userId", "grantId", name, "accountId", "accountName" from ${TAKERS} as takers
    where key = any(${sql.val([...keys])}::text[]) order by array_position(${sql.val([...keys])}::text[], key)`.execute(
    db,
  )
  if (rows.length < new Set(keys).size) throw new Invalid({ [field]: 'person_gone' })
  return rows
}

/** A condition on `task_people` rows: those of these takers. */
export const rowsOfTakers = (takers: readonly Pick<Taker, 'key'>[]) =>
  sql<boolean>`case when grant_id is null then 'staff:' || user_id else 'grant:' || grant_id end = any(${sql.val(takers.map(({ key }) => key))}::text[])`

/** Externals who read the task now, and their accounts: takers, its author, and the counterparty where it sees all tasks. */
export async function readersOf({ db }: Work, taskId: string): Promise<Taker[]> {
  const { rows } = await sql<Taker>`
    select takers.key, takers."userId", takers."grantId", takers.name, takers."accountId", takers."accountName"
    from tasks t join projects p on p.id = t.project_id
    join ${TAKERS} as takers on takers."grantId" = t.author_grant_id
      or takers."grantId" in (select tp.grant_id from task_people tp where tp.task_id = t.id)
      or (p.counterparty_sees_tasks and not t.hidden_from_counterparty and takers."accountId" = p.account_id
        and not exists (select from grants g where g.id = takers."grantId" and g.kind = 'collaborator'))
    where t.id = ${taskId} order by takers.name, takers.key`.execute(db)
  return rows
}
