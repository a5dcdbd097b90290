import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useNavigate, useNavigation, useSearchParams } from '@remix-run/react'
import { MailX, UserX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { staffCard } from '#server/staff/queries.ts'
import { staffAction } from '#server/staff/staff-action.ts'
import { FreezeForm } from '~/access/freeze-later.tsx'
import { callerOf } from '~/frame/caller.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titledAs } from '~/frame/title.ts'
import { applySettings } from '~/live/apply-settings.ts'
import { useLive } from '~/live/use-live.ts'
import { CameOf, MailWritten } from '~/settings/told-later.tsx'
import { CardFields } from '~/staff/card-fields.tsx'
import { GoneCard, LeaveDialog } from '~/staff/later.tsx'
import { SavedCard } from '~/staff/saved-card.tsx'
import { Button, LinkButton } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { Menu } from '~/ui/menu.tsx'
import { Notice } from '~/ui/notice.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { Told } from '~/ui/told.tsx'
import { useBegun } from '~/ui/use-begun.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.member.name)

export const loader = ({ context, params, request }: LoaderFunctionArgs) =>
  staffCard(callerOf(context), params.person ?? '', new URL(request.url).searchParams.has('remove'))

export async function action({ context, params, request }: ActionFunctionArgs) {
  const told = await staffAction(callerOf(context), params.person ?? '', await request.formData())
  const { pathname } = new URL(request.url)
  const left = told === 'removed' || told === 'withdrawn'
  return redirect(`${left ? pathname.replace(/\/[^/]*$/, '') : pathname}?told=${told}`)
}

const TOLD = ['added', 'saved', 'moved', 'frozen', 'invited'] as const

/** The card of somebody of the staff [A20]. */
export default function StaffCard() {
  const loaded = useLoaderData<typeof loader>()
  const page = useLive({ streams: loaded.positions, initial: loaded, apply: applySettings })
  const { member, roles, lastOwner, handOver } = page
  const { t } = useTranslation('settings')
  const base = useBase()
  const { frame } = useFrame()
  const refused = useRefused()
  const [query] = useSearchParams()
  const { from, saved, round } = useBegun(member, refused, {
    form: { do: 'save' },
    conflict: refused.status === 409 && refused.typed('do') === 'save',
  })
  const told = TOLD.find((one) => one === query.get('told'))
  const written = told === 'added' || told === 'invited' || (told === 'moved' && member.invited)
  const rule = told === 'saved' || told === 'moved' || told === 'frozen'
  const navigate = useNavigate()
  const leaving = query.has('remove')
  const mayGo = !member.isMe && member.mayChange
  const busy = useNavigation().formData?.get('do') === 'save'
  const crumbs = [
    { label: t('title'), to: `${base}/settings` },
    { label: t('staff.title'), to: `${base}/settings/staff` },
  ]
  if (member.removedAt)
    return (
      <Page title={member.name} crumbs={crumbs}>
        {refused.words && <FormError words={refused.words} />}
        <GoneCard member={member} at={member.removedAt} />
      </Page>
    )
  return (
    <Page
      title={member.name}
      crumbs={crumbs}
      actions={
        mayGo &&
        !member.invited && (
          <Menu
            label={t('staff.more')}
            name={member.name}
            items={[{ label: t('staff.remove'), icon: UserX, grave: true, to: '?remove=1' }]}
          />
        )
      }
    >
      {told && (
        <Told tone={written && !frame.sendsMail ? 'warn' : 'good'}>
          {t(`staff.told.${told}`)} {written && <MailWritten of={member.id} />}
          {rule && <CameOf of={loaded} people={false} />}
        </Told>
      )}
      {!leaving && refused.words && <FormError words={refused.words} />}
      {!member.mayChange && <Notice tone="closed">{t('staff.owners_only')}</Notice>}
      {lastOwner && member.mayChange && <Notice tone="closed">{t('staff.last_owner')}</Notice>}
      {member.invited && (
        <Notice
          title={t('staff.invited')}
          action={
            <Form method="post" className="flex flex-wrap gap-2">
              <Button name="do" value="invite" size="small">
                {t(frame.sendsMail ? 'staff.send_again' : 'staff.new_link')}
              </Button>
              {mayGo && (
                <LinkButton to="?remove=1" size="small" look="plain" icon={MailX} preventScrollReset>
                  {t('staff.withdraw')}
                </LinkButton>
              )}
            </Form>
          }
        >
          {t('staff.invited_help', { email: member.email })}
        </Notice>
      )}
      <Section title={t('staff.card')} help={<bdi>{member.email}</bdi>}>
        <Form method="post" className="flex flex-col gap-5">
          <fieldset disabled={!member.mayChange} className="flex flex-col gap-5">
            {saved && <SavedCard member={saved} typed={refused.typed} />}
            <input type="hidden" name="version" value={from.version} />
            <CardFields key={round} member={from} roles={roles} refused={refused} />
            <span>
              <Button name="do" value="save" look="strong" busy={busy}>
                {t('staff.save')}
              </Button>
            </span>
          </fieldset>
        </Form>
      </Section>
      {mayGo && <FreezeForm whom="staff" does="freeze" how={member.frozen} lastDay={member.frozenLastDay} />}
      {mayGo && handOver && (
        <LeaveDialog
          member={member}
          handOver={handOver}
          onClose={() => {
            navigate('?', { replace: true, preventScrollReset: true })
          }}
        />
      )}
    </Page>
  )
}
