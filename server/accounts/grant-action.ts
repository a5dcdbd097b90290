import type { Caller } from '#server/platform/caller.ts'
import { readForm } from '#server/platform/read-form.ts'
import type { Done } from './catalogue.ts'
import { changeGrant, removeGrant } from './change-grant.ts'
import { enableAccess } from './enable-access.ts'
import { changeGrantForm, enableAccessForm, grantForm, invitationForm } from './forms.ts'
import { sendAgain } from './send-again.ts'
import { suspendGrant } from './suspend-grant.ts'
import { withdrawInvitation } from './withdraw-invitation.ts'

/** Does what a form of one grant or invitation asks for, wherever it stands; null for what is none. Errors: those of what it does. */
export async function grantAction(caller: Caller, sent: FormData): Promise<Done | null> {
  switch (sent.get('do')) {
    case 'enable':
      return { told: 'enabled', ...(await enableAccess(caller, readForm(enableAccessForm, sent))) }
    case 'change':
      await changeGrant(caller, readForm(changeGrantForm, sent))
      return { told: 'changed' }
    case 'remove':
      await removeGrant(caller, readForm(grantForm, sent))
      return { told: 'removed' }
    case 'suspend_grant':
      await suspendGrant(caller, readForm(grantForm, sent))
      return { told: 'suspended' }
    case 'send_again': {
      const form = readForm(invitationForm, sent)
      await sendAgain(caller, form)
      return { told: 'sent_again', ...form }
    }
    case 'withdraw':
      await withdrawInvitation(caller, readForm(invitationForm, sent))
      return { told: 'withdrawn' }
    default:
      return null
  }
}
