import type { Db } from '#db/database.ts'
import { sql } from 'kysely'
import type { Scope } from '#server/access/scope.ts'
import { peopleOf, readable } from './conditions.ts'
import type { FeedSubject } from './subject.ts'

/** Somebody who is in a task or contract. */
export interface Person {
  id: string
  name: string
  kind: 'staff' | 'external'
  /** The account in whose name an external is here. */
  account: string | null
}

/** Who is in the subject, by name: the externals who read it, and the staff in it. Nobody when it is not within the viewer's reach. */
export async function peopleIn(scope: Scope, db: Db, subject: FeedSubject): Promise<Person[]> {
  const { readers, staff } = peopleOf(subject.kind)
  const who = sql<{ user_id: string; account_id: string | null }>`(
    select r.user_id, r.account_id from (${readers}) r union all select s.user_id, null from (${staff}) s (user_id))`
  const found = readable(scope, subject)
    .clearSelect()
    .innerJoinLateral(who.as('who'), (join) => join.onTrue())
    .select(['who.user_id', 'who.account_id'])
  const { rows } = await sql<Person>`
    select u.id, u.name, u.kind, string_agg(distinct a.name, ', ') as account
    from (${found}) w join users u on u.id = w.user_id left join accounts a on a.id = w.account_id
    group by u.id order by u.name, u.id`.execute(db)
  return rows
}
