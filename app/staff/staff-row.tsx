import { useTranslation } from 'react-i18next'
import { TICKS } from '#server/staff/catalogue.ts'
import type { StaffView } from '#server/staff/views.ts'
import { Avatar } from '~/ui/avatar.tsx'
import { DataRow } from '~/ui/list.tsx'
import { Badge, FrozenBadge } from '~/ui/status.tsx'

/** Somebody of the staff in the list, with what their card says. */
export function StaffRow({ member }: { member: StaffView }) {
  const { t } = useTranslation(['settings', 'common'])
  const ticks = TICKS.filter((tick) => member.ticks[tick])
  return (
    <DataRow
      to={member.id}
      title={member.name}
      start={<Avatar id={member.id} name={member.name} online={member.online} />}
      note={
        <>
          <bdi className="min-w-0 wrap-anywhere">{member.email}</bdi>
          {ticks.length > 0 && <span>{ticks.map((tick) => t(`staff.short.${tick}`)).join(', ')}</span>}
        </>
      }
      end={
        <span className="flex flex-wrap justify-end gap-1.5 max-sm:flex-col max-sm:items-end">
          <FrozenBadge how={member.frozen} />
          {member.invited && <Badge tone="info">{t('staff.invited')}</Badge>}
          <Badge tone={member.role === 'member' ? 'plain' : 'accent'}>{t(`common:staff_role.${member.role}`)}</Badge>
        </span>
      }
    />
  )
}
