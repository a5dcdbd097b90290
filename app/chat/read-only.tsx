import { useTranslation } from 'react-i18next'
import type { ReasonId } from '#server/access/can.ts'
import { useFrame } from '~/frame/frame-context.ts'
import { Notice } from '~/ui/notice.tsx'

/** Says why its reader writes in no conversation. */
export function ReadOnly({ reason }: { reason: ReasonId }) {
  const { t, i18n } = useTranslation('feed')
  const { host } = useFrame().frame
  const key = i18n.exists(`closed.${reason}`, { ns: 'feed' }) ? `closed.${reason}` : 'closed.other'
  return <Notice tone="closed">{t(key as 'closed.other', { host })}</Notice>
}
