import { FOR_EVER } from '#server/access/catalogue.ts'
import { Form, useNavigate, useNavigation, useSubmit } from '@remix-run/react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, LinkButton } from '../ui/button.tsx'
import { Section } from '../ui/card.tsx'
import { Switch } from '../ui/tick.tsx'
import { AccessLines } from './access-lines.tsx'
import type { ContactView } from './types.ts'
import { mayNotSuspend } from './use-suspending.ts'

/**
 * "Settings and guest access" of a contact's card, with the flag "Access to the portal" [A2]: setting it sends an invitation, or opens
 * again what was suspended; clearing it suspends all that this person has for the account.
 */
export function GuestAccess({ contact, mayGive }: { contact: ContactView; mayGive: boolean }) {
  const { t } = useTranslation('accounts')
  const navigate = useNavigate()
  const submit = useSubmit()
  const form = useRef<HTMLFormElement>(null)
  const busy = useNavigation().state !== 'idle'
  const on = contact.access === 'live' || contact.access === 'invited'
  // What has ended is given a new last day: a second access of its kind would be refused.
  const [ended] = contact.access === 'ended' ? contact.grants : []
  const asks = ended ? `?change=${ended.id}` : contact.access === 'none' ? `?enable=${contact.id}` : null
  const owner = contact.grants.some(({ role }) => role === FOR_EVER)
  const locked = mayNotSuspend(contact, mayGive)
  const shut =
    contact.access === 'live' && contact.grants.every(({ state, frozen }) => state !== 'live' || frozen === 'off')
  return (
    <Section title={t('guest.title')} help={t(`guest.says.${shut ? 'off' : contact.access}`)}>
      <div className="flex flex-col gap-5">
        {contact.grants.length + contact.invitations.length > 0 && (
          <div className="flex flex-col gap-4">
            <AccessLines contact={contact} />
          </div>
        )}
        <Form ref={form} method="post" preventScrollReset className="flex flex-wrap items-center gap-4">
          <input type="hidden" name="contactId" value={contact.id} />
          <input type="hidden" name="do" value={on ? 'suspend' : 'resume'} />
          <Switch
            key={contact.access}
            label={t('guest.flag')}
            help={t(owner ? 'guest.owner' : locked ? 'guest.locked' : `guest.help.${contact.access}`)}
            defaultChecked={on}
            disabled={locked || busy}
            onChange={() => {
              if (asks) navigate(asks, { preventScrollReset: true })
              else submit(form.current, { preventScrollReset: true })
            }}
          />
          {!locked && (
            <noscript>
              {asks ? (
                <LinkButton to={asks} size="small">
                  {t('enable')}
                </LinkButton>
              ) : (
                <Button size="small">{t(on ? 'guest.clear' : 'guest.set')}</Button>
              )}
            </noscript>
          )}
        </Form>
      </div>
    </Section>
  )
}
