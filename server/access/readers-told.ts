import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Fact } from '#server/streams/events.ts'

/*
 * Whom to tell that others read a feed now, where no fact of its own record says so [B7]. One fact on the account's stream of readers is for the
 * host's people and those who have all of the account within reach. Records in which somebody else is as well, of a second account or a
 * collaborator, are told each on their own stream: what else becomes of that account is none of theirs. (docs/decisions/0027)
 */

/** Whether grant `o` is of somebody who does not hear the readers of this account. */
const outside = (accountId: RawBuilder<unknown>) =>
  sql`(o.kind = 'collaborator' or o.account_id is distinct from ${accountId})`

const outsiderInTask = sql`exists (select from grants o where ${outside(sql.ref('p.account_id'))} and o.id = any (array(
  select tp.grant_id from task_people tp where tp.task_id = t.id and tp.grant_id is not null
  union all select t.author_grant_id where t.author_grant_id is not null)))`

const outsiderInContract = sql`exists (select from grants o where ${outside(sql.ref('c.account_id'))} and o.id = any (array(
  select cp.grant_id from contract_people cp where cp.contract_id = c.id and cp.grant_id is not null
  union all select c.requested_by_grant_id where c.requested_by_grant_id is not null)))`

/** Everything that these grants read or would read if they were in force, whatever their roles: that may be what changes. */
export function readersToldOfGrants(db: Db, grantIds: readonly string[]): Promise<Fact[]> {
  return told(
    db,
    sql`
    with g as (select id, account_id, kind <> 'collaborator' as whole from grants where id = any(${grantIds}::uuid[]))
    select 'account:' || g.account_id || '/readers' as stream from g where g.whole
    union
    select 'task:' || t.id from g cross join lateral (
      select tp.task_id from task_people tp where tp.grant_id = g.id
      union all select a.id from tasks a where a.author_grant_id = g.id
      union all select s.id from projects sp join tasks s on s.project_id = sp.id
        where g.whole and sp.account_id = g.account_id and sp.counterparty_sees_tasks and not s.hidden_from_counterparty) r (id)
    join tasks t on t.id = r.id join projects p on p.id = t.project_id where ${outsiderInTask}
    union
    select 'contract:' || c.id from g cross join lateral (
      select cp.contract_id from contract_people cp where cp.grant_id = g.id
      union all select a.id from contracts a where a.requested_by_grant_id = g.id
      union all select a.id from contracts a where g.whole and a.account_id = g.account_id) r (id)
    join contracts c on c.id = r.id where ${outsiderInContract}
    union
    select 'conversation:' || v.id from g join conversations v on v.grant_id = g.id`,
  )
}

/** The tasks of a project, when its counterparty sees all of them now, or no more than its own [B2]. */
export function readersToldOfProject(db: Db, projectId: string): Promise<Fact[]> {
  return told(
    db,
    sql`
    select 'account:' || p.account_id || '/readers' as stream from projects p where p.id = ${projectId} and p.account_id is not null
    union all
    select 'task:' || t.id from tasks t join projects p on p.id = t.project_id
    where p.id = ${projectId} and not t.hidden_from_counterparty and ${outsiderInTask}`,
  )
}

async function told(db: Db, streams: RawBuilder<unknown>): Promise<Fact[]> {
  const { rows } = await (streams as RawBuilder<{ stream: string }>).execute(db)
  return rows.map(({ stream }) => ({ stream, fact: 'readers.changed', data: {} }))
}
