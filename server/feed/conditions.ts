import type { Tables } from '#db/database.ts'
import { sql, type Expression, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely'
import {
  readersOfContract,
  readersOfConversation,
  readersOfProject,
  readersOfTask,
  staffInContract,
  staffInConversation,
  staffInProject,
  staffInTask,
} from '#server/access/audience.ts'
import type { Action } from '#server/access/catalogue.ts'
import type { Scope } from '#server/access/scope.ts'
import { READ, streamsOf, WRITE, type FeedSubject } from './subject.ts'

/** What a comment must fulfil besides the right to write it; each is one condition of the statement that stores it. */
export interface Written {
  teamOnly: boolean
  audience: readonly string[]
  mentions: readonly string[]
  replyTo?: string | undefined
}

/** Readers and staff of the record in the query around them (`t` and `p`, `c`, `p`, or `v`). */
export const peopleOf = (kind: FeedSubject['kind']) => PEOPLE[kind]

const PEOPLE = {
  task: { readers: readersOfTask, staff: staffInTask },
  contract: { readers: readersOfContract, staff: staffInContract },
  project: { readers: readersOfProject, staff: staffInProject },
  conversation: { readers: readersOfConversation, staff: staffInConversation },
}

/** Nobody reads it who was not named when it was written, and is not its writer [B7]. */
export const audienceStands = (
  kind: FeedSubject['kind'],
  { teamOnly }: Written,
  named: readonly string[] | RawBuilder<string[] | string>,
): Expression<SqlBool> => (teamOnly ? sql`true` : sql`not exists (${peopleOf(kind).readers(named)})`)

/** Only people who are in it, and who read this, are mentioned [B6]. */
export function mentionsStand(kind: FeedSubject['kind'], { teamOnly, mentions }: Written): Expression<SqlBool> {
  const { readers, staff } = peopleOf(kind)
  if (mentions.length === 0) return sql`true`
  const people = teamOnly ? staff : sql`${staff} union select r.user_id from (${readers()}) r`
  return sql`not exists (select from unnest(${mentions}::uuid[]) m where m not in (${people}))`
}

/** The entry replied to is there, and nobody reads the reply who could not read it. */
export function replyStands(scope: Scope, subject: FeedSubject, { teamOnly, replyTo }: Written): Expression<SqlBool> {
  if (!replyTo) return sql`true`
  const { all, team } = streamsOf(subject)
  const found = scope
    .entries(teamOnly && team ? [all, team] : [all])
    .clearSelect()
    .where('e.id', '=', replyTo)
    .where('e.deleted_at', 'is', null)
  return sql`exists (${found})`
}

/** One row or none; conditions of this room speak of its `t` and `p`, `c`, or `v`. */
type One = SelectQueryBuilder<Tables, never, { id: string }>

/** A subject whose id may be the place of one. */
export interface Placed {
  kind: FeedSubject['kind']
  id: string | RawBuilder<string>
}

/** The subject's row where this viewer may write. */
export const writable = (scope: Scope, { kind, id }: Placed): One => rowOf(scope, kind, id, WRITE[kind])

/** The subject's row where this viewer may read the feed. */
export const readable = (scope: Scope, { kind, id }: Placed): One => rowOf(scope, kind, id, READ[kind])

function rowOf(scope: Scope, kind: FeedSubject['kind'], id: Placed['id'], action: Action): One {
  if (kind === 'task') return scope.tasks(action).where('t.id', '=', id).clearSelect().select('t.id')
  if (kind === 'contract') return scope.contracts(action).where('c.id', '=', id).clearSelect().select('c.id')
  if (kind === 'project') return scope.projects(action).where('p.id', '=', id).clearSelect().select('p.id')
  return scope.conversations(action).where('v.id', '=', id).clearSelect().select('v.id')
}
