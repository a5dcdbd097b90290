import { z } from 'zod'
import { email, personName } from '#server/auth/forms.ts'
import { STAFF_ROLES, TICKS, type Tick } from './catalogue.ts'

const ticked = z
  .literal('on')
  .optional()
  .transform((on) => on === 'on')

const ticks = Object.fromEntries(TICKS.map((tick) => [tick, ticked])) as Record<Tick, typeof ticked>

const card = {
  name: personName,
  role: z.enum(STAFF_ROLES, 'choose_one'),
  ...ticks,
}

export const addStaffForm = z.object({ email, ...card })
export type AddStaffForm = z.infer<typeof addStaffForm>

/** The card's version that was shown. */
const version = z.coerce.number().int().positive()

export const editStaffForm = z.object({ email, ...card, version })
export type EditStaffForm = z.infer<typeof editStaffForm>

export const leaveStaffForm = z.object({ version })
export type LeaveStaffForm = z.infer<typeof leaveStaffForm>
