import { Paperclip, X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { calledAs } from '../files/use-same-name.ts'
import { UploadRow } from '../files/upload-row.tsx'
import { IconButton } from '../ui/button.tsx'
import { FileName } from '../ui/file-name.tsx'
import { sizeIn } from '../ui/file-row.tsx'
import { useWords } from '../frame/words.ts'
import { useIsMessage } from './feed-context.ts'
import type { Held, useAttaching } from './use-attaching.ts'

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
export function AttachingList({ attaching }: { attaching: Attaching }) {
  const { t } = useTranslation('feed')
  const isMessage = useIsMessage()
  const { held, letGo, uploads, doing, open, list } = attaching
  if (held.length + uploads.length === 0) return null
  return (
    <ul
      aria-label={t('attaching')}
      className="-mx-3 max-h-48 divide-y divide-line overflow-y-auto border-y border-line"
    >
      {uploads.map((upload) => (
        <UploadRow
          key={upload.key}
          upload={upload}
          open={open}
          means={upload.sentId === null ? undefined : t(isMessage ? 'went_without_message' : 'went_without')}
          {...doing}
        />
      ))}
      {held.map((one) => (
        <HeldRow key={one.print} held={one} isHere={calledAs(one.file.name, list) !== undefined} onLetGo={letGo} />
      ))}
    </ul>
  )
}

interface HeldRowProps {
  held: Held
  /** One of its name is attached already. */
  isHere: boolean
  onLetGo: (print: string) => void
}

/** A file that waits for Send, or why it will not go. */
function HeldRow({ held: { print, file, error }, isHere, onLetGo }: HeldRowProps) {
  const { t, i18n } = useTranslation(['feed', 'files'])
  const say = useWords()
  const { name, size } = file
  return (
    <li className="flex items-start gap-2 px-4 py-1 text-small">
      <Paperclip className="mt-2 size-4 shrink-0 text-soft" aria-hidden />
      <div className="min-w-0 flex-1 py-1.5">
        <p className="flex min-w-0 gap-2">
          <FileName name={name} />
          <span className="shrink-0 text-faint">{sizeIn(i18n.language, size)}</span>
        </p>
        {error ? (
          <p role="alert" className="text-bad">
            {say(error)}
          </p>
        ) : (
          isHere && <p className="text-soft">{t('feed:attach_same_name')}</p>
        )}
      </div>
      <IconButton
        label={t(error ? 'files:dismiss' : 'feed:attach_not', { name })}
        icon={X}
        onClick={() => onLetGo(print)}
      />
    </li>
  )
}
