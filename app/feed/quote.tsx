import { CornerUpLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { EntryView } from '#server/feed/views.ts'
import { useIsMessage } from './feed-context.ts'
import { isolated } from './names.ts'

/** What an entry replies to, in a line that leads there. `target`: it, when it is among what is shown. */
export function Quote({ entry, target }: { entry: EntryView; target: EntryView | undefined }) {
  const { t } = useTranslation('feed')
  const isMessage = useIsMessage()
  if (entry.replyTo === null) return null
  const author = target?.author.name ?? entry.reply?.author
  const words = target?.deletedAt
    ? t(isMessage ? 'in_reply_deleted_message' : 'in_reply_deleted')
    : target?.html
      ? textOf(target.html)
      : entry.reply?.excerpt
  const face = (
    <>
      <CornerUpLeft className="size-3.5 shrink-0 rtl:-scale-x-100" aria-hidden />
      <span className={words ? 'max-w-3/5 shrink-0 truncate' : 'min-w-0 truncate'} title={author}>
        {author
          ? t('in_reply_to', { name: isolated(author) })
          : t(isMessage ? 'in_reply_earlier_message' : 'in_reply_earlier')}
      </span>
      {words && (
        <bdi className="min-w-0 truncate text-faint" dir="auto">
          {words}
        </bdi>
      )}
    </>
  )
  const look = 'mb-1 flex min-h-6 min-w-0 items-center gap-1.5 text-small text-soft'
  if (!target) return <p className={look}>{face}</p>
  return (
    <a href={`#e-${target.id}`} className={`${look} hover:text-ink`}>
      {face}
    </a>
  )
}

/** The words of safe HTML, for where only a line of them stands. */
export const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x([0-9a-f]+);|&(amp|lt|gt|quot);/gi, (_, code: string | undefined, name: string | undefined) =>
      code ? String.fromCodePoint(parseInt(code, 16)) : ({ amp: '&', lt: '<', gt: '>', quot: '"' }[name ?? ''] ?? ''),
    )
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
