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

export const changeGrantForm = z.object({
  grantId: ids,
  suspended: z.literal('on').optional(),
  /** The grant's version that was shown; absent where nothing was. */
  version: z.coerce.number().int().positive().optional(),
  ...terms,
})
export type ChangeGrantForm = z.infer<typeof changeGrantForm>

export const grantForm = z.object({ grantId: ids, version: z.coerce.number().int().positive().optional() })
export type GrantForm = z.infer<typeof grantForm>

export const invitationForm = z.object({ invitationId: ids })
export type InvitationForm = z.infer<typeof invitationForm>

/** Text on one line that may be left empty. */
const optionalLine = (most: number) =>
  z
    .union([empty, line(most)])
    .optional()
    .transform((text) => text || null)
const optionalEmail = z
  .union([empty, email])
  .optional()
  .transform((address) => address ?? null)
/**
 * A telephone number as people write it, with its extension, 5 to 40 characters. Which numbers there are is not asked: every country has its own,
 * and nothing is made of it but what people read.
 */
const phone = z
  .union([empty, line(60).regex(/^$|^(?=.{5,40}$)(?=.*\d)(?:[\d +().\-/\u00a0]|ext)+$/i, 'not_a_phone')])
  .optional()
  .transform((number) => number || null)
/** A web address, as people type it; nothing else becomes a link [S24]. */
const website = z
  .union([
    empty,
    line(200)
      .transform((typed) =>
        /^[a-z][a-z\d+.-]*:/i.test(typed) && !/^[^/]*\.[^/]*:\d/.test(typed) ? typed : `https://${typed}`,
      )
      .refine(isWebAddress, 'not_a_website'),
  ])
  .optional()
  .transform((address) => address ?? null)

function isWebAddress(address: string): boolean {
  const url = URL.parse(address)
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    /[^.]\.[^.]/.test(url.hostname) &&
    !/\s/.test(address) &&
    !url.username
  )
}
const ticked = z
  .literal('on')
  .optional()
  .transform((on) => on === 'on')
/** The version that the page showed, so that two Saves are told apart [X10]. */
const version = z.coerce.number().int().positive()

export const contactForm = z.object({
  name: personName,
  email: optionalEmail,
  phone,
  jobTitle: optionalLine(200),
  isPrimary: ticked,
})
export type ContactForm = z.infer<typeof contactForm>
export const editContactForm = contactForm.extend({ contactId: ids, version })
export type EditContactForm = z.infer<typeof editContactForm>

export const contactIdForm = z.object({ contactId: ids })
export type ContactIdForm = z.infer<typeof contactIdForm>

const account = z.object({
  name: line(200).min(1, 'required'),
  isCustomer: ticked,
  isSupplier: ticked,
  isPerson: ticked,
  email: optionalEmail,
  phone,
  website,
  address: z
    .string()
    .trim()
    .max(500, 'too_long')
    .optional()
    .transform((text) => text || null),
  locale: z.enum(['en', 'bg', 'fr', 'ar'], 'choose_one').default('en'),
})
const kinds = {
  check: ({ isCustomer, isSupplier }: { isCustomer: boolean; isSupplier: boolean }) => isCustomer || isSupplier,
  // Also where another field is wrong: all of it is said at once.
  says: { path: ['isCustomer'], error: 'customer_or_supplier', when: () => true },
}
export const accountForm = account.refine(kinds.check, kinds.says)
export type AccountForm = z.infer<typeof accountForm>
export const editAccountForm = account.extend({ version }).refine(kinds.check, kinds.says)
export type EditAccountForm = z.infer<typeof editAccountForm>

const frozen = z
  .union([empty, z.enum(['read_only', 'off'])])
  .optional()
  .transform((state) => state ?? null)

/** How somebody, or an account, is frozen: null thaws. Without a last day it holds until it is taken back [A17]. */
export const freezingForm = z.object({
  frozen,
  lastDay,
  /** How it was when the form was begun; the fields are empty where it was not. */
  shownFrozen: z.enum(['', 'read_only', 'off']).optional(),
  shownLastDay: z.string().max(10).optional(),
})
export type Freezing = z.infer<typeof freezingForm>

export const freezeForm = freezingForm.extend({ userId: ids })
export type FreezeForm = z.infer<typeof freezeForm>
