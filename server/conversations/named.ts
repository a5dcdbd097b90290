import { sql } from 'kysely'
import type { Scope } from '#server/access/scope.ts'
import { iso, namesOfMentioned } from '#server/feed/rows.ts'

type Conversations = ReturnType<Scope['conversations']>

/** Adds to a query of conversations `v` the names that its title is made of: account `a`, project `p`, contact `cu`, staff member `su`. */
export const named = (conversations: Conversations) =>
  conversations
    .leftJoin('accounts as a', 'a.id', 'v.account_id')
    .leftJoin('projects as p', 'p.id', 'v.project_id')
    .leftJoin('users as cu', 'cu.id', 'v.user_id')
    .leftJoin('users as su', 'su.id', 'v.staff_id')
    .select(['a.name as account', 'p.name as project', 'cu.name as contact', 'su.name as staff'])

/** The last message of conversation `v` that this viewer may see, as a `LastRow`. */
export const lastSaid = (scope: Scope) =>
  sql<string | null>`(select row_to_json(said) from (${scope
    .said()
    .innerJoin('users as u', 'u.id', 'e.author_id')
    .where('e.body', 'is not', null)
    .select(['e.id', 'e.author_id', 'u.name as author', 'e.body'])
    .select([
      iso(sql.ref('e.at')).as('at'),
      sql<boolean>`e.deleted_at is not null`.as('deleted'),
      namesOfMentioned.as('names'),
    ])
    .orderBy('e.seq', 'desc')
    .limit(1)}) said)`
