import { useTranslation } from 'react-i18next'
import {
  CATALOGUE,
  cellOf,
  EVERY_CONTRACT,
  FOR_EVER,
  openedBy,
  ROLES,
  type Cell,
  type ExternalAction,
  type Kind,
  type Role,
} from '#server/access/catalogue.ts'
import { useMatrixWords } from '../settings/matrix-words.ts'

/** So many things are told one below the other. */
const A_LIST = 4

/** For whom it is told what a role opens. */
export interface ForWhom {
  kind?: Kind | undefined
  /** The cells of Permission Management that are empty now; by default what it began with. */
  empty?: readonly Cell[] | undefined
}

/** What a role opens to a kind that no lower one does: nothing whose tick is missing. */
export function openedFor(role: Role, { kind, empty }: ForWhom): ExternalAction[] {
  if (!kind) return openedBy(role)
  const ticks = (action: ExternalAction): readonly Kind[] => CATALOGUE[action].ticks
  return openedBy(role).filter((action) =>
    empty ? !empty.includes(cellOf(action, kind)) : ticks(action).includes(kind),
  )
}

/** Whether a role opens anything that the one below it does not. A collaborator reaches only what names them, whatever the role [A5]. */
export const opensMore = (role: Role, whom: ForWhom = {}): boolean =>
  openedFor(role, whom).length > 0 || (role === EVERY_CONTRACT && whom.kind !== 'collaborator') || role === FOR_EVER

/** What a role is for that opens nothing more yet: its records are not in the portal so far. */
export const laterOf = (role: Role) => ([20, 30, 40] as const).find((one) => one === role)

interface Opens extends ForWhom {
  role: Role
  whole?: boolean
}

/**
 * What a role opens, told from the catalogue by the words of Permission Management [A6]: the same right has the same words on both. `kind`
 * leaves out what is not ticked for that kind; `whole` tells what the lower roles open, too, in place of naming them.
 */
export function RoleOpens({ role, kind, empty, whole = false }: Opens) {
  const { t } = useTranslation(['accounts', 'giving'])
  const wordsOf = useMatrixWords()
  const objects = new Map<string, string[]>()
  for (const one of whole ? ROLES.filter((lower) => lower <= role) : [role])
    for (const action of openedFor(one, { kind, empty })) {
      const { object, verb } = wordsOf(action)
      objects.set(object, [...(objects.get(object) ?? []), verb])
    }
  const below = whole
    ? undefined
    : ROLES.findLast((one) => one < role && (one === ROLES[0] || opensMore(one, { kind, empty })))
  const opened = [...objects].map(([object, verbs]) => `${object}: ${verbs.join(', ')}`)
  if ((whole ? role >= EVERY_CONTRACT : role === EVERY_CONTRACT) && kind !== 'collaborator')
    opened.push(t('giving:opens.every_contract'))
  if (role === FOR_EVER) opened.push(t('giving:opens.for_ever'))
  const later = laterOf(role)
  const nothing = later ? t(`giving:opens.later.${later}`) : t('giving:opens.nothing_more')
  const parts = [
    ...(below ? [t('giving:opens.as', { role: t(`role.${below}`) })] : []),
    ...(opened.length > 0 ? opened : [nothing]),
    ...(kind === 'collaborator' ? [t('giving:opens.named')] : []),
  ]
  if (parts.length < A_LIST) return parts.join(' · ')
  return parts.map((part) => (
    <span key={part} className="block">
      {part}
    </span>
  ))
}
