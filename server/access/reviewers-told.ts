import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Db } from '#db/database.ts'
import { streamOf, type Fact } from '#server/streams/events.ts'
import { fallsTo, REVIEWERS } from './reviewers.ts'

/*
 * Whom to tell that a review falls to others now. Open pages of a task hear it as they hear who reads it, on its own stream or its project's; lists
 * that it waits in on their owner's: theirs to whom it falls or fell, and of whoever handed over what they would check themselves if no other did.
 */

interface Handed {
  stream: string
  project_id: string
}

/** Of tasks `t` that are ready for review and fit: the own streams of those who leave it to the others to check them, or check them where there are none. */
const handedOver = (fits: RawBuilder<SqlBool>): RawBuilder<Handed> => sql<Handed>`
  select distinct 'staff:' || tp.user_id as stream, t.project_id
  from tasks t join task_people tp on tp.task_id = t.id and tp.role = 'assignee' and tp.grant_id is null
  where t.status = 'ready_for_review' and ${fits} and tp.user_id in (select r.id from ${REVIEWERS} r)`

const streamsOf = async (handed: RawBuilder<Handed>, db: Db) =>
  (await handed.execute(db)).rows.map(({ stream }) => stream)

/** Whose lists show a task or not as others review it. */
export const handedOverOn = (db: Db, taskId: string): Promise<string[]> =>
  streamsOf(handedOver(sql`t.id = ${taskId}`), db)

/** The same for the tasks of a project. */
export const handedOverIn = (db: Db, projectId: string): Promise<string[]> =>
  streamsOf(handedOver(sql`t.project_id = ${projectId}`), db)

/** Some of the staff were frozen or thawed [A17]: what is to be told where their reviews fall to others now, or to them again. */
export async function reviewersTold(db: Db, userIds: readonly string[]): Promise<Fact[]> {
  const theirs = fallsTo(sql.ref('u.id'))
  const people = sql`unnest(${userIds}::uuid[]) u (id)`
  const { rows: own } = await sql<Handed>`
    select 'staff:' || u.id as stream, w.project_id from ${people} cross join lateral (
      select distinct t.project_id from tasks t where t.status in ('in_progress', 'ready_for_review') and ${theirs}) w`.execute(
    db,
  )
  const { rows: others } = await sql<Handed>`
    select distinct w.* from ${people} cross join lateral (${handedOver(theirs)}) w where w.stream <> 'staff:' || u.id`.execute(
    db,
  )
  const projects = [...new Set(own.map(({ project_id: id }) => id))]
  const lists = new Map([...own, ...others].map((one) => [`${one.stream} ${one.project_id}`, one]))
  return [
    ...projects.map((id) => ({ stream: streamOf.projectReaders(id), fact: 'readers.changed', data: {} })),
    ...[...lists.values()].map((one) => ({
      stream: one.stream,
      fact: 'tasks.changed',
      data: { projectId: one.project_id },
    })),
  ]
}
