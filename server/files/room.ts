import { sql } from 'kysely'
import { Conflict } from '#server/platform/errors.ts'
import type { Work } from '#server/platform/work.ts'
import type { Selectable } from 'kysely'
import type { Tables } from '#db/database.ts'
import { MB, type FileLimits } from './limits.ts'
import type { Room } from './receive.ts'
import { FILE_ACTIONS, factsOfAttachment, factsOfSubject, tiedTo, type FileSubject } from './subject.ts'

/** Where a file is going: to a record, or in the place of an attachment's content. */
export type Target = { to: FileSubject } | { replace: string }

type AttachmentRow = Selectable<Tables['attachments']>

/** A target within the viewer's reach, to which they may upload now. */
export interface Opened {
  subject: FileSubject
  /** What is replaced; locked when the file is stored. */
  replaced: AttachmentRow | null
}

/** Proves the right to upload there, as of this transaction. Errors: `NotFound`, `NotAllowed`, `Shut`. */
export async function openTarget(now: Work, target: Target, lock?: 'lock'): Promise<Opened> {
  const { scope, must } = now
  if ('to' in target) {
    const facts = await factsOfSubject(now, target.to)
    must(FILE_ACTIONS[target.to.kind].upload, facts)
    return { subject: target.to, replaced: null }
  }
  const replaced = await scope.attachment(target.replace, lock)
  const subject = subjectOfRow(replaced)
  const facts = factsOfAttachment(replaced, await factsOfSubject(now, subject))
  must(FILE_ACTIONS[subject.kind].see, facts)
  must(FILE_ACTIONS[subject.kind].edit, facts)
  return { subject, replaced }
}

/** What an attachment hangs on. */
export function subjectOfRow(
  row: Pick<AttachmentRow, 'task_id' | 'contract_id' | 'project_id' | 'conversation_id' | 'note_id'>,
): FileSubject {
  if (row.task_id) return { kind: 'task', id: row.task_id }
  if (row.note_id) return { kind: 'note', id: row.note_id }
  if (row.project_id) return { kind: 'project', id: row.project_id }
  return row.contract_id
    ? { kind: 'contract', id: row.contract_id }
    : { kind: 'conversation', id: row.conversation_id ?? '' }
}

/**
 * How much more may come [S27]. With `lock`, counted so that no two uploads take the same room: others of the same record and account
 * wait until this transaction ends. Errors: `Conflict` where there is no room at all.
 */
export async function roomFor(
  { db, viewer }: Work,
  { subject, replaced }: Opened,
  limits: FileLimits,
  lock?: 'lock',
): Promise<Room> {
  const account = viewer.grant?.accountId ?? null
  for (const key of lock ? [`files:${subject.id}`, ...(account ? [`files:${account}`] : [])].sort() : [])
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db)
  if (!replaced && (await countOf(db, subject)) >= limits.count)
    throw new Conflict('file_count', { count: limits.count })
  const free = account ? limits.quota - (await usedBy(db, account)) : Infinity
  if (free <= 0) throw new Conflict('file_quota', { mb: Math.floor(limits.quota / MB) })
  return free < limits.size ? { bytes: free, tooMuch: 'file_quota' } : { bytes: limits.size, tooMuch: 'file_too_large' }
}

async function countOf(db: Work['db'], subject: FileSubject): Promise<number> {
  type Column = 'task_id' | 'contract_id' | 'project_id' | 'conversation_id' | 'note_id'
  const [[column, id]] = Object.entries(tiedTo(subject)) as [[Column, string]]
  const { count } = await db
    .selectFrom('attachments')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(column, '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** The bytes that an account's people have attached, earlier versions included. */
async function usedBy(db: Work['db'], account: string): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    select (coalesce(sum(f.size), 0) + coalesce(sum(v.size), 0))::int8 as used
    from attachments f
    left join lateral (select sum(size) as size from attachment_versions where attachment_id = f.id and version < f.version) v on true
    where f.account_id = ${account} and f.removed_at is null`.execute(db)
  return rows[0]?.used ?? 0
}
