import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { Pencil, UserPlus, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { accountAction } from '#server/accounts/account-action.ts'
import { accountPage } from '#server/accounts/account-page.ts'
import { fileAction, isFileIntent } from '#server/files/file-action.ts'
import { AccountDetails } from '~/accounts/account-details.tsx'
import { AboutAccount, AccessPanel, AccountDialogs, CompanyAddress } from '~/accounts/later.tsx'
import { Kinds } from '~/accounts/account-row.tsx'
import { ContactRow } from '~/accounts/contact-row.tsx'
import { MessageButton } from '~/chat/message-button.tsx'
import { InPage } from '~/accounts/in-page.tsx'
import { backTold } from '~/accounts/back-told.ts'
import { MAILED, RULES, useTold, useTone } from '~/accounts/told.ts'
import { useWay } from '~/accounts/way.ts'
import { answered } from '~/frame/answered.ts'
import { callerOf } from '~/frame/caller.ts'
import { AsidePart, Page } from '~/frame/page.tsx'
import { titledAs } from '~/frame/title.ts'
import { applyAccess } from '~/live/apply-access.ts'
import { useLive } from '~/live/use-live.ts'
import { NotesSection } from '~/notes/notes-later.tsx'
import { CameOf, MailWritten } from '~/settings/told-later.tsx'
import { LinkButton } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { FrozenBadge } from '~/ui/status.tsx'
import { Told } from '~/ui/told.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.account.name)

export const loader = ({ context, params, request }: LoaderFunctionArgs) =>
  accountPage(callerOf(context), params.account ?? '', new URL(request.url).searchParams)

export async function action({ context, request, params }: ActionFunctionArgs) {
  const sent = await request.formData()
  if (isFileIntent(sent)) return answered(request, await fileAction(callerOf(context), sent))
  const done = await accountAction(callerOf(context), params.account ?? '', sent)
  if (done.contactId && sent.get('then') === 'enable')
    return redirect(`${new URL(request.url).pathname}?enable=${done.contactId}`)
  // A switch is answered where it is: led elsewhere, it would keep an earlier refusal beside it.
  if (sent.get('do') === 'share_note') return answered(request, null)
  return backTold(request, done)
}

/** What every account's page has. */
const PARTS = ['contacts', 'access', 'notes'] as const

export default function Account() {
  const loaded = useLoaderData<typeof loader>()
  const page = useLive({ streams: loaded.positions, initial: loaded, apply: applyAccess })
  const { account, contacts, mostGiven, partners } = page
  const whole = partners.find(({ kind }) => kind === 'account')
  const { t } = useTranslation('accounts')
  const { crumbs, list, proposes } = useWay()
  const here = `${list}/${account.id}`
  const told = useTold()
  const tone = useTone(told)
  const refused = useRefused()
  const [query] = useSearchParams()
  const parts = Object.values(page.about).some(({ rows }) => rows.length > 0) ? [...PARTS, 'about' as const] : PARTS
  const inForm = ['enable', 'change', 'remove', 'contact', 'access', 'note'].some((name) => query.has(name))
  return (
    <Page
      title={account.name}
      crumbs={crumbs}
      beside={
        <>
          <Kinds account={account} />
          <FrozenBadge how={page.frozen?.how} />
        </>
      }
      actions={
        <>
          {whole && <MessageButton opens={whole.opens} />}
          <LinkButton to={`${here}/edit`} icon={Pencil}>
            {t('edit')}
          </LinkButton>
        </>
      }
      aside={
        <AsidePart title={t('details')}>
          <AccountDetails account={account} />
        </AsidePart>
      }
    >
      <InPage label={account.name} parts={parts} />
      {told && (
        <Told tone={tone}>
          {t(`told.${told}`)} {MAILED.has(told) && <MailWritten />}
          {RULES.has(told) && <CameOf of={loaded} />}
        </Told>
      )}
      {!inForm && refused.words && <FormError words={refused.words} />}
      <Section
        title={t('contacts')}
        kind="list"
        action={
          <LinkButton to="?contact=new" size="small" icon={UserPlus} preventScrollReset>
            {t('add_contact')}
          </LinkButton>
        }
      >
        <div id="contacts" />
        {contacts.length === 0 ? (
          <EmptyState icon={Users} title={t('contacts_empty')}>
            {t('contacts_empty_help')}
          </EmptyState>
        ) : (
          <ul aria-label={t('contacts')} className="divide-y divide-line">
            {contacts.map((contact) => (
              <ContactRow
                key={contact.id}
                contact={contact}
                to={`${here}/contacts/${contact.id}`}
                mayGive={mostGiven !== null}
                partners={partners}
              />
            ))}
          </ul>
        )}
      </Section>
      <CompanyAddress account={account} contacts={contacts} mayGive={mostGiven !== null} />
      <AccessPanel page={page} />
      <NotesSection notes={page.notes} account={account.name} />
      <div id="about" />
      <AboutAccount page={page} />
      <AccountDialogs page={{ ...page, proposes: proposes ?? page.proposes }} contacts={contacts} />
    </Page>
  )
}
