import { sql, type RawBuilder } from 'kysely'
import { staffInTask } from './audience.ts'
import { cellOf, EVERY_CONTRACT, KINDS, type ExternalAction } from './catalogue.ts'
import { otherCells } from './matrix.ts'
import { ticked, type Viewer } from './viewer.ts'

/** Where somebody is mentioned, conversations aside. */
export type MentionedOn = 'task' | 'contract' | 'project'

interface Mention {
  kind: MentionedOn
  /** Of the task, contract or project. */
  id: string | RawBuilder<string>
  /** User ids. */
  people: readonly string[]
  /** No external hears of what only the team reads [B6]. */
  teamOnly: boolean
  /** When it was written; null for now. Whose days back end after it does not hear of it [A7]. */
  at: Date | null
}

const RECORD = {
  task: sql`tasks t join projects p on p.id = t.project_id`,
  contract: sql`contracts c`,
  project: sql`projects p`,
} as const satisfies Record<MentionedOn, unknown>

const IS = {
  task: (id: Mention['id']) => sql`t.id = ${id}`,
  contract: (id: Mention['id']) => sql`c.id = ${id}`,
  project: (id: Mention['id']) => sql`p.id = ${id}`,
} as const satisfies Record<MentionedOn, unknown>

/** Contracts and projects are open to every one of the staff; a task to admins and to who is in it. */
const STAFF = {
  task: sql`(u.staff_role <> 'member' or u.id in (${staffInTask}))`,
  contract: sql`true`,
  project: sql`true`,
} as const satisfies Record<MentionedOn, unknown>

const GRANTS = {
  task: sql`(t.author_grant_id = g.id or (t.status <> 'draft' and (
    exists (select from task_people tp where tp.task_id = t.id and tp.grant_id = g.id)
    or (p.counterparty_sees_tasks and not t.hidden_from_counterparty and g.account_id = p.account_id and g.kind <> 'collaborator'))))`,
  contract: sql`(c.status <> 'draft' and (c.requested_by_grant_id = g.id
    or exists (select from contract_people cp where cp.contract_id = c.id and cp.grant_id = g.id)
    or (g.account_id = c.account_id and g.kind <> 'collaborator' and g.role >= ${sql.lit(EVERY_CONTRACT)})))`,
  project: sql`(g.account_id = p.account_id and g.kind <> 'collaborator')`,
} as const satisfies Record<MentionedOn, unknown>

const READS = { task: 'task.view', contract: 'contract.read', project: 'project.read' } as const satisfies Record<
  MentionedOn,
  ExternalAction
>

/**
 * The own streams (`grant:…`, `staff:…`) of those among `people` who can read that they were mentioned: whom to ring. What each of them may
 * see is decided when they look.
 */
export function ownStreamsOfMentioned(
  viewer: Viewer,
  { kind, id, people, teamOnly, at }: Mention,
): RawBuilder<{ stream: string }> {
  const opens = (action: ExternalAction) => KINDS.filter((one) => ticked(viewer, cellOf(action, one)))
  const kinds = opens(READS[kind]).filter((one) => otherCells(READS[kind], one).every((cell) => ticked(viewer, cell)))
  const young = at
    ? sql`(g.days_back is null or ${at} >= clock_timestamp() - make_interval(days => g.days_back))`
    : sql`true`
  const staff = sql`
    select 'staff:' || u.id as stream from ${RECORD[kind]} cross join users u
    where ${IS[kind](id)} and u.id = any(${people}::uuid[]) and u.kind = 'staff' and ${STAFF[kind]}`
  const externals = sql`
    select 'grant:' || g.id from ${RECORD[kind]} cross join grants g
    where ${IS[kind](id)} and g.user_id = any(${people}::uuid[]) and g.suspended_at is null
      and (g.expires_at is null or g.expires_at > clock_timestamp())
      and g.kind = any(${sql.val([...kinds])}::text[]) and ${young} and ${GRANTS[kind]}`
  return teamOnly ? sql`${staff}` : sql`${staff} union all ${externals}`
}
