import { given } from '#db/given.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '#server/access/scope.ts'
import { askCompiled } from '#server/platform/compiled.ts'
import type { Look } from '#server/platform/look.ts'
import type { Work } from '#server/platform/work.ts'
import { peopleOf, readable, type Placed } from './conditions.ts'
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
export const peopleIn = (inner: Look | Work, { kind, id }: FeedSubject): Promise<Person[]> =>
  askCompiled(inner, () => statement(inner.scope, { kind, id: given('id') }), {
    shape: `people in ${kind}`,
    values: { id },
  })

function statement(scope: Scope, subject: Placed): RawBuilder<Person> {
  const { readers, staff } = peopleOf(subject.kind)
  const who = sql<{ user_id: string; account_id: string | null }>`(
    select r.user_id, r.account_id from (${readers()}) r union all select s.user_id, null from (${staff}) s (user_id))`
  const found = readable(scope, subject)
    .clearSelect()
    .innerJoinLateral(who.as('who'), (join) => join.onTrue())
    .select(['who.user_id', 'who.account_id'])
  return sql<Person>`
    select u.id, u.name, u.kind, string_agg(distinct a.name, ', ') as account
    from (${found}) w join users u on u.id = w.user_id left join accounts a on a.id = w.account_id
    where u.removed_at is null
    group by u.id order by u.name, u.id`
}
