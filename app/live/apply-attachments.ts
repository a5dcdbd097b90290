import type { AttachmentView } from '#server/files/views.ts'
import type { News } from '#server/streams/frames.ts'

/** Puts an `attachment.…` fact into a list that is newest first. Pure. Null when the fact is about something else. */
export function applyAttachment(
  files: readonly AttachmentView[],
  { fact, data }: News,
): readonly AttachmentView[] | null {
  if (!fact.startsWith('attachment.')) return null
  const attachment = data.attachment as AttachmentView | undefined
  if (!attachment) return files.filter(({ id }) => id !== data.removed)
  if (!files.some(({ id }) => id === attachment.id)) return [attachment, ...files]
  return files.map((file) => (file.id === attachment.id ? attachment : file))
}
