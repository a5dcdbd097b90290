import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import type { RenameFileForm } from './forms.ts'
import { extensionOf } from './kinds.ts'
import { cleanName } from './names.ts'
import { openTarget } from './room.ts'
import { streamOfFiles, tellFeed } from './subject.ts'

/** Calls an attachment by another name; what it is stays, so its extension does too. Errors: `NotFound`, `NotAllowed`. */
export function renameFile(caller: Caller, form: RenameFileForm): Promise<void> {
  return work(caller, async (now) => {
    const { subject, replaced } = await openTarget(now, { replace: form.attachmentId }, 'lock')
    if (!replaced) return
    const extension = extensionOf(replaced.name)
    const name = cleanName(extensionOf(form.name) === extension ? form.name : `${form.name}.${extension}`)
    if (name === replaced.name) return
    await now.db.updateTable('attachments').set({ name }).where('id', '=', replaced.id).execute()
    tellFeed(now, subject, {
      what: 'file_renamed',
      attachmentId: replaced.id,
      from: replaced.name,
      to: name,
    })
    now.emit({ stream: streamOfFiles(subject), fact: 'attachment.changed', data: { attachmentId: replaced.id } })
  })
}
