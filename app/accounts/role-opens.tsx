import { useTranslation } from 'react-i18next'
import { CATALOGUE, EVERY_CONTRACT, FOR_EVER, openedBy, ROLES, type Kind, type Role } from '#server/access/catalogue.ts'
import { useMatrixWords } from '../settings/matrix-words.ts'

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
  const below = whole ? undefined : ROLES[ROLES.indexOf(role) - 1]
  const more = [
    ...[...objects].map(([object, verbs]) => `${object}: ${verbs.join(', ')}`),
    ...((whole ? role >= EVERY_CONTRACT : role === EVERY_CONTRACT) && kind !== 'collaborator'
      ? [t('opens.every_contract')]
      : []),
    ...(role === FOR_EVER ? [t('opens.for_ever')] : []),
  ]
  return (
    <>
      {below && <span>{t('opens.as', { role: t(`role.${below}`) })} · </span>}
      {more.length === 0 ? t('opens.nothing_more') : more.join(' · ')}
      {kind === 'collaborator' && ` · ${t('opens.named')}`}
    </>
  )
}
