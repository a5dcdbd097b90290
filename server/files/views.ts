import { previewOf, type Preview } from './kinds.ts'

/** An attachment as everyone who sees its task or contract may see it. */
export interface AttachmentView {
  id: string
  name: string
  /** Bytes. */
  size: number
  /** How it can be shown in the page; null when it is only saved. */
  preview: Preview | null
  version: number
  by: { id: string; name: string }
  /** In whose name it was attached; null for the host's own people. */
  account: { id: string; name: string } | null
  /** ISO 8601. */
  at: string
  /** The comment that it came with, and whose that is: both are the sender's, so that nobody puts a file under another's words. */
  cameWith: { sentId: string; by: string } | null
}

export interface AttachmentRow {
  id: string
  name: string
  size: number
  media_type: string
  version: number
  uploaded_by: string
  uploaded_at: Date
  by_name: string
  account_id: string | null
  account_name: string | null
  sent_id: string | null
  sent_by: string | null
}

export const viewAttachment = (row: AttachmentRow): AttachmentView => ({
  id: row.id,
  name: row.name,
  size: row.size,
  preview: previewOf(row.media_type),
  version: row.version,
  by: { id: row.uploaded_by, name: row.by_name },
  account: row.account_id && row.account_name !== null ? { id: row.account_id, name: row.account_name } : null,
  at: row.uploaded_at.toISOString(),
  cameWith: row.sent_id && row.sent_by ? { sentId: row.sent_id, by: row.sent_by } : null,
})
