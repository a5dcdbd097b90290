import { CopyPlus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '~/ui/button.tsx'

interface SameNameProps {
  name: string
  onReplace: () => void
  onBoth: () => void
  onLeave: () => void
}

/** Asks about a chosen file that is called as one that is here: it may be that one's next version [D5]. */
export function SameName({ name, onReplace, onBoth, onLeave }: SameNameProps) {
  const { t } = useTranslation('files')
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <CopyPlus className="mt-0.5 size-5 shrink-0 text-soft" strokeWidth={1.5} aria-hidden />
      <div className="min-w-0 flex-1">
        <p role="status" className="wrap-anywhere">
          {t('same_name', { name })}
        </p>
        <p className="mt-2 flex flex-wrap gap-2">
          <Button type="button" size="small" onClick={onReplace}>
            {t('same_replace')}
          </Button>
          <Button type="button" size="small" look="plain" onClick={onBoth}>
            {t('same_both')}
          </Button>
        </p>
      </div>
      <IconButton label={t('cancel', { name })} icon={X} onClick={onLeave} />
    </li>
  )
}
