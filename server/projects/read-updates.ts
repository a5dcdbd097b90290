import { sql } from 'kysely'
import { isInProject } from '#server/access/project-party.ts'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import { ownStreamOf } from '#server/streams/own.ts'
import type { ReadUpdates } from './forms.ts'
import { PLACE, updatesOf } from './unread-updates.ts'

/**
 * Notes that the caller has read a project's updates up to this one, never backwards, and lets their other pages know. What they may not see, or was
 * taken back meanwhile, is passed over in silence, and so is who is not in the project.
 */
export function readUpdates(caller: Caller, { projectId, updateId }: ReadUpdates): Promise<void> {
  return work(caller, async ({ db, viewer, scope, emit }) => {
    const read = scope
      .projects('project.read')
      .clearSelect()
      .innerJoinLateral(scope.updates(sql.ref('p.id')).as('n'), (join) => join.onTrue())
      .where('p.id', '=', projectId)
      .where('n.id', '=', updateId)
      .where(isInProject(viewer))
      .select([
        sql`${viewer.userId}::uuid`.as('user_id'),
        sql`${viewer.grant?.id ?? null}::uuid`.as('grant_id'),
        updatesOf(sql`p.id`).as('stream'),
        PLACE.as('seq'),
      ])
    const { rows } = await sql`insert into read_marks as m (user_id, grant_id, stream, seq) ${read}
      on conflict (user_id, grant_id, stream) do update set seq = excluded.seq, at = now() where m.seq < excluded.seq
      returning seq`.execute(db)
    if (rows.length > 0) emit({ stream: ownStreamOf(viewer), fact: 'update.seen', data: { projectId } })
  })
}
