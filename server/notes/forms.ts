import { z } from 'zod'

const body = z.string().trim().min(1, 'note_empty').max(20_000, 'too_long')
const shared = z
  .literal('on')
  .optional()
  .transform((on) => on === 'on')

export const addNoteForm = z.object({ body, shared })
export type AddNoteForm = z.infer<typeof addNoteForm>

export const editNoteForm = z.object({
  noteId: z.uuid(),
  body,
  /** The note's version that was shown. */
  version: z.coerce.number().int().positive(),
})
export type EditNoteForm = z.infer<typeof editNoteForm>

export const shareNoteForm = z.object({
  noteId: z.uuid(),
  shared,
  /** Whom the question named as those who will see it: their user ids [B7]. */
  audience: z
    .string()
    .default('')
    .transform((ids) => ids.split(' ').filter(Boolean))
    .pipe(z.array(z.uuid()).max(2000)),
})
export type ShareNoteForm = z.infer<typeof shareNoteForm>

export const noteForm = z.object({ noteId: z.uuid() })
export type NoteForm = z.infer<typeof noteForm>
