import { given } from '#db/given.ts'
import { sql, type RawBuilder } from 'kysely'
import { askCompiled } from '#server/platform/compiled.ts'
import type { Look } from '#server/platform/look.ts'
import type { Positions } from '#server/streams/positions.ts'
import { readable } from './conditions.ts'
import type { FeedSubject } from './subject.ts'

/** The account whose people read a subject without being in it. */
const ACCOUNT = {
  task: sql.ref('p.account_id'),
  contract: sql.ref('c.account_id'),
  project: sql.ref('p.account_id'),
  conversation: sql`case when v.kind <> 'direct' then v.account_id end`,
} as const satisfies Record<FeedSubject['kind'], RawBuilder<unknown>>

/**
 * Where the stream stands on which a subject's readers are told besides its own [B7]; to be asked before they are read. None for those who are
 * told on its own stream alone: collaborators, and people of another account than the subject's.
 */
export async function readersToldOn(look: Look, { kind, id }: FeedSubject): Promise<Positions> {
  const { viewer, scope } = look
  if (viewer.grant?.kind === 'collaborator') return {}
  const make = () => {
    const account = readable(scope, { kind, id: given('id') })
      .clearSelect()
      .select(sql<string | null>`${ACCOUNT[kind]}`.as('account_id'))
    return sql<{ name: string; clock: number }>`
      select w.name, coalesce(s.clock, begins_of(w.name)) as clock
      from (select 'account:' || a.account_id || '/readers' as name from (${account}) a
        where a.account_id is not null and ${viewer.staff ? sql`true` : sql`a.account_id = ${viewer.grant?.accountId}::uuid`}) w
      left join streams s on s.name = w.name`
  }
  const rows = await askCompiled(look, make, { shape: `readers told of ${kind}`, values: { id } })
  return Object.fromEntries(rows.map(({ name, clock }) => [name, clock]))
}
