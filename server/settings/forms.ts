import { z } from 'zod'
import { line } from '#server/auth/forms.ts'
import { CATALOGUE, KINDS, type ExternalAction } from '#server/access/catalogue.ts'

/** What the host is called and in which zone its days are counted, and what the page showed of both. */
export const hostForm = z.object({
  hostName: line(200).min(1, 'required'),
  timeZone: z.string().min(1, 'choose_one').max(64, 'too_long'),
  shownName: z.string().max(200),
  shownZone: z.string().max(64),
})
export type HostForm = z.infer<typeof hostForm>

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
