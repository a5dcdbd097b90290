import { sql, type RawBuilder } from 'kysely'
import { EVERY_CONTRACT } from './catalogue.ts'

/*
 * Who has a record within reach: the rule of `scope`, asked from the record's side. A status that hides it for now (Draft), an
 * emptied cell or a closed portal count nobody out: those come back, and would then read what was written meanwhile [B7].
 */

type Ids = RawBuilder<string>
type Readers = RawBuilder<{ user_id: string; account_id: string }>
/** User ids. */
type People = readonly string[] | RawBuilder<string[] | string>
/**
 * Whoever is among these is left out before anything of theirs is looked up: of a record that hundreds are in, a writer named nearly all. A plan that is
 * kept would look for each in a list from its beginning; what is selected it hashes first.
 */
const but = (userId: RawBuilder<string>, people: People | undefined) =>
  people ? sql`and ${userId} not in (select unnest(${people}::uuid[]))` : sql``
const LIVE = sql`g.suspended_at is null and (g.expires_at is null or g.expires_at > clock_timestamp())`

/** The externals, and in the name of which account, who have the task `t` of project `p` within reach; without `others` where there are any. */
export const readersOfTask = (others?: People): Readers => sql`
  select g.user_id, g.account_id from grants g where ${LIVE} ${but(sql.ref('g.user_id'), others)} and g.id = any (array(
    select tp.grant_id from task_people tp where tp.task_id = t.id and tp.grant_id is not null ${but(sql.ref('tp.user_id'), others)}
    union all select t.author_grant_id where t.author_grant_id is not null
    union all select gg.id from grants gg where p.counterparty_sees_tasks and not t.hidden_from_counterparty
      and gg.account_id = p.account_id and gg.kind <> 'collaborator'))`

/** The externals, and in the name of which account, who see project `p` itself [B1]; without `others`. */
export const readersOfProject = (others?: People): Readers => sql`
  select g.user_id, g.account_id from grants g where ${LIVE} ${but(sql.ref('g.user_id'), others)} and g.account_id = p.account_id and g.kind <> 'collaborator'`

/** The externals who see the notes that are shared with account `a` [E8]. */
export const readersOfNotes: Ids = sql`
  select g.user_id from grants g where ${LIVE} and g.account_id = a.id and g.kind <> 'collaborator'`

/** The externals, and in the name of which account, who have the text of contract `c` within reach; without `others`. */
export const readersOfContract = (others?: People): Readers => sql`
  select g.user_id, g.account_id from grants g where ${LIVE} ${but(sql.ref('g.user_id'), others)} and g.id = any (array(
    select cp.grant_id from contract_people cp where cp.contract_id = c.id and cp.grant_id is not null ${but(sql.ref('cp.user_id'), others)}
    union all select c.requested_by_grant_id where c.requested_by_grant_id is not null
    union all select gg.id from grants gg where gg.account_id = c.account_id and gg.kind <> 'collaborator' and gg.role >= ${sql.lit(EVERY_CONTRACT)}))`

/** User ids of the staff who are in the task `t` of project `p`; admins see it without being in it. */
export const staffInTask: Ids = sql`
  select tp.user_id from task_people tp where tp.task_id = t.id and tp.grant_id is null
  union select ps.user_id from project_staff ps where ps.project_id = p.id
  union select p.manager_id
  union select t.author_id where t.author_grant_id is null`

/**
 * The externals, and in the name of which account, who have conversation `v` within reach: of one account, or the one contact. What it
 * rests on may have ended; then nobody writes in it, and who may still read is of no matter to a writer. Without `others`.
 */
export const readersOfConversation = (others?: People): Readers => sql`
  select g.user_id, g.account_id from grants g where ${LIVE} ${but(sql.ref('g.user_id'), others)} and g.id = any (array(
    select v.grant_id where v.grant_id is not null
    union all select gg.id from grants gg where v.kind <> 'direct' and gg.account_id = v.account_id and gg.kind <> 'collaborator'))`

/** User ids of the staff who are in project `p`. */
export const staffInProject: Ids = sql`
  select ps.user_id from project_staff ps where ps.project_id = p.id union select p.manager_id`

/** User ids of the staff who are in contract `c`. */
export const staffInContract: Ids = sql`
  select cp.user_id from contract_people cp where cp.contract_id = c.id and cp.grant_id is null
  union select c.owner_id`

/** User ids of the staff who are in conversation `v`; admins may look into it without being in it, until they write. */
export const staffInConversation: Ids = sql`
  select v.staff_id where v.staff_id is not null
  union select g.answers_id from grants g where v.kind = 'account' and g.account_id = v.account_id
    and g.kind <> 'collaborator' and g.answers_id is not null
  union select p.manager_id from projects p where p.id = v.project_id
  union select ps.user_id from project_staff ps where ps.project_id = v.project_id
  union select j.user_id from conversation_joined j join users ju on ju.id = j.user_id
    where v.kind <> 'direct' and j.conversation_id = v.id and ju.staff_role <> 'member'`
