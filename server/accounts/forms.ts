import { z } from 'zod'
import { KINDS, ROLES, type Role } from '#server/access/catalogue.ts'
import { email, line, personName } from '#server/auth/forms.ts'

const ids = z.uuid('required')
const empty = z.literal('').transform(() => null)
const optionalId = z
  .union([empty, z.uuid()])
  .optional()
  .transform((id) => id ?? null)

/** An empty field is no limit [A7]. */
const daysBack = z
  .union([empty, z.coerce.number('whole_number').int('whole_number').min(1, 'at_least_one').max(36_500, 'too_much')])
  .optional()
  .transform((days) => days ?? null)

/** The last day on which the grant is live, as the field gives it: YYYY-MM-DD. */
const lastDay = z
  .union([empty, z.iso.date('not_a_date')])
  .optional()
  .transform((day) => day ?? null)

const role = z.coerce
  .number()
  .refine((value): value is Role => (ROLES as readonly number[]).includes(value), 'required')

/** What a grant gives; the same fields when it is offered and when it is changed. */
const terms = {
  role,
  daysBack,
  lastDay,
  notes: z.string().trim().max(2000, 'too_long').default(''),
  answersId: optionalId,
  /** L90 cannot be taken back: whoever gives it has read that. */
  understood: z.literal('on').optional(),
}

export const enableAccessForm = z.object({ contactId: ids, email, kind: z.enum(KINDS), ...terms })
export type EnableAccessForm = z.infer<typeof enableAccessForm>

export const changeGrantForm = z.object({ grantId: ids, suspended: z.literal('on').optional(), ...terms })
export type ChangeGrantForm = z.infer<typeof changeGrantForm>

export const grantForm = z.object({ grantId: ids })
export type GrantForm = z.infer<typeof grantForm>

export const invitationForm = z.object({ invitationId: ids })
export type InvitationForm = z.infer<typeof invitationForm>

export const addContactForm = z.object({
  name: personName,
  email: z
    .union([empty, email])
    .optional()
    .transform((address) => address ?? null),
  jobTitle: z
    .union([empty, line(200)])
    .optional()
    .transform((title) => title ?? null),
})
export type AddContactForm = z.infer<typeof addContactForm>

/** How a person is frozen: null thaws. Without a last day it holds until it is taken back. */
export const freezeForm = z.object({ userId: ids, frozen: z.enum(['read_only', 'off']).nullable(), lastDay })
export type FreezeForm = z.infer<typeof freezeForm>
