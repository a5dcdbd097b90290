import { useTranslation } from 'react-i18next'
import type { StaffView } from '#server/staff/views.ts'
import { Notice } from '../ui/notice.tsx'
import { Time } from '../ui/time.tsx'

/** What is left of a card: that they were of the staff, and until when. */
export function GoneCard({ member, at }: { member: StaffView; at: string }) {
  const { t } = useTranslation('settings')
  return (
    <Notice tone="closed" title={t('staff.gone', { name: member.name })}>
      <p>
        {t('staff.gone_since')} <Time at={at} />
      </p>
      <p>{t('staff.gone_help')}</p>
    </Notice>
  )
}
