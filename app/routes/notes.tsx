import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { StickyNote } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { sharedNotes } from '#server/notes/queries.ts'
import { callerOf } from '~/frame/caller.ts'
import { useFrame } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { applyNotes } from '~/live/apply-notes.ts'
import { useLive } from '~/live/use-live.ts'
import { FilesReach } from '~/notes/files-reach.tsx'
import { NoteCard } from '~/notes/note-card.tsx'
import { OlderNotes } from '~/notes/older-notes.tsx'
import { Card } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'

export const meta = () => titled('notes:title')

export const loader = ({ context, request }: LoaderFunctionArgs) =>
  sharedNotes(callerOf(context), new URL(request.url).searchParams)

/** What the host has shared with this account [E8]. */
export default function SharedNotes() {
  const loaded = useLoaderData<typeof loader>()
  const page = useLive({ streams: loaded.positions, initial: loaded, apply: applyNotes })
  const { t } = useTranslation('notes')
  const { host } = useFrame().frame
  return (
    <Page title={t('title')}>
      <Card className="overflow-clip">
        {page.notes.length === 0 ? (
          <EmptyState icon={StickyNote} title={t('none_shared')}>
            {t('none_shared_help', { host })}
          </EmptyState>
        ) : (
          <ul aria-label={t('title')} className="divide-y divide-line">
            {page.notes.map((note) => (
              <NoteCard key={note.id} note={note} />
            ))}
          </ul>
        )}
        <FilesReach notes={page.notes} />
        <OlderNotes page={page} />
      </Card>
    </Page>
  )
}
