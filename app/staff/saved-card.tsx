import { useTranslation } from 'react-i18next'
import { TICKS } from '#server/staff/catalogue.ts'
import type { StaffView } from '#server/staff/views.ts'
import type { Refused } from '~/ui/refused.tsx'
import { SavedNow } from '~/ui/saved-now.tsx'

/** What somebody else saved of a staff card while one edited it. */
export function SavedCard({ member, typed }: { member: StaffView; typed: Refused['typed'] }) {
  const { t } = useTranslation(['settings', 'common'])
  return (
    <SavedNow
      typed={typed}
      fields={[
        { name: 'name', label: t('staff.name'), value: member.name },
        { name: 'email', label: t('staff.email'), value: member.email },
        {
          name: 'role',
          label: t('staff.role_label'),
          value: member.role,
          shown: t(`common:staff_role.${member.role}`),
        },
        ...TICKS.map((tick) => ({ name: tick, label: t(`staff.tick.${tick}`), value: member.ticks[tick] })),
      ]}
    />
  )
}
