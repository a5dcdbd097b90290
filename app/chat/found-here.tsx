import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { FoundMessages as Found } from '#server/conversations/search-messages.ts'
import { ReachNote } from '~/frame/reach-note.tsx'
import { Card } from '~/ui/card.tsx'
import { FoundMessages } from './found-messages.tsx'

/** What was found in the conversation, in place of it. */
export function FoundHere({ found }: { found: Found }) {
  const { t } = useTranslation('chat')
  return (
    <div className="flex flex-1 flex-col gap-3">
      <Card className="overflow-clip">
        {found.rows.length === 0 ? (
          <p className="px-4 py-6 text-soft">{t('found_none')}</p>
        ) : (
          <FoundMessages found={found} within />
        )}
      </Card>
      {found.more === null && <ReachNote />}
      <Link to="?" className="link self-center">
        {t('in_search_end')}
      </Link>
    </div>
  )
}
