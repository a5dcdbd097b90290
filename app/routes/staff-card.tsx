import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staffCard } from '#server/staff/queries.ts'
import { staffAction } from '#server/staff/staff-action.ts'
import { FreezeForm } from '~/access/freeze-later.tsx'
import { callerOf } from '~/frame/caller.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titledAs } from '~/frame/title.ts'
import { CameOf, MailWritten } from '~/settings/told-later.tsx'
import { CardFields } from '~/staff/card-fields.tsx'
import { SavedCard } from '~/staff/saved-card.tsx'
import { Button } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { Notice } from '~/ui/notice.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { Told } from '~/ui/told.tsx'
import { useBegun } from '~/ui/use-begun.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.member.name)

export const loader = ({ context, params }: LoaderFunctionArgs) => staffCard(callerOf(context), params.person ?? '')

export async function action({ context, params, request }: ActionFunctionArgs) {
  const told = await staffAction(callerOf(context), params.person ?? '', await request.formData())
  return redirect(`${new URL(request.url).pathname}?told=${told}`)
}

const TOLD = ['added', 'saved', 'frozen', 'invited'] as const

/** The card of somebody of the staff [A20]. */
export default function StaffCard() {
  const loaded = useLoaderData<typeof loader>()
  const { member, roles, lastOwner } = loaded
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
  const written = told === 'added' || told === 'invited'
  const busy = useNavigation().formData?.get('do') === 'save'
  return (
    <Page
      title={member.name}
      crumbs={[
        { label: t('title'), to: `${base}/settings` },
        { label: t('staff.title'), to: `${base}/settings/staff` },
      ]}
    >
      {told && (
        <Told tone={written && !frame.sendsMail ? 'warn' : 'good'}>
          {t(`staff.told.${told}`)} {written && <MailWritten of={member.id} />}
          {(told === 'saved' || told === 'frozen') && <CameOf of={loaded} people={false} />}
        </Told>
      )}
      <FormError words={refused.words} />
      {!member.mayChange && <Notice tone="closed">{t('staff.owners_only')}</Notice>}
      {lastOwner && member.mayChange && <Notice tone="closed">{t('staff.last_owner')}</Notice>}
      {member.invited && (
        <Notice
          title={t('staff.invited')}
          action={
            <Form method="post">
              <Button name="do" value="invite" size="small">
                {t(frame.sendsMail ? 'staff.send_again' : 'staff.new_link')}
              </Button>
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
      {!member.isMe && member.mayChange && (
        <FreezeForm whom="staff" does="freeze" how={member.frozen} lastDay={member.frozenLastDay} />
      )}
    </Page>
  )
}
