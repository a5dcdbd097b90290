import { z } from 'zod'
import { resetForm, personName } from '#server/auth/forms.ts'
import { LANGUAGES } from './catalogue.ts'

export const profileForm = z.object({
  name: personName,
  locale: z.enum(LANGUAGES, 'required'),
  timeZone: z.string().min(1, 'required').max(64, 'too_long'),
  version: z.coerce.number().int(),
})
export type ProfileForm = z.infer<typeof profileForm>

export const ownPasswordForm = resetForm.extend({ oldPassword: resetForm.shape.password })
export type OwnPasswordForm = z.infer<typeof ownPasswordForm>

export const sessionForm = z.object({ session: z.string().min(1, 'required').max(100, 'too_long') })
export type SessionForm = z.infer<typeof sessionForm>
