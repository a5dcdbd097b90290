import { z } from 'zod'
import { email, personName } from '#server/auth/forms.ts'
import { STAFF_ROLES } from './catalogue.ts'

const ticked = z
  .literal('on')
  .optional()
  .transform((on) => on === 'on')

const card = {
  name: personName,
  role: z.enum(STAFF_ROLES, 'choose_one'),
  mayGrantAccess: ticked,
  mayLoginAsClient: ticked,
  mayActAsClient: ticked,
  doesBilling: ticked,
  doesContracts: ticked,
}

export const addStaffForm = z.object({ email, ...card })
export type AddStaffForm = z.infer<typeof addStaffForm>

export const editStaffForm = z.object({
  ...card,
  /** The card's version that was shown. */
  version: z.coerce.number().int().positive(),
})
export type EditStaffForm = z.infer<typeof editStaffForm>

const frozen = z
  .union([z.literal('').transform(() => null), z.enum(['read_only', 'off'])])
  .optional()
  .transform((state) => state ?? null)
const lastDay = z
  .union([z.literal('').transform(() => null), z.iso.date('not_a_date')])
  .optional()
  .transform((day) => day ?? null)

/** How a member of the staff is frozen: null thaws; without a last day until it is taken back [A17]. */
export const freezeStaffForm = z.object({ frozen, lastDay })
export type FreezeStaffForm = z.infer<typeof freezeStaffForm>
