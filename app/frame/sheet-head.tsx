import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/button.tsx'

/** The head of the right rail where it is a sheet: it hides what it is about, so it says what that is, and closes. `id`: the rail's. */
export function SheetHead({ id, title }: { id: string; title: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className="mb-2 flex items-start justify-between gap-3 lg:hidden">
      <bdi className="min-w-0 pt-1.5 font-medium wrap-anywhere">{title}</bdi>
      <IconButton label={t('close')} icon={X} popovertarget={id} popovertargetaction="hide" />
    </div>
  )
}
