import { z } from 'zod'

const tick = z.preprocess((value) => value === 'on' || value === 'true' || value === true, z.boolean())

/** Both controls of Settings → Contracts; each form sends one of them. */
export const contractCommentsForm = z.object({
  contractComments: tick,
  /** The settings' version that the page showed. */
  version: z.coerce.number().int().positive(),
})
export type ContractCommentsForm = z.infer<typeof contractCommentsForm>

export const attachmentControlsForm = z.object({
  blockUpload: tick,
  blockEdit: tick,
  blockDelete: tick,
  attachmentMode: z.enum(['always', 'until_approved'], 'choose_one'),
  version: z.coerce.number().int().positive(),
})
export type AttachmentControlsForm = z.infer<typeof attachmentControlsForm>
