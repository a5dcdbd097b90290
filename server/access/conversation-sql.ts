import { sql, type RawBuilder, type SqlBool } from 'kysely'

/*
 * What is derived of a conversation `v`, said once for `scope` and `readFacts`. Membership has no table of its own: it follows from
 * grants and projects, so whoever is taken out there is out here in the same moment.
 */

/**
 * What the conversation rests on is still so: the account is the project's counterparty, the staff member answers for the contact or
 * manages a project of theirs. Where it is not, it can be read by those who are in it, and nobody writes in it.
 */
export const STANDS: RawBuilder<boolean> = sql<boolean>`case v.kind
  when 'account' then true
  when 'project' then exists (select from projects p where p.id = v.project_id and p.account_id is not distinct from v.account_id)
  else exists (select from grants g where g.id = v.grant_id and (g.answers_id = v.staff_id or (g.kind <> 'collaborator' and exists (
    select from projects p where p.account_id = g.account_id and (p.manager_id = v.staff_id
      or exists (select from project_staff ps where ps.project_id = p.id and ps.user_id = v.staff_id and ps.role = 'client_manager'))))))
  end`

/** The accounts of the contacts whom a staff member answers for. */
const answersFor = (userId: RawBuilder<string>) =>
  sql`select g.account_id from grants g where g.answers_id = ${userId} and g.kind <> 'collaborator'`

/** The projects whose staff they are of. */
const worksIn = (userId: RawBuilder<string>) => sql`select p.id from projects p where p.manager_id = ${userId}
  union all select ps.project_id from project_staff ps where ps.user_id = ${userId}`

/** Those that an admin wrote in without being in them otherwise. Of somebody who is no admin any more it opens nothing. */
const joinedBy = (
  userId: RawBuilder<string>,
) => sql`select j.conversation_id from conversation_joined j join users ju on ju.id = j.user_id
  join conversations jc on jc.id = j.conversation_id where j.user_id = ${userId} and jc.kind <> 'direct' and ju.staff_role <> 'member'`

/** Whether a staff member takes part in it by what it rests on. */
const byItsGround = (userId: RawBuilder<string>) => sql`v.staff_id = ${userId}
  or (v.kind = 'account' and v.account_id = any (array(${answersFor(userId)})))
  or (v.kind = 'project' and v.project_id = any (array(${worksIn(userId)})))`

/**
 * Whether a staff member takes part in it: answers for a contact of the account, belongs to the project, is one of the two, or wrote in it as
 * an admin. Who answers for a contact goes on reading while that contact's grant rests.
 */
export const staffTakesPart = (userId: RawBuilder<string>): RawBuilder<SqlBool> => sql<SqlBool>`(
  ${byItsGround(userId)}
  or v.id = any (array(${joinedBy(userId)})))`

/** Whether an admin takes part in it for nothing but what they wrote, and may leave it. */
export const staffMayLeave = (userId: RawBuilder<string>): RawBuilder<SqlBool> => sql<SqlBool>`(
  v.id = any (array(${joinedBy(userId)})) and (${byItsGround(userId)}) is not true)`

/**
 * The same as a set, of which PostgreSQL makes a join: it begins at what is theirs where that is little, and hashes it where it is very much.
 * An array would be walked for each conversation, seconds long for who has ten thousands of projects.
 */
export const thoseOfStaff = (userId: RawBuilder<string>): RawBuilder<SqlBool> => sql<SqlBool>`v.id in (
  select c.id from conversations c where c.staff_id = ${userId}
  union all select c.id from conversations c where c.kind = 'account' and c.account_id in (${answersFor(userId)})
  union all select c.id from conversations c where c.kind = 'project' and c.project_id in (${worksIn(userId)})
  union all ${joinedBy(userId)})`
