import { useTranslation } from 'react-i18next'
import type { FoundMessage } from '#server/conversations/search-messages.ts'
import { isolated } from '~/feed/names.ts'

/** Who said it and where, without saying a name twice: where two talk, the other's is where it was said. */
export function SaidBy({
  by,
  mine,
  conversation: { kind, title },
}: Pick<FoundMessage, 'by' | 'mine' | 'conversation'>) {
  const { t } = useTranslation('chat')
  const names = { name: isolated(by), title: isolated(title) }
  if (mine) return t(kind === 'direct' ? 'found_own_to' : 'found_own', names)
  return by === title ? names.name : t('found_by', names)
}
