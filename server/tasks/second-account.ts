import { sql } from 'kysely'
import type { Work } from '#server/platform/work.ts'
import { readersOf, TAKERS, type Taker } from './takers.ts'

/** A person as the question names them. */
export interface Named {
  name: string
  accountName: string
}

/** Asked before people of a second account come to a task: who will read whom [B2]. */
export interface SecondAccount {
  /** They read what was written so far, and what will be. */
  newcomers: Named[]
  /** They read what the newcomers will write. */
  readers: Named[]
  /** The accounts that would read one another; agreeing names them, so that nobody agrees to more than they were asked. */
  accounts: string[]
}

/** The question to ask before these people are added, or null when none needs to be asked or all of it was agreed to. */
export async function secondAccount(
  work: Work,
  taskId: string,
  takers: readonly Taker[],
  agreed: readonly string[],
): Promise<SecondAccount | null> {
  const newcomers = takers.filter((taker) => taker.accountId !== null)
  if (newcomers.length === 0) return null
  const readers = await readersOf(work, taskId)
  const reading = new Set(readers.map(({ accountId }) => accountId))
  const accounts = new Set([...reading, ...newcomers.map(({ accountId }) => accountId)])
  const widens = newcomers.some(({ accountId }) => !reading.has(accountId))
  if (accounts.size < 2 || !widens || [...accounts].every((account) => account !== null && agreed.includes(account)))
    return null
  return {
    newcomers: newcomers.map(named),
    readers: readers.filter(({ key }) => newcomers.every((newcomer) => newcomer.key !== key)).map(named),
    accounts: [...accounts].filter((account) => account !== null),
  }
}

const named = ({ name, accountName }: Taker): Named => ({ name, accountName: accountName ?? '' })

/**
 * The question to ask before tasks are shown to their project's counterparty, all of a project that are not hidden or a single one that is:
 * null when nobody of another account reads any of them, or all of it was agreed to.
 */
export async function joinedByShowing(
  { db }: Work,
  which: { projectId: string } | { taskId: string },
  agreed: readonly string[],
): Promise<SecondAccount | null> {
  const shown =
    'taskId' in which
      ? sql`t.id = ${which.taskId}`
      : sql`t.project_id = ${which.projectId} and not t.hidden_from_counterparty`
  const { rows } = await sql<Taker & { comes: boolean }>`
    with shown as (
      select t.id, t.author_grant_id, p.account_id from tasks t join projects p on p.id = t.project_id where ${shown}),
    reading as (
      select s.account_id as theirs, s.author_grant_id as grant_id from shown s where s.author_grant_id is not null
      union select s.account_id, tp.grant_id from shown s join task_people tp on tp.task_id = s.id where tp.grant_id is not null),
    others as (
      select takers.*, false as comes from ${TAKERS} as takers where takers."grantId" in (
        select r.grant_id from reading r join grants g on g.id = r.grant_id where g.account_id <> r.theirs))
    select * from others
    union all
    select takers.*, true from ${TAKERS} as takers
    where takers."accountId" = (select account_id from shown limit 1) and takers.kind <> 'collaborator' and exists (select from others)
    order by name, key`.execute(db)
  const readers = rows.filter(({ comes }) => !comes)
  const newcomers = rows.filter(({ comes }) => comes)
  const accounts = [...new Set(rows.map(({ accountId }) => accountId))].filter((account) => account !== null)
  if (readers.length === 0 || newcomers.length === 0 || accounts.every((account) => agreed.includes(account)))
    return null
  return { newcomers: newcomers.map(named), readers: readers.map(named), accounts }
}
