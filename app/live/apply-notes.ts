import type { Notes } from '#server/notes/queries.ts'
import type { News } from '#server/streams/frames.ts'
import { applyAttachment } from './apply-attachments.ts'

/** Puts what happened to notes into what is shown of them. Pure. Null: the page is asked for anew. */
export function applyNotes(page: Notes, news: News, stream: string): Notes | null {
  const id = /^note:(.+)$/.exec(stream)?.[1]
  const note = page.notes.find((one) => one.id === id)
  if (!note) return null
  const files = applyAttachment(note.attached.files, news)
  if (!files) return null
  const changed = { ...note, attached: { ...note.attached, files: [...files] } }
  return { ...page, notes: page.notes.map((one) => (one === note ? changed : one)) }
}
