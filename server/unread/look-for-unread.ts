import { sql } from 'kysely'
import { partyOf } from '#server/access/contract-party.ts'
import { takingPart } from '#server/access/watchers.ts'
import type { Portal } from '#server/platform/portal.ts'
import { FROM_OUTSIDE } from '#server/tasks/from-outside.ts'
import { subjectOf } from '#server/streams/names.ts'

/** Who may have left something unread on this stream gets a look at everything they have not read, one each. */
export async function lookForUnread({ database }: Portal, { stream }: { stream: string }): Promise<void> {
  const about = subjectOf(stream)
  const people =
    about?.subject === 'conversation'
      ? sql`select user_id, grant_id from (${takingPart(about.id)}) t`
      : about?.subject === 'contract'
        ? sql`${partyOf(about.id)} union ${mentionedOn(stream)}`
        : about?.subject === 'task'
          ? sql`${newOn(about.id)} union ${mentionedOn(stream)}`
          : mentionedOn(stream)
  // In one order, so that two looks that meet do not wait for each other.
  await sql`
    select graphile_worker.add_job('unread:mail', json_build_object('userId', w.user_id, 'grantId', w.grant_id),
      job_key => 'unread ' || w.user_id || ' ' || coalesce(w.grant_id::text, 'staff'))
    from (select user_id, grant_id from (${people}) p order by user_id, grant_id) w`.execute(database.db)
}

const mentionedOn = (stream: string) => sql`
  select distinct n.user_id, g.id as grant_id from feed_entries e join mentions n on n.entry_id = e.id
  left join grants g on g.user_id = n.user_id where e.stream = ${stream} and e.at > clock_timestamp() - interval '1 day'`

/** To whom a task from outside may be new. */
const newOn = (taskId: string) => sql`
  select tp.user_id, null::uuid as grant_id from tasks t join task_people tp on tp.task_id = t.id and tp.role = 'assignee' and tp.grant_id is null
  where t.id = ${taskId} and ${FROM_OUTSIDE}
  union
  select p.manager_id, null from tasks t join projects p on p.id = t.project_id where t.id = ${taskId} and ${FROM_OUTSIDE}`
