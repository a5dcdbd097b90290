import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { readForm } from '#server/platform/read-form.ts'
import { deleteFile } from './delete-file.ts'
import { deleteFileForm, renameFileForm } from './forms.ts'
import { renameFile } from './rename-file.ts'

const INTENTS = ['rename-file', 'delete-file'] as const
type Intent = (typeof INTENTS)[number]

/** Whether a page's form is for its attachments. */
export const isFileIntent = (form: FormData): boolean => (INTENTS as readonly unknown[]).includes(form.get('intent'))

/** Does what a form of the attachments asks for; task and contract pages share it. Errors: `Invalid`, and those of the use-cases. */
export async function fileAction(caller: Caller, form: FormData): Promise<{ done: Intent }> {
  const intent = INTENTS.find((name) => name === form.get('intent'))
  if (!intent) throw new Invalid({})
  if (intent === 'rename-file') await renameFile(caller, readForm(renameFileForm, form))
  else await deleteFile(caller, readForm(deleteFileForm, form))
  return { done: intent }
}
