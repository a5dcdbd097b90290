import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryView } from '#server/feed/views.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Time } from '../ui/time.tsx'
import { useIsMessage, useScene } from './feed-context.ts'

interface Version {
  body: string
  writtenAt: string
}

/** That a comment was changed; the team may read what it said before [B6]. */
export function EarlierTexts({ entry }: { entry: EntryView }) {
  const { t } = useTranslation('feed')
  const { me, address } = useScene()
  const isMessage = useIsMessage()
  const [open, setOpen] = useState(false)
  const [versions, setVersions] = useState<Version[] | null>(null)
  const label = entry.deletedAt === null ? t('edited') : t('history')
  if (!me.staff) return <span className="text-fine text-faint">{label}</span>
  const show = async () => {
    setOpen(true)
    const answer = await fetch(`${address}?history=${entry.id}`).catch(() => null)
    setVersions(answer?.ok ? ((await answer.json()) as Version[]) : [])
  }
  return (
    <>
      <button
        type="button"
        className="min-h-6 text-fine text-faint underline hover:text-ink"
        onClick={() => void show()}
      >
        {label}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t(isMessage ? 'history_of_message' : 'history_of')}>
        {versions === null && <Skeleton className="h-16" />}
        {versions?.length === 0 && <p>{t('history_none')}</p>}
        <ol className="flex flex-col gap-4">
          {versions?.map(({ body, writtenAt }) => (
            <li key={writtenAt}>
              <Time at={writtenAt} as="moment" className="text-small text-faint" />
              <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
                {body}
              </p>
            </li>
          ))}
        </ol>
      </Dialog>
    </>
  )
}
