import { sql, type RawBuilder } from 'kysely'

/*
 * Since when somebody is in a record: what was said there before is history to them, and no news (docs/decisions/0039). Nobody is in a record twice: who is in
 * it by several ways came by the earliest. Null for who is not in it at all, and who only looks into it.
 */

/** Somebody: one of the host's people, or an external in the name of a grant. */
export interface Somebody {
  userId: string | RawBuilder<string>
  grantId: string | RawBuilder<string> | null
}

type When = RawBuilder<Date | null>

const BEGINNING = sql`'-infinity'::timestamptz`
const earliest = (...ways: readonly RawBuilder<unknown>[]): When =>
  sql<Date | null>`(select min(w.at) from (${sql.join([...ways], sql` union all `)}) w (at))`
/** An account's people are in all that is the account's from when their grant was made. */
const withGrant = (grantId: string | RawBuilder<string>): When =>
  sql<Date | null>`(select g.created_at from grants g where g.id = ${grantId})`
/** Staff of a project, and who manages it. */
const toProject = (projectId: RawBuilder<unknown>, userId: string | RawBuilder<string>) => [
  sql`select coalesce(ps.added_at, ${BEGINNING}) from project_staff ps where ps.project_id = ${projectId} and ps.user_id = ${userId}`,
  sql`select coalesce(q.managed_since, ${BEGINNING}) from projects q where q.id = ${projectId} and q.manager_id = ${userId}`,
]

/** To conversation `v`; the two of a direct one were in it from its beginning, unless the contact's grant is younger. */
export const cameToConversation = ({ userId, grantId }: Somebody): When =>
  grantId === null
    ? earliest(
        ...toProject(sql`v.project_id`, userId),
        sql`select coalesce(g.answers_since, ${BEGINNING}) from grants g
          where v.kind = 'account' and g.account_id = v.account_id and g.answers_id = ${userId} and g.kind <> 'collaborator'`,
        sql`select j.joined_at from conversation_joined j where j.conversation_id = v.id and j.user_id = ${userId}`,
      )
    : withGrant(grantId)

/** To task `t`: its maker was there from the beginning. */
export const cameToTask = ({ userId, grantId }: Somebody): When =>
  grantId === null
    ? earliest(
        sql`select tp.added_at from task_people tp where tp.task_id = t.id and tp.user_id = ${userId} and tp.grant_id is null`,
        sql`select ${BEGINNING} where t.author_id = ${userId} and t.author_grant_id is null`,
        ...toProject(sql`t.project_id`, userId),
      )
    : earliest(
        sql`select tp.added_at from task_people tp where tp.task_id = t.id and tp.grant_id = ${grantId}`,
        sql`select ${BEGINNING} where t.author_grant_id = ${grantId}`,
      )

/** To contract `c`: who asked for it was there from the beginning. */
export const cameToContract = ({ userId, grantId }: Somebody): When =>
  grantId === null
    ? earliest(
        sql`select cp.added_at from contract_people cp where cp.contract_id = c.id and cp.user_id = ${userId} and cp.grant_id is null`,
        sql`select coalesce(c.owned_since, ${BEGINNING}) where c.owner_id = ${userId}`,
      )
    : earliest(
        sql`select cp.added_at from contract_people cp where cp.contract_id = c.id and cp.grant_id = ${grantId}`,
        sql`select ${BEGINNING} where c.requested_by_grant_id = ${grantId}`,
      )

/** To project `p`, whose updates they read. */
export const cameToProject = ({ userId, grantId }: Somebody, projectId: RawBuilder<unknown>): When =>
  grantId === null ? earliest(...toProject(projectId, userId)) : withGrant(grantId)

/** The number of the last that was said on a stream before somebody came to it. */
export const saidBefore = (stream: RawBuilder<unknown>, came: When): RawBuilder<number | null> =>
  sql<
    number | null
  >`(select h.seq from feed_entries h where h.stream = ${stream} and h.at <= ${came} order by h.at desc limit 1)`

/** The same of a task or contract, but no further than to where they were first mentioned: that is said to them, whenever it was. */
export const historyOf = (
  stream: RawBuilder<unknown>,
  came: When,
  userId: string | RawBuilder<string>,
): RawBuilder<number> =>
  sql<number>`least(coalesce(${saidBefore(stream, came)}, 0), (select min(n.seq) - 1 from mentions n where n.user_id = ${userId} and n.stream = ${stream}))`
