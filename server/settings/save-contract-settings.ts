import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import type { AttachmentControlsForm, ContractCommentsForm } from './forms.ts'
import { readContractSettings, type ContractSettings } from './queries.ts'

type Changes = Partial<Omit<ContractSettings, 'version' | 'savedBy' | 'savedById' | 'savedAt'>>

/** Opens or closes the comments on all contracts [D3]. When it returns, that is in force everywhere. Errors: `NotAllowed`, `Conflict`. */
export const saveContractComments = (caller: Caller, { version, ...changes }: ContractCommentsForm): Promise<void> =>
  save(caller, 'contract_comments', version, changes)

/** Says what externals may not do with the attachments of contracts, and until when [D4]. Errors: `NotAllowed`, `Conflict`. */
export const saveAttachmentControls = (
  caller: Caller,
  { version, ...changes }: AttachmentControlsForm,
): Promise<void> => save(caller, 'attachment_controls', version, changes)

/**
 * Saves what differs. What is so already is saved already, whoever did it; a page that showed older settings than these is told so instead
 * of changing them back unseen.
 */
function save(caller: Caller, what: string, seen: number, changes: Changes): Promise<void> {
  return work.rule(caller, what, async ({ db, must, audit, emit, viewer }) => {
    must('settings.edit')
    const now = await readContractSettings(db)
    const reach = { to: 'all' } as const
    const differing = Object.entries(changes).filter(([name, value]) => now[name as keyof Changes] !== value)
    if (differing.length === 0) return { reach, result: undefined }
    // One's own last press, not yet on one's own page, is nobody else's change.
    if (now.version !== seen && now.savedById !== viewer.userId)
      throw new Conflict('settings_changed', { name: now.savedBy ?? '' })
    await db
      .updateTable('portal_settings')
      .set({
        contract_comments: changes.contractComments ?? now.contractComments,
        block_upload: changes.blockUpload ?? now.blockUpload,
        block_edit: changes.blockEdit ?? now.blockEdit,
        block_delete: changes.blockDelete ?? now.blockDelete,
        attachment_mode: changes.attachmentMode ?? now.attachmentMode,
        version: now.version + 1,
        saved_at: viewer.now,
        saved_by: viewer.userId,
      })
      .execute()
    const old = differing.map(([name]) => [name, now[name as keyof Changes]] as const)
    audit(`settings.${what}`, 'portal', { old: Object.fromEntries(old), new: Object.fromEntries(differing) })
    emit({ stream: streamOf.settings, fact: 'settings.changed', data: { what } })
    return { reach, result: undefined }
  })
}
