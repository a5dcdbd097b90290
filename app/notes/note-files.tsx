import { Paperclip } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fileRightsIn } from '~/files/rights.ts'
import { AttachmentRow } from '~/files/attachment-row.tsx'
import { UploadRow } from '~/files/upload-row.tsx'
import { useUploads } from '~/files/uploads.ts'
import { usePreview } from '~/files/use-preview.tsx'
import { useReach } from '~/frame/reach.ts'
import { useBase } from '~/frame/frame-context.ts'
import { buttonLook } from '~/ui/button.tsx'
import { HeldRows } from '~/ui/held-rows.tsx'
import type { NoteView } from './note-card.tsx'

/** The files on a note, and for those who write notes the place to add more. */
export function NoteFiles({ note, beside }: { note: NoteView; beside: ReactNode }) {
  const { t } = useTranslation(['notes', 'files'])
  const base = useBase()
  const { attached } = note
  const rights = fileRightsIn(note.abilities, attached.subject)
  const { uploads, add, ...doing } = useUploads(attached, rights.upload && { key: rights.upload })
  const here = `${base}/notes/${note.id}/files`
  const { holds } = useReach()
  const files = attached.files.filter(({ at }) => holds(at))
  const { show, preview } = usePreview(files)
  const replaced = useRef<string | null>(null)
  const chooser = useRef<HTMLInputElement>(null)
  if (files.length + uploads.length === 0 && rights.upload !== null) return null
  return (
    <div className="flex flex-col gap-1 ps-7">
      <ul aria-label={t('files:title')} className="empty:hidden">
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} open={rights.upload === null} {...doing} />
        ))}
        <HeldRows rows={attached.files}>
          {(file) =>
            holds(file.at) && (
              <AttachmentRow
                file={file}
                address={`${base}/files/${file.id}`}
                mayEdit={rights.edit === null}
                mayRemove={rights.remove === null}
                onReplace={() => {
                  replaced.current = file.id
                  chooser.current?.click()
                }}
                onShow={() => show(file.id)}
              />
            )
          }
        </HeldRows>
      </ul>
      {preview}
      <input
        ref={chooser}
        type="file"
        accept={attached.accept}
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={({ target }) => {
          if (replaced.current) add([...(target.files ?? [])], `${base}/files/${replaced.current}/versions`)
          target.value = ''
        }}
      />
      {rights.upload === null && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 ps-4">
          {beside}
          <form method="post" action={here} encType="multipart/form-data">
            <label className={`${buttonLook({ look: 'plain', size: 'small' })} relative cursor-pointer`}>
              <Paperclip className="size-4" aria-hidden />
              {t('notes:attach')}
              <input
                type="file"
                name="file"
                multiple
                accept={attached.accept}
                aria-label={t('notes:attach')}
                className="absolute inset-0 cursor-pointer opacity-0"
                onChange={({ target }) => {
                  add([...(target.files ?? [])], here)
                  target.value = ''
                }}
              />
            </label>
            <noscript>
              <button className={buttonLook({ size: 'small' })}>{t('notes:attach')}</button>
            </noscript>
          </form>
        </div>
      )}
    </div>
  )
}
