/**
 * Something that happened to a task or contract, as its feed keeps it: what, and ids or small words. Names of people and files are
 * looked up when it is shown. Words: `feed:happened.<what>`, a dot in `what` written as `_`.
 */
export interface Happened {
  /** In the past tense: `task.moved`. */
  what: string
  /** A state or date before and after. */
  from?: string | null
  to?: string | null
  /** User ids of those it happened to. */
  people?: string[]
  attachmentId?: string
  /** A checklist item's, update's or other record's short text at that time. */
  text?: string
}
