import { Paperclip, X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { UploadRow } from '../files/upload-row.tsx'
import { IconButton } from '../ui/button.tsx'
import { sizeIn } from '../ui/file-row.tsx'
import type { useAttaching } from './use-attaching.ts'

type Attaching = ReturnType<typeof useAttaching>

/** Opens the chooser for files that go with what is written. */
export function Clip({ attaching: { open, accept, hold }, teamOnly }: { attaching: Attaching; teamOnly: boolean }) {
  const { t } = useTranslation('feed')
  const chooser = useRef<HTMLInputElement>(null)
  if (!open) return null
  return (
    <>
      <IconButton
        label={t(teamOnly ? 'attach_not_team' : 'attach')}
        icon={Paperclip}
        disabled={teamOnly}
        className="-ms-1.5 -me-1 mb-0.5"
        onClick={() => chooser.current?.click()}
      />
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-hidden
        tabIndex={-1}
        accept={accept}
        onChange={({ target }) => {
          hold([...(target.files ?? [])])
          target.value = ''
        }}
      />
    </>
  )
}

/** What will go with the comment, and what is on its way. */
export function AttachingList({ attaching: { held, letGo, uploads, doing, open } }: { attaching: Attaching }) {
  const { t, i18n } = useTranslation('feed')
  if (held.length + uploads.length === 0) return null
  return (
    <ul
      aria-label={t('attaching')}
      className="-mx-3 max-h-48 divide-y divide-line overflow-y-auto border-y border-line"
    >
      {uploads.map((upload) => (
        <UploadRow key={upload.key} upload={upload} open={open} {...doing} />
      ))}
      {held.map((file, nth) => (
        <li key={`${file.name} ${String(nth)}`} className="flex items-center gap-2 px-4 py-1 text-small">
          <Paperclip className="size-4 shrink-0 text-soft" aria-hidden />
          <bdi className="min-w-0 truncate">{file.name}</bdi>
          <span className="shrink-0 text-faint">{sizeIn(i18n.language, file.size)}</span>
          <span className="ms-auto">
            <IconButton label={t('attach_not', { name: file.name })} icon={X} onClick={() => letGo(file)} />
          </span>
        </li>
      ))}
    </ul>
  )
}
