import { sql, type RawBuilder } from 'kysely'
import { deniedAtTheDoor } from './can.ts'
import { isAdmin, type Viewer } from './viewer.ts'

/** A conversation that a viewer may have, whether or not there is one yet. */
export interface Partner {
  kind: 'account' | 'project' | 'direct'
  /** The account, the project, the contact's grant (for staff) or the staff member (for a contact). */
  id: string
  title: string
  /** Decides the colour of its face. */
  face: string
  /** The account's name where the title is not it. */
  account: string | null
  account_id: string | null
}

const LIVE = sql`g.suspended_at is null and (g.expires_at is null or g.expires_at > clock_timestamp())`

/**
 * Whom this viewer may talk with: the rule by which conversations come about [C1]. A query `w` of its own; every one of its rows can be
 * opened by `openConversation`, which decides it again.
 */
export function partnersOf(viewer: Viewer): RawBuilder<Partner> {
  if (deniedAtTheDoor(viewer, 'conversation.view')) return NOBODY
  const begins = deniedAtTheDoor(viewer, 'conversation.post') === null
  if (viewer.staff) return ofStaff(viewer, begins)
  return viewer.grant ? ofExternal(viewer, viewer.grant, begins) : NOBODY
}

const NOBODY = sql<Partner>`
  select null::text as kind, null::uuid as id, null::text as title, null::text as account, null::uuid as account_id, null::uuid as face where false`

/** Projects `p` that this staff member manages, as manager or client-manager. */
const managedBy = (userId: string) => sql`(p.manager_id = ${userId} or exists (
  select from project_staff ps where ps.project_id = p.id and ps.user_id = ${userId} and ps.role = 'client_manager'))`

function ofStaff(viewer: Viewer, begins: boolean): RawBuilder<Partner> {
  const { userId } = viewer
  const all = isAdmin(viewer) ? sql`true` : sql`false`
  return sql<Partner>`
    select 'account' as kind, a.id, a.name as title, null::text as account, a.id as account_id, a.id as face from accounts a
    where ${all} or a.id in (select g.account_id from grants g where g.answers_id = ${userId} and g.kind <> 'collaborator')
    union all
    select 'project', p.id, p.name, a.name, p.account_id, p.id from projects p left join accounts a on a.id = p.account_id
    where ${all} or p.manager_id = ${userId} or exists (select from project_staff ps where ps.project_id = p.id and ps.user_id = ${userId})
    union all
    select 'direct', g.id, u.name, a.name, g.account_id, u.id from grants g join users u on u.id = g.user_id join accounts a on a.id = g.account_id
    where ${begins}::boolean and ${LIVE} and (g.answers_id = ${userId} or (g.kind <> 'collaborator' and exists (
      select from projects p where p.account_id = g.account_id and ${managedBy(userId)})))`
}

function ofExternal(viewer: Viewer, grant: NonNullable<Viewer['grant']>, begins: boolean): RawBuilder<Partner> {
  const byAccount = grant.kind !== 'collaborator'
  return sql<Partner>`
    select 'account' as kind, ${grant.accountId}::uuid as id, ${viewer.policy.hostName}::text as title, ${grant.accountName}::text as account,
      ${grant.accountId}::uuid as account_id, ${grant.accountId}::uuid as face where ${byAccount}::boolean
    union all
    select 'project', p.id, p.name, null, p.account_id, p.id from projects p where ${byAccount}::boolean and p.account_id = ${grant.accountId}
    union all
    select 'direct', u.id, u.name, null, null, u.id from users u where ${begins}::boolean and u.kind = 'staff' and u.removed_at is null and (
      u.id = ${grant.answersId}::uuid or (${byAccount}::boolean and exists (
        select from projects p where p.account_id = ${grant.accountId} and (p.manager_id = u.id
          or exists (select from project_staff ps where ps.project_id = p.id and ps.user_id = u.id and ps.role = 'client_manager')))))`
}
