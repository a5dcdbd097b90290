import { z } from 'zod'
import { CATALOGUE, KINDS, type ExternalAction } from '#server/access/catalogue.ts'

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

const action = z.enum(Object.keys(CATALOGUE) as [ExternalAction, ...ExternalAction[]], 'choose_one')

/** One cell of the matrix, and whether it is ticked from now on. */
export const cellForm = z.object({ action, kind: z.enum(KINDS), ticked: tick })
export type CellForm = z.infer<typeof cellForm>
