import { given } from '#db/given.ts'
import { sql, type RawBuilder } from 'kysely'
import { STANDS } from '#server/access/conversation-sql.ts'
import { askCompiled } from '#server/platform/compiled.ts'
import type { Look } from '#server/platform/look.ts'
import type { Positions } from '#server/streams/positions.ts'
import { readable } from './conditions.ts'
import type { FeedSubject } from './subject.ts'

type Id = RawBuilder<string | null>

/** The account whose people read a subject without being in it. */
const ACCOUNT = {
  task: sql.ref('p.account_id'),
  contract: sql.ref('c.account_id'),
  project: sql.ref('p.account_id'),
  conversation: sql`case when v.kind <> 'direct' then v.account_id end`,
} as const satisfies Record<FeedSubject['kind'], Id>

/** The project whose staff is in a subject without being named on it. A project's own pages are told on its own stream. */
const PROJECT = {
  task: sql.ref('p.id'),
  contract: sql`null::uuid`,
  project: sql`null::uuid`,
  // Where its account is the counterparty no more nobody writes in it.
  conversation: sql`case when v.kind = 'project' and ${STANDS} then v.project_id end`,
} as const satisfies Record<FeedSubject['kind'], Id>

/**
 * Where the streams stand on which a subject's readers and staff are told besides its own [B7]; to be asked before they are read. The account's is
 * not for those who are told on its own stream alone: collaborators, and people of another account than the subject's.
 */
export function readersToldOn(look: Look, { kind, id }: FeedSubject): Promise<Positions> {
  const { viewer, scope } = look
  const make = () => {
    const about = readable(scope, { kind, id: given('id') })
      .clearSelect()
      .select([
        sql<string | null>`${ACCOUNT[kind]}`.as('account_id'),
        sql<string | null>`${PROJECT[kind]}`.as('project_id'),
      ])
    return sql<{ name: string; clock: number }>`
      select w.name, coalesce(s.clock, begins_of(w.name)) as clock
      from (${about}) a cross join lateral (
        select 'account:' || a.account_id || '/readers' as name where a.account_id is not null and ${hearsOfAccount(viewer)}
        union all select 'project:' || a.project_id || '/readers' where a.project_id is not null) w
      left join streams s on s.name = w.name`
  }
  return askCompiled(look, make, { shape: `readers told of ${kind}`, values: { id } }).then((rows) =>
    Object.fromEntries(rows.map(({ name, clock }) => [name, clock])),
  )
}

function hearsOfAccount({ staff, grant }: Look['viewer']): RawBuilder<boolean> {
  if (staff) return sql`true`
  return grant && grant.kind !== 'collaborator' ? sql`a.account_id = ${grant.accountId}::uuid` : sql`false`
}
