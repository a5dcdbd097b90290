/**
 * Something that happened to a task or contract, as its feed keeps it: what, and ids or small words. Names of people are looked up when it is
 * shown: they are the same people. A file is told by the name it had then; the next line may tell that it got another.
 * Words: `feed:happened.<what>`, a dot in `what` written as `_`.
 */
export interface Happened {
  /** In the past tense: `task.moved`. */
  what: string
  /** A state, date or file's name before and after. */
  from?: string | null
  to?: string | null
  /** User ids of those it happened to. */
  people?: string[]
  attachmentId?: string
  /** A checklist item's, update's or other record's short text at that time; with `attachmentId` the file's name. */
  text?: string
}
