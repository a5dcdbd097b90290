import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { UserPlus, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { addContact } from '#server/accounts/add-contact.ts'
import { changeGrant, removeGrant } from '#server/accounts/change-grant.ts'
import { enableAccess } from '#server/accounts/enable-access.ts'
import { addContactForm, changeGrantForm, enableAccessForm, grantForm, invitationForm } from '#server/accounts/forms.ts'
import { accountPage } from '#server/accounts/queries.ts'
import { sendAgain } from '#server/accounts/send-again.ts'
import { withdrawInvitation } from '#server/accounts/withdraw-invitation.ts'
import { NotFound } from '#server/platform/errors.ts'
import { readForm } from '#server/platform/read-form.ts'
import { AccountDialogs } from '~/accounts/account-dialogs.tsx'
import { CompanyAddress } from '~/accounts/company-address.tsx'
import { ContactRow } from '~/accounts/contact-row.tsx'
import { MessageButton } from '~/chat/message-button.tsx'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titledAs } from '~/frame/title.ts'
import { LinkButton } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { Notice } from '~/ui/notice.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { Badge } from '~/ui/status.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.account.name)

export const loader = ({ context, params }: LoaderFunctionArgs) => accountPage(callerOf(context), params.account ?? '')

const TOLD = ['enabled', 'sent_again', 'withdrawn', 'changed', 'removed'] as const

export async function action({ context, request, params }: ActionFunctionArgs) {
  const caller = callerOf(context)
  const sent = await request.formData()
  const told = (what: (typeof TOLD)[number]) => redirect(`${new URL(request.url).pathname}?told=${what}`)
  switch (sent.get('do')) {
    case 'enable':
      await enableAccess(caller, readForm(enableAccessForm, sent))
      return told('enabled')
    case 'send_again':
      await sendAgain(caller, readForm(invitationForm, sent))
      return told('sent_again')
    case 'withdraw':
      await withdrawInvitation(caller, readForm(invitationForm, sent))
      return told('withdrawn')
    case 'change':
      await changeGrant(caller, readForm(changeGrantForm, sent))
      return told('changed')
    case 'remove':
      await removeGrant(caller, readForm(grantForm, sent))
      return told('removed')
    case 'add_contact': {
      const { contactId } = await addContact(caller, params.account ?? '', readForm(addContactForm, sent))
      return redirect(`${new URL(request.url).pathname}?${sent.get('then') === 'enable' ? `enable=${contactId}` : ''}`)
    }
    default:
      throw new NotFound()
  }
}

export default function Account() {
  const page = useLoaderData<typeof loader>()
  const { account, contacts, mostGiven, partners } = page
  const whole = partners.find(({ kind }) => kind === 'account')
  const { t } = useTranslation('accounts')
  const base = useBase()
  const [query] = useSearchParams()
  const told = TOLD.find((one) => one === query.get('told'))
  const refused = useRefused()
  const inDialog = ['enable', 'change', 'remove', 'contact'].some((name) => query.has(name))
  return (
    <Page
      title={account.name}
      crumbs={[{ label: t('title'), to: `${base}/accounts` }]}
      actions={whole && <MessageButton opens={whole.opens} />}
      beside={
        <>
          {account.isCustomer && <Badge>{t('customer')}</Badge>}
          {account.isSupplier && <Badge>{t('supplier')}</Badge>}
        </>
      }
    >
      {told && (
        <Notice tone="good" role="status">
          {t(`told.${told}`)}
        </Notice>
      )}
      {!inDialog && refused.words && <FormError words={refused.words} />}
      <Section
        title={t('contacts')}
        kind="list"
        action={
          <LinkButton to="?contact=new" size="small" icon={UserPlus} preventScrollReset>
            {t('add_contact')}
          </LinkButton>
        }
      >
        {contacts.length === 0 ? (
          <EmptyState icon={Users} title={t('contacts_empty')}>
            {t('contacts_empty_help')}
          </EmptyState>
        ) : (
          <ul aria-label={t('contacts')} className="divide-y divide-line">
            {contacts.map((contact) => (
              <ContactRow key={contact.id} contact={contact} mayGive={mostGiven !== null} partners={partners} />
            ))}
          </ul>
        )}
      </Section>
      <CompanyAddress account={account} contacts={contacts} mayGive={mostGiven !== null} />
      <AccountDialogs page={page} />
    </Page>
  )
}
