import { useSubmit } from '@remix-run/react'
import { CirclePause, CirclePlay } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { FOR_EVER } from '#server/access/catalogue.ts'
import type { MenuItem } from '../ui/menu.tsx'
import type { ContactView } from './types.ts'

/** Whether somebody may not suspend what this person has: it is not theirs to change, or an Owner's [A6]. */
export const mayNotSuspend = (contact: ContactView, mayGive: boolean): boolean =>
  !mayGive || contact.grants.some(({ role, mayChange }) => role === FOR_EVER || !mayChange)

/** In a contact's menu: suspends all that they have for the account, or opens it again [A2]. */
export function useSuspending(mayGive: boolean): (contact: ContactView) => MenuItem[] {
  const { t } = useTranslation('accounts')
  const submit = useSubmit()
  return (contact) => {
    if (mayNotSuspend(contact, mayGive) || (contact.access !== 'live' && contact.access !== 'suspended')) return []
    const live = contact.access === 'live'
    return [
      {
        label: t(live ? 'guest.clear' : 'guest.open_again'),
        note: t(live ? 'guest.clear_note' : 'guest.open_note'),
        icon: live ? CirclePause : CirclePlay,
        onSelect: () =>
          submit(
            { do: live ? 'suspend' : 'resume', contactId: contact.id },
            { method: 'post', preventScrollReset: true },
          ),
      },
    ]
  }
}
