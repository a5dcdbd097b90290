import type { Db, Tables } from '#db/database.ts'
import { sql, type Expression, type RawBuilder, type Selectable, type SqlBool } from 'kysely'
import { reachedBy } from './begun-from-ways.ts'
import { deniedAtTheDoor } from './can.ts'
import type { Action } from './catalogue.ts'
import { contractQuery } from './contract-scope.ts'
import { conversationQuery } from './conversation-scope.ts'
import { noteQuery } from './note-scope.ts'
import { projectQuery, taskQuery } from './project-scope.ts'
import { NO, waysToTasks } from './reach-in-sql.ts'
import type { Viewer } from './viewer.ts'

/* Files among all there are, whatever they hang on; of one record that was found, `attachment-scope.ts` says which are its. */

/**
 * Attachments `f` that were not removed, on records that the viewer may list and whose files they may see; a part of `scopeOf`. `among`: of these ids,
 * the newest first, so that who wants a few asks no more of them than it takes.
 */
export function fileQuery(viewer: Viewer, db: Db, among?: RawBuilder<unknown>) {
  const rows: RawBuilder<Selectable<Tables['attachments']>> = among
    ? sql`(select o.* from attachments o where o.id = any(array(${among})) order by o.uploaded_at desc, o.id offset 0)`
    : sql`attachments`
  return db.selectFrom(rows.as('f')).selectAll('f').where('f.removed_at', 'is', null).where(onWithinReach(viewer, db))
}

/** One record is looked up for each file: what it hangs on. */
function onWithinReach(viewer: Viewer, db: Db): RawBuilder<SqlBool> {
  const yes = sql<boolean>`true`.as('seen')
  const on = (list: Action, record: Expression<unknown>) => (deniedAtTheDoor(viewer, list) ? NO : sql`(${record})`)
  const task = taskQuery(viewer, db, 'task.view').where(sql<SqlBool>`t.id = f.task_id`)
  const contract = contractQuery(viewer, db, 'contract.read').where(sql<SqlBool>`c.id = f.contract_id`)
  const project = projectQuery(viewer, db, 'project.read').where(sql<SqlBool>`p.id = f.project_id`)
  const conversation = conversationQuery(viewer, db, 'conversation.view').where(sql<SqlBool>`v.id = f.conversation_id`)
  const note = noteQuery(viewer, db, 'note.view').where(sql<SqlBool>`n.id = f.note_id`)
  return sql<SqlBool>`case
    when f.task_id is not null then ${on('task.list', task.clearSelect().select(yes))}
    when f.contract_id is not null then ${on('contract.list', contract.clearSelect().select(yes))}
    when f.project_id is not null then ${on('project.list', project.clearSelect().select(yes))}
    when f.conversation_id is not null then ${on('conversation.list', conversation.clearSelect().select(yes))}
    else ${on('note.list', note.clearSelect().select(yes))} end`
}

/**
 * Ids of attachments `f` that `asked` holds of, `most` (a literal) on each kind of record: begun from the records within reach, for whom these are
 * few and files very many. Each kind ends when it has enough. It grants nothing: the files are asked for through `fileQuery` around it.
 */
export function filesBegun(viewer: Viewer, db: Db, asked: RawBuilder<SqlBool>, most: RawBuilder<number>) {
  const seen = onWithinReach(viewer, db)
  const on = (column: string, records: Expression<unknown>) =>
    sql`(select f.id from (${records}) m
      cross join lateral (select o.* from attachments o where ${sql.ref(`o.${column}`)} = m.id and o.removed_at is null offset 0) f
      where ${seen} and ${asked} limit ${most})`
  const tasks = taskQuery(viewer, db, 'task.list').clearSelect().select('t.id')
  const each = [
    on('task_id', tasks.where(reachedBy(waysToTasks(viewer), sql<SqlBool>`true`))),
    on('conversation_id', conversationQuery(viewer, db, 'conversation.list').clearSelect().select('v.id')),
    ...(viewer.staff
      ? [elsewhere(sql`${seen} and ${asked}`, most)]
      : [
          on('contract_id', contractQuery(viewer, db, 'contract.list').clearSelect().select('c.id')),
          on('project_id', projectQuery(viewer, db, 'project.read').clearSelect().select('p.id')),
          on('note_id', noteQuery(viewer, db, 'note.list').clearSelect().select('n.id')),
        ]),
  ]
  return sql`${sql.join(each, sql` union all `)}`
}

/** Of what all of the host's people see, the newest first: it is not few. */
const elsewhere = (asked: RawBuilder<unknown>, most: RawBuilder<number>) =>
  sql`(select f.id from attachments f where f.removed_at is null and f.task_id is null and f.conversation_id is null and ${asked}
    order by f.uploaded_at desc, f.id limit ${most})`

/** Ids of the newest files of all, `most` (a literal) of them, whoever sees them: to be asked for through `fileQuery`. */
export const newestFiles = (most: RawBuilder<number>) =>
  sql`(select f.id from attachments f where f.removed_at is null order by f.uploaded_at desc, f.id limit ${most})`
