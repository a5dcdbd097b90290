import type { Db } from '#db/database.ts'
import type { Facts } from '#server/access/facts.ts'
import type { Look } from '#server/platform/look.ts'
import { ACCEPT } from './kinds.ts'
import { fileLimits } from './limits.ts'
import { FILE_ACTIONS, type FileSubject } from './subject.ts'
import { viewAttachment, type AttachmentView } from './views.ts'

/** A task's or contract's attachments, newest first, and what the form for a new one needs to know. */
export interface Attached {
  subject: FileSubject
  files: AttachmentView[]
  /** The viewer's account: with edit or delete open an external touches only its files [D4]. Null for staff, who touch any. */
  ownAccount: string | null
  /** Whether an approval opens to externals what is closed to them until then [D4]. */
  openedByApproval: boolean
  /** For the file chooser. */
  accept: string
  /** Bytes. */
  largest: number
}

/** The attachments of a record that was found through scope, with its facts. Errors: `NotFound` where its files are not open to the viewer. */
export async function attachedTo(
  { viewer, scope, db, must }: Look,
  subject: FileSubject,
  facts: Facts | Promise<Facts>,
): Promise<Attached> {
  const { attachmentMode, blocked } = viewer.policy
  const ids = scope.attachments(attachedOn(subject)).clearSelect().select('f.id')
  const asked = attachmentRows(db)
    .where('f.id', 'in', ids)
    .orderBy('f.uploaded_at', 'desc')
    .orderBy('f.id')
    .limit(fileLimits.count)
  const [theirs, rows] = await Promise.all([facts, asked.execute()])
  must(FILE_ACTIONS[subject.kind].see, theirs)
  return {
    subject,
    files: rows.map(viewAttachment),
    ownAccount: viewer.grant?.accountId ?? null,
    openedByApproval: attachmentMode === 'until_approved' && Object.values(blocked).some(Boolean),
    accept: ACCEPT,
    largest: fileLimits.size,
  }
}

function attachedOn({ kind, id }: FileSubject) {
  if (kind === 'task') return { taskId: id }
  if (kind === 'project') return { projectId: id }
  if (kind === 'note') return { noteId: id }
  return kind === 'contract' ? { contractId: id } : { conversationId: id }
}

/** Attachments `f` with the names that are shown beside them. */
export const attachmentRows = (db: Db) =>
  db
    .selectFrom('attachments as f')
    .innerJoin('users as u', 'u.id', 'f.uploaded_by')
    .leftJoin('accounts as a', 'a.id', 'f.account_id')
    .select(['f.id', 'f.name', 'f.size', 'f.media_type', 'f.version', 'f.uploaded_by', 'f.uploaded_at', 'f.account_id'])
    .select(['f.sent_id', 'f.sent_by'])
    .select(['u.name as by_name', 'a.name as account_name'])
