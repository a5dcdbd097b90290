import { LRUCache } from 'lru-cache'
import { z } from 'zod'

/** Characters of a comment, as a text field counts them. */
export const MOST_CHARACTERS = 10_000

const id = z.uuid()
const list = z.array(id).max(2000)
/** Lists that were found to be right, so many characters of them: whoever writes on names the same readers again and again. */
const right = new LRUCache<string, string[]>({ maxSize: 500_000, sizeCalculation: (_, { length }) => length + 1 })
const ids = z.preprocess(listOf, z.custom<string[]>(Array.isArray))
const none = (value: unknown) => (value === '' ? undefined : value)

/** What a comment may hold. Browsers send line ends as CR LF; PostgreSQL keeps no NUL. */
const body = z
  .string('comment_empty')
  .max(2 * MOST_CHARACTERS, 'comment_too_long')
  .transform((text) => text.replace(/\r\n?/g, '\n').replaceAll('\0', '').trim())
  .refine((text) => text.length <= MOST_CHARACTERS, 'comment_too_long')
  .refine((text) => /[^\s\p{C}]/u.test(text), 'comment_empty')

export const postEntryForm = z.object({
  /** The sender's own id: a retry is stored once [C3]. */
  sentId: id,
  body,
  /** Whom the composer named as readers besides the team: their user ids [B7]. */
  audience: ids,
  teamOnly: z.preprocess((value) => value === 'on' || value === 'true' || value === true, z.boolean()),
  replyTo: z.preprocess(none, id.optional()),
})
export type PostEntryForm = z.infer<typeof postEntryForm>

export const editEntryForm = z.object({
  entryId: id,
  body,
  audience: ids,
  /** When the text that was edited had last changed, as it was shown; empty when never. */
  was: z.preprocess(none, z.string().max(40).optional()),
})
export type EditEntryForm = z.infer<typeof editEntryForm>

export const deleteEntryForm = z.object({ entryId: id })
export type DeleteEntryForm = z.infer<typeof deleteEntryForm>

/** Up to where a person has read, by stream kind. */
export const markReadForm = z.object({
  all: z.coerce.number().int().nonnegative().default(0),
  team: z.coerce.number().int().nonnegative().default(0),
})
export type MarkReadForm = z.infer<typeof markReadForm>

/** The ids that stand in a text, or in a list; null where one is none, or they are too many. */
function listOf(value: unknown): string[] | null {
  if (typeof value !== 'string') return list.safeParse(value ?? []).data ?? null
  const known = right.get(value)
  if (known) return known
  const { data } = list.safeParse(value.split(/\s+/).filter(Boolean))
  if (data) right.set(value, data)
  return data ?? null
}
