import { z } from 'zod'
import { MOST_CHARACTERS } from './catalogue.ts'

const password = z.string().max(4 * MOST_CHARACTERS, 'password_too_long')
/** Text on one line. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most, 'too_long')
    .regex(/^[^\p{Cc}]*$/u, 'no_control_characters')

/** An e-mail address as it can be handed to a mail server: one line, no blanks, no brackets [S31]. */
export const email = line(254)
  .min(1, 'required')
  .toLowerCase()
  .regex(/^[^\s@<>"'(),;:\\[\]]+@[^\s@<>"'(),;:\\[\]]+\.[^\s@<>"'(),;:\\[\]]{2,}$/u, 'not_an_email')

/** A person's name. */
export const personName = line(200).min(1, 'required')

/** Letters, digits, dots, dashes; never an `@`, so that no login name can be somebody's address. */
export const loginName = line(40)
  .min(3, 'login_name_short')
  .regex(/^[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?$/u, 'login_name_shape')

export const signInForm = z.object({
  name: z.string().trim().min(1, 'required').max(254, 'too_long'),
  password: password.min(1, 'required'),
  /** Where one wanted to go. */
  to: z.string().max(2000).optional(),
})
export type SignInForm = z.infer<typeof signInForm>

export const activateForm = z.object({ loginName, password: password.min(1, 'required') })
export type ActivateForm = z.infer<typeof activateForm>

export const askResetForm = z.object({ email: z.string().trim().min(1, 'required').max(254, 'too_long') })
export type AskResetForm = z.infer<typeof askResetForm>

export const resetForm = z.object({ password: password.min(1, 'required') })
export type ResetForm = z.infer<typeof resetForm>

export const setUpForm = z.object({
  code: z.string().trim().min(1, 'required').max(100, 'too_long'),
  hostName: line(200).min(1, 'required'),
  name: personName,
  email,
  /** The host's, and the first Owner's. IANA name. */
  timeZone: z.string().min(1, 'choose_one').max(64, 'too_long'),
  password: password.min(1, 'required'),
})
export type SetUpForm = z.infer<typeof setUpForm>
