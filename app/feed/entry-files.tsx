import { Paperclip } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { EntryView } from '#server/feed/views.ts'
import { useBase } from '../frame/frame-context.ts'
import { sizeIn } from '../ui/file-row.tsx'
import { useFeedFiles } from './feed-files.ts'

/** The files that came with a comment, as long as they are there. */
export function EntryFiles({ entry: { sentId, author } }: { entry: EntryView }) {
  const { t, i18n } = useTranslation('feed')
  const base = useBase()
  const own = useFeedFiles()?.list.filter(({ cameWith }) => cameWith?.sentId === sentId && cameWith.by === author.id)
  if (!own || own.length === 0) return null
  return (
    <ul aria-label={t('files')} className="mt-1 flex flex-wrap gap-2">
      {own.map((file) => (
        <li key={file.id} className="min-w-0">
          <a
            href={`${base}/files/${file.id}`}
            download
            className="inline-flex max-w-full items-center gap-2 rounded-box bg-surface px-3 py-1.5 text-small ring-1 ring-line hover:bg-hover"
          >
            <Paperclip className="size-4 shrink-0 text-soft" aria-hidden />
            <bdi className="min-w-0 truncate font-medium">{file.name}</bdi>
            <span className="shrink-0 text-faint">{sizeIn(i18n.language, file.size)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
