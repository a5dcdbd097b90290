import { useTranslation } from 'react-i18next'
import type { Freeze } from '#server/access/viewer-row.ts'
import { Badge } from '~/ui/status.tsx'

/** How somebody, or an account, is frozen; nothing where they are not [A17]. */
export function FrozenBadge({ how }: { how: Freeze | null | undefined }) {
  const { t } = useTranslation('access')
  return how && <Badge tone="warn">{t(`frozen.${how}`)}</Badge>
}
