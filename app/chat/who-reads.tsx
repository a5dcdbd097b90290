import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '#server/conversations/queries.ts'
import type { Person } from '#server/feed/people.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'

/** What somebody of the host should know before they write: that they come in by it, and that nobody outside reads it yet. */
export function WhoReads({ conversation, people }: { conversation: ConversationView; people: readonly Person[] }) {
  const { t } = useTranslation('chat')
  const base = useBase()
  const { person: me } = useFrame().frame
  if (!me.staff || conversation.closed || conversation.kind === 'direct') return null
  const looking = !people.some(({ id }) => id === me.id)
  const alone = conversation.accountId !== null && !people.some(({ kind }) => kind === 'external')
  if (!looking && !alone) return null
  return (
    <div className="flex flex-col gap-1 text-small text-soft">
      {alone && (
        <p>
          {t('nobody_outside', { account: conversation.account ?? conversation.title })}{' '}
          <Link to={`${base}/accounts/${conversation.accountId}`} className="link">
            {t('to_account')}
          </Link>
        </p>
      )}
      {looking && <p>{t('looking')}</p>}
    </div>
  )
}
