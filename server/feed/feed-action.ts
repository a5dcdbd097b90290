import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { readForm, type Fields } from '#server/platform/read-form.ts'
import { deleteEntry } from './delete-entry.ts'
import { editEntry } from './edit-entry.ts'
import { deleteEntryForm, editEntryForm, markReadForm, postEntryForm } from './forms.ts'
import { markRead } from './mark-read.ts'
import { postEntry, type Posted } from './post-entry.ts'
import type { FeedSubject } from './subject.ts'

const INTENTS = ['post', 'edit-entry', 'delete-entry', 'mark-read'] as const
type Intent = (typeof INTENTS)[number]

/** What a feed's forms are answered with; pages without script go back to the feed instead. */
export interface FeedDone {
  done: Intent
  posted?: Posted
}

/** Whether a page's form is for its feed. */
export const isFeedIntent = (form: FormData): boolean => (INTENTS as readonly unknown[]).includes(form.get('intent'))

/** Does what a form of the feed asks for; task and contract pages share it. Errors: `Invalid`, and those of the use-cases. */
export async function feedAction(caller: Caller, subject: FeedSubject, form: Fields): Promise<FeedDone> {
  const intent = INTENTS.find((name) => name === form.get('intent'))
  switch (intent) {
    case 'post':
      return { done: intent, posted: await postEntry(caller, subject, readForm(postEntryForm, form)) }
    case 'edit-entry':
      await editEntry(caller, subject, readForm(editEntryForm, form))
      return { done: intent }
    case 'delete-entry':
      await deleteEntry(caller, subject, readForm(deleteEntryForm, form))
      return { done: intent }
    case 'mark-read':
      await markRead(caller, subject, readForm(markReadForm, form))
      return { done: intent }
    case undefined:
      throw new Invalid({})
  }
}
