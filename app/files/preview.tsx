import { ChevronLeft, ChevronRight, Download } from 'lucide-react'
import { useEffect, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preview as Kind } from '#server/files/kinds.ts'
import { buttonLook, IconButton } from '~/ui/button.tsx'
import { Dialog } from '~/ui/dialog.tsx'

/** Something that can be looked at. */
export interface Shown {
  /** Tells it from the others. */
  id: string
  name: string
  kind: Kind
  /** Where its content is. */
  address: string
}

interface PreviewProps {
  /** In the order in which one leafs through them. */
  all: readonly Shown[]
  /** The one that is open; null for none. */
  at: string | null
  onMove: (id: string) => void
  onClose: () => void
}

/** Pictures and PDF over the page, with the ones before and after [D5]. */
export function Preview({ all, at, onMove, onClose }: PreviewProps) {
  const { t } = useTranslation('files')
  const place = all.findIndex(({ id }) => id === at)
  const shown = all[place]
  // What is not there any more is not looked at any more.
  const gone = at !== null && !shown
  useEffect(() => {
    if (gone) onClose()
  }, [gone])
  const move = (by: number) => {
    const next = all[place + by]
    if (next) onMove(next.id)
  }
  const press = (event: KeyboardEvent) => {
    const forward = document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') move(event.key === forward ? 1 : -1)
  }
  return (
    <Dialog
      large
      open={shown !== undefined}
      onClose={onClose}
      title={<bdi className="block truncate">{shown?.name}</bdi>}
      footer={
        shown && (
          <div className="flex w-full items-center gap-2">
            {all.length > 1 && (
              <>
                <IconButton
                  label={t('previous')}
                  icon={ChevronLeft}
                  disabled={place === 0}
                  className="rtl:-scale-x-100"
                  onClick={() => move(-1)}
                />
                <span role="status" className="text-small text-soft tabular-nums">
                  {t('place', { at: place + 1, of: all.length })}
                </span>
                <IconButton
                  label={t('next')}
                  icon={ChevronRight}
                  disabled={place === all.length - 1}
                  className="rtl:-scale-x-100"
                  onClick={() => move(1)}
                />
              </>
            )}
            <a href={shown.address} download className={`${buttonLook()} ms-auto`}>
              <Download className="size-4" aria-hidden />
              {t('save')}
            </a>
          </div>
        )
      }
    >
      {shown && (
        <div className="flex h-full items-center justify-center" onKeyDown={press}>
          <Content key={shown.id} shown={shown} />
        </div>
      )}
    </Dialog>
  )
}

function Content({ shown: { kind, name, address } }: { shown: Shown }) {
  const { t } = useTranslation('files')
  const [failed, setFailed] = useState(false)
  const source = `${address}${address.includes('?') ? '&' : '?'}show=1`
  // Phones have no reader of PDF that could stand in a page.
  if (failed || (kind === 'pdf' && !navigator.pdfViewerEnabled)) return <p className="text-soft">{t('not_shown')}</p>
  if (kind === 'pdf') return <iframe src={source} title={name} className="h-full w-full rounded-box bg-sunken" />
  return (
    <img
      src={source}
      alt={name}
      tabIndex={0}
      className="max-h-full max-w-full rounded-[6px] object-contain"
      onError={() => setFailed(true)}
    />
  )
}
