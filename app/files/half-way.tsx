import { FileClock, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '~/ui/button.tsx'
import { sizeIn } from '~/ui/file-row.tsx'
import { forgetUpload, keptFor } from './kept-uploads.ts'

interface HalfWayProps {
  /** Where the files go. */
  to: string
  /** Changes when something is on its way or has arrived. */
  underWay: number
  onChoose: () => void
}

/** Files that were half-way here when their page was closed: the browser needs to be shown the file again to go on. */
export function HalfWay({ to, underWay, onChoose }: HalfWayProps) {
  const { t, i18n } = useTranslation('files')
  const [found, setFound] = useState<ReturnType<typeof keptFor>>([])
  useEffect(() => {
    setFound(underWay > 0 ? [] : keptFor(to))
  }, [to, underWay])
  return found.map(({ print, kept }) => (
    <li key={print} className="flex items-start gap-3 px-4 py-3">
      <FileClock className="mt-0.5 size-5 shrink-0 text-soft" strokeWidth={1.5} aria-hidden />
      <div className="min-w-0 flex-1">
        <p>
          {t('half_way', {
            size: sizeIn(i18n.language, kept.size),
            percent: new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(kept.sent),
          })}
        </p>
        <p className="mt-1">
          <Button type="button" size="small" onClick={onChoose}>
            {t('choose_again')}
          </Button>
        </p>
      </div>
      <IconButton
        label={t('half_way_forget')}
        icon={X}
        onClick={() => {
          forgetUpload(print)
          setFound((all) => all.filter((one) => one.print !== print))
          void fetch(kept.url, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } }).catch(() => undefined)
        }}
      />
    </li>
  ))
}
