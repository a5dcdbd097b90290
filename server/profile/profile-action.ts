import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { readForm } from '#server/platform/read-form.ts'
import type { Told } from './catalogue.ts'
import { changePassword } from './change-password.ts'
import { endSession } from './end-session.ts'
import { ownPasswordForm, profileForm, sessionForm } from './forms.ts'
import { saveProfile } from './save-profile.ts'

/** Does what a form of one's own page asks for: `do` names it. Errors: `NotFound` for what is none, and those of what it does. */
export async function profileAction(caller: Caller, sent: FormData): Promise<Told> {
  switch (sent.get('do')) {
    case 'save':
      await saveProfile(caller, readForm(profileForm, sent))
      return 'saved'
    case 'password':
      await changePassword(caller, readForm(ownPasswordForm, sent))
      return 'password'
    case 'end_session':
      await endSession(caller, readForm(sessionForm, sent))
      return 'session_ended'
    default:
      throw new NotFound()
  }
}
