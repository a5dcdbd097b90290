import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { streamOf } from '#server/streams/events.ts'
import { positionsOf, type Positions } from '#server/streams/positions.ts'
import { attachmentControlsForm, contractCommentsForm } from './forms.ts'
import type { Effect } from './people-bound.ts'
import { effectOfSettings, readContractSettings, type ContractSettings } from './queries.ts'
import { saveAttachmentControls, saveContractComments } from './save-contract-settings.ts'

/** Settings → Contracts: both controls, and whom they bind right now. Errors: `NotAllowed` for all but admins. */
export interface ContractSettingsPage {
  settings: Omit<ContractSettings, 'savedAt'> & { savedAt: string | null }
  effect: { comments: Effect; attachments: Effect }
  positions: Positions
}

export function contractSettingsPage(caller: Caller): Promise<ContractSettingsPage> {
  return look(caller, async (here) => {
    here.must('settings.edit')
    const positions = await positionsOf(here.db, [streamOf.settings])
    const { savedAt, ...settings } = await readContractSettings(here.db)
    return {
      settings: { ...settings, savedAt: savedAt?.toISOString() ?? null },
      effect: await effectOfSettings(here),
      positions,
    }
  })
}

/** Saves one of the controls. Errors: `Invalid`, and those of saving. */
export async function contractSettingsAction(
  caller: Caller,
  form: FormData,
): Promise<{ saved: 'comments' | 'attachments' }> {
  const intent = form.get('intent')
  if (intent === 'comments') await saveContractComments(caller, readForm(contractCommentsForm, form))
  else if (intent === 'attachments') await saveAttachmentControls(caller, readForm(attachmentControlsForm, form))
  else throw new Invalid({})
  return { saved: intent }
}
