import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { KeyRound, Pencil, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { accountAction } from '#server/accounts/account-action.ts'
import { contactPage } from '#server/accounts/account-page.ts'
import { FreezeForm } from '~/access/freeze-later.tsx'
import { useAccessSaid } from '~/accounts/access-said.ts'
import { AccountDialogs, EarlierAccess } from '~/accounts/later.tsx'
import { GuestAccess } from '~/accounts/guest-access.tsx'
import { backTold } from '~/accounts/back-told.ts'
import { MAILED, RULES, useTold, useTone } from '~/accounts/told.ts'
import { useSuspending } from '~/accounts/use-suspending.ts'
import { useWay } from '~/accounts/way.ts'
import { callerOf } from '~/frame/caller.ts'
import { Page } from '~/frame/page.tsx'
import { titledAs } from '~/frame/title.ts'
import { applyAccess } from '~/live/apply-access.ts'
import { useLive } from '~/live/use-live.ts'
import { CameOf, MailWritten } from '~/settings/told-later.tsx'
import { Fact, Facts, Section } from '~/ui/card.tsx'
import { Menu } from '~/ui/menu.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { Badge, FrozenBadge } from '~/ui/status.tsx'
import { Told } from '~/ui/told.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.contact?.name)

export const loader = ({ context, params }: LoaderFunctionArgs) => contactPage(callerOf(context), params.contact ?? '')

export async function action({ context, request, params }: ActionFunctionArgs) {
  const done = await accountAction(callerOf(context), params.account ?? '', await request.formData())
  if (done.told === 'contact_removed')
    return redirect(`${new URL(request.url).pathname.replace(/\/contacts\/.*$/, '')}?told=contact_removed`)
  return backTold(request, done)
}

/** A contact's card: who they are, and "Settings and guest access" [A2]. */
export default function Contact() {
  const loaded = useLoaderData<typeof loader>()
  const page = useLive({ streams: loaded.positions, initial: loaded, apply: applyAccess })
  const { account, contact, mostGiven } = page
  const { t } = useTranslation('accounts')
  const { crumbs, list, proposes } = useWay()
  const told = useTold()
  const tone = useTone(told)
  const refused = useRefused()
  const suspending = useSuspending(mostGiven !== null)
  const accessSaid = useAccessSaid()
  const [query] = useSearchParams()
  if (!contact) return null
  const inForm = ['enable', 'change', 'remove', 'contact', 'remove_contact'].some((name) => query.has(name))
  const mayEnable = mostGiven !== null && contact.access === 'none'
  return (
    <Page
      title={contact.name}
      crumbs={[
        ...crumbs,
        { label: account.name, to: `${list}/${account.id}` },
        { label: t('contacts'), to: `${list}/${account.id}#contacts` },
      ]}
      beside={
        <>
          {contact.isPrimary && <Badge>{t('primary')}</Badge>}
          <FrozenBadge how={contact.frozen?.how} />
        </>
      }
      actions={
        <Menu
          label={t('more')}
          name={contact.name}
          about={accessSaid(contact)}
          items={[
            ...(mayEnable ? [{ label: t('enable'), icon: KeyRound, to: `?enable=${contact.id}` }] : []),
            ...suspending(contact),
            { label: t('contact.edit'), icon: Pencil, to: `?contact=${contact.id}` },
            {
              label: t('contact.remove'),
              icon: Trash2,
              ...(contact.kept
                ? { why: t(`contact.kept.${contact.kept}`) }
                : { grave: true, to: `?remove_contact=${contact.id}` }),
            },
          ]}
        />
      }
    >
      {told && (
        <Told tone={tone}>
          {t(`told.${told}`)} {MAILED.has(told) && <MailWritten />}
          {RULES.has(told) && <CameOf of={loaded} />}
        </Told>
      )}
      {!inForm && refused.words && <FormError words={refused.words} />}
      <Section title={t('details')}>
        <Facts>
          {contact.jobTitle && <Fact name={t('contact.job_title')}>{contact.jobTitle}</Fact>}
          <Fact name={t('email')}>
            {contact.email ? (
              <a href={`mailto:${contact.email}`} className="link wrap-anywhere" dir="ltr">
                {contact.email}
              </a>
            ) : (
              <span className="text-faint">{t('none_given')}</span>
            )}
          </Fact>
          {contact.phone && (
            <Fact name={t('form.phone')}>
              <bdi dir="ltr">{contact.phone}</bdi>
            </Fact>
          )}
        </Facts>
      </Section>
      <GuestAccess contact={contact} mayGive={mostGiven !== null} />
      {page.mayFreeze && contact.userId && (
        <FreezeForm
          whom="person"
          does="freeze_person"
          userId={contact.userId}
          how={contact.frozen?.how ?? null}
          lastDay={contact.frozen?.lastDay ?? null}
        />
      )}
      <EarlierAccess earlier={page.earlier} />
      <AccountDialogs page={{ ...page, proposes: proposes ?? page.proposes }} contacts={[contact]} />
    </Page>
  )
}
