import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { readForm } from '#server/platform/read-form.ts'
import { deleteUpdate } from '#server/projects/delete-update.ts'
import { editUpdate } from '#server/projects/edit-update.ts'
import { deleteUpdateForm, editUpdateForm, postUpdateForm, shareTasksForm } from '#server/projects/forms.ts'
import { postUpdate } from '#server/projects/post-update.ts'
import { shareTasks } from '#server/projects/share-tasks.ts'
import type { SecondAccount } from '#server/tasks/second-account.ts'

/** Does what a form on a project's overview asks for by its `intent`; answers what must be asked first, if anything. Errors: those of the use-cases. */
export async function doProject(caller: Caller, form: FormData): Promise<SecondAccount | null> {
  switch (form.get('intent')) {
    case 'share':
      return shareTasks(caller, readForm(shareTasksForm, form))
    case 'post-update':
      await postUpdate(caller, readForm(postUpdateForm, form))
      return null
    case 'edit-update':
      await editUpdate(caller, readForm(editUpdateForm, form))
      return null
    case 'delete-update':
      await deleteUpdate(caller, readForm(deleteUpdateForm, form))
      return null
    default:
      throw new Invalid({})
  }
}
