import { FileImage, Paperclip } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { EntryView } from '#server/feed/views.ts'
import type { AttachmentView } from '#server/files/views.ts'
import { usePreview } from '../files/use-preview.tsx'
import { useBase } from '../frame/frame-context.ts'
import { FileName } from '../ui/file-name.tsx'
import { sizeIn } from '../ui/file-row.tsx'
import { useFeedFiles } from './feed-files.ts'

/** The files that came with a comment, as long as they are there. */
export function EntryFiles({ entry: { sentId, author } }: { entry: EntryView }) {
  const own = useFeedFiles()?.list.filter(({ cameWith }) => cameWith?.sentId === sentId && cameWith.by === author.id)
  return own && own.length > 0 ? <Files files={own} /> : null
}

function Files({ files }: { files: readonly AttachmentView[] }) {
  const { t, i18n } = useTranslation('feed')
  const base = useBase()
  const { show, preview } = usePreview(files)
  return (
    <>
      <ul aria-label={t('files')} className="mt-1 flex flex-wrap gap-2">
        {files.map((file) => {
          const Icon = file.preview === 'picture' ? FileImage : Paperclip
          return (
            <li key={file.id} className="max-w-full min-w-0">
              <a
                href={`${base}/files/${file.id}`}
                download
                aria-label={`${file.name} ${sizeIn(i18n.language, file.size)}`}
                aria-haspopup={file.preview ? 'dialog' : undefined}
                onClick={(event) => {
                  if (!file.preview || event.ctrlKey || event.metaKey || event.shiftKey) return
                  event.preventDefault()
                  show(file.id)
                }}
                className="inline-flex max-w-full items-center gap-2 rounded-box bg-surface px-3 py-1.5 text-small ring-1 ring-line hover:bg-hover"
              >
                <Icon className="size-4 shrink-0 text-soft" aria-hidden />
                <span className="flex min-w-0 font-medium">
                  <FileName name={file.name} />
                </span>{' '}
                <span className="shrink-0 text-faint">{sizeIn(i18n.language, file.size)}</span>
              </a>
            </li>
          )
        })}
      </ul>
      {preview}
    </>
  )
}
