import { useTranslation } from 'react-i18next'
import { CATALOGUE, EVERY_CONTRACT, FOR_EVER, openedBy, ROLES, type Kind, type Role } from '#server/access/catalogue.ts'
import { useMatrixWords } from '../settings/matrix-words.ts'

/** So many things are told one below the other. */
const A_LIST = 4

/** Whether a role opens anything that the one below it does not. */
const opensMore = (role: Role) => openedBy(role).length > 0 || role === EVERY_CONTRACT || role === FOR_EVER

/**
 * What a role opens, told from the catalogue by the words of Permission Management [A6]: the same right has the same words on both. `kind`
 * leaves out what is ticked for other kinds only; `whole` tells what the lower roles open, too, in place of naming them.
 */
export function RoleOpens({ role, kind, whole = false }: { role: Role; kind?: Kind; whole?: boolean }) {
  const { t } = useTranslation('accounts')
  const wordsOf = useMatrixWords()
  const ticks = (action: keyof typeof CATALOGUE): readonly Kind[] => CATALOGUE[action].ticks
  const objects = new Map<string, string[]>()
  for (const action of whole ? ROLES.filter((one) => one <= role).flatMap(openedBy) : openedBy(role)) {
    if (kind && !ticks(action).includes(kind)) continue
    const { object, verb } = wordsOf(action)
    objects.set(object, [...(objects.get(object) ?? []), verb])
  }
  const below = whole ? undefined : ROLES.findLast((one) => one < role && (one === ROLES[0] || opensMore(one)))
  const opened = [...objects].map(([object, verbs]) => `${object}: ${verbs.join(', ')}`)
  if ((whole ? role >= EVERY_CONTRACT : role === EVERY_CONTRACT) && kind !== 'collaborator')
    opened.push(t('opens.every_contract'))
  if (role === FOR_EVER) opened.push(t('opens.for_ever'))
  const parts = [
    ...(below ? [t('opens.as', { role: t(`role.${below}`) })] : []),
    ...(opened.length > 0 ? opened : [t('opens.nothing_more')]),
    ...(kind === 'collaborator' ? [t('opens.named')] : []),
  ]
  if (parts.length < A_LIST) return parts.join(' · ')
  return parts.map((part) => (
    <span key={part} className="block">
      {part}
    </span>
  ))
}
