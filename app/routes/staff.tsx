import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useNavigate, useSearchParams } from '@remix-run/react'
import { UserPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { readForm } from '#server/platform/read-form.ts'
import { addStaff } from '#server/staff/add-staff.ts'
import { addStaffForm } from '#server/staff/forms.ts'
import { staffPage } from '#server/staff/queries.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { applySettings } from '~/live/apply-settings.ts'
import { useLive } from '~/live/use-live.ts'
import { CameOf } from '~/settings/told-later.tsx'
import { AddStaff } from '~/staff/add-staff.tsx'
import { StaffRow } from '~/staff/staff-row.tsx'
import { LinkButton } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { Dialog } from '~/ui/dialog.tsx'
import { DataList } from '~/ui/list.tsx'
import { Told } from '~/ui/told.tsx'

export const meta = () => titled('settings:staff.title')

export const loader = ({ context }: LoaderFunctionArgs) => staffPage(callerOf(context))

export async function action({ context, request }: ActionFunctionArgs) {
  const { userId } = await addStaff(callerOf(context), readForm(addStaffForm, await request.formData()))
  return redirect(`/s/settings/staff/${userId}?told=added`)
}

/** What was done on a card that is no longer there. */
const TOLD = ['removed', 'withdrawn'] as const

/** The host's own people [A20]. */
export default function Staff() {
  const loaded = useLoaderData<typeof loader>()
  const { staff, roles } = useLive({ streams: loaded.positions, initial: loaded, apply: applySettings })
  const { t } = useTranslation('settings')
  const base = useBase()
  const { sendsMail } = useFrame().frame
  const [query] = useSearchParams()
  const told = TOLD.find((one) => one === query.get('told'))
  const navigate = useNavigate()
  const close = () => {
    navigate('?', { replace: true, preventScrollReset: true })
  }
  return (
    <Page
      title={t('staff.title')}
      crumbs={[{ label: t('title'), to: `${base}/settings` }]}
      actions={
        <LinkButton to="?add=1" look="strong" icon={UserPlus} preventScrollReset>
          {t('staff.add')}
        </LinkButton>
      }
    >
      {told && (
        <Told>
          {t(`staff.told.${told}`)} <CameOf of={loaded} people={false} />
        </Told>
      )}
      <Card className="overflow-clip">
        <DataList label={t('staff.title')}>
          {staff.map((member) => (
            <StaffRow key={member.id} member={member} />
          ))}
        </DataList>
      </Card>
      {query.has('add') && (
        <Dialog
          open
          onClose={close}
          title={t('staff.add')}
          description={t(sendsMail ? 'staff.add_lead' : 'staff.add_lead_kept')}
        >
          <AddStaff roles={roles} onCancel={close} />
        </Dialog>
      )}
    </Page>
  )
}
