import { decide } from '#server/access/can.ts'
import type { Look } from '#server/platform/look.ts'
import { previewOf, type Preview } from './kinds.ts'
import { subjectOfRow } from './room.ts'
import { factsOfAttachment, factsOfSubject, FILE_ACTIONS, type FileSubject } from './subject.ts'

/** One content that an attachment had or has. */
export interface VersionView {
  version: number
  name: string
  /** Bytes. */
  size: number
  preview: Preview | null
  by: { id: string; name: string }
  /** ISO 8601. */
  at: string
}

/** An attachment's versions, and what it is attached to. */
export interface Versions {
  of: FileSubject
  versions: VersionView[]
}

/**
 * An attachment's versions, the newest first [D5]; those that are older than the viewer's days back are left out [A7]. Errors: `NotFound`,
 * `Shut`.
 */
export async function listVersions(look: Look, attachmentId: string): Promise<Versions> {
  const { db, scope, viewer } = look
  const row = await scope.attachment(attachmentId)
  const subject = subjectOfRow(row)
  const record = await factsOfSubject(look, subject)
  const see = FILE_ACTIONS[subject.kind].see
  look.must(see, factsOfAttachment(row, record))
  const earlier = await db
    .selectFrom('attachment_versions')
    .selectAll()
    .where('attachment_id', '=', row.id)
    .where('version', '<', row.version)
    .orderBy('version', 'desc')
    .execute()
  const all = [row, ...earlier].filter(
    ({ uploaded_at }) =>
      decide(viewer, see, factsOfAttachment({ account_id: row.account_id, uploaded_at }, record)).allowed,
  )
  const names = await db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(all.map(({ uploaded_by }) => uploaded_by))])
    .execute()
  const nameOf = new Map(names.map(({ id, name }) => [id, name]))
  return {
    of: subject,
    versions: all.map((one) => ({
      version: one.version,
      name: one.name,
      size: one.size,
      preview: previewOf(one.media_type),
      by: { id: one.uploaded_by, name: nameOf.get(one.uploaded_by) ?? '' },
      at: one.uploaded_at.toISOString(),
    })),
  }
}
