import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { readForm } from '#server/platform/read-form.ts'
import { changeGrant, removeGrant } from './change-grant.ts'
import { enableAccess } from './enable-access.ts'
import { changeGrantForm, enableAccessForm, grantForm } from './forms.ts'
import type { Done } from './catalogue.ts'

/** Does what a form of the navigator asks for [A8]. Errors: `NotFound` for what is none, and those of what it does. */
export async function navigatorAction(caller: Caller, sent: FormData): Promise<Done> {
  switch (sent.get('do')) {
    case 'change':
      await changeGrant(caller, readForm(changeGrantForm, sent))
      return { told: 'changed' }
    case 'remove':
      await removeGrant(caller, readForm(grantForm, sent))
      return { told: 'removed' }
    case 'enable':
      await enableAccess(caller, readForm(enableAccessForm, sent))
      return { told: 'enabled' }
    default:
      throw new NotFound()
  }
}
