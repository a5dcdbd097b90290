import { CircleUser } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { ContractView } from '#server/contracts/views.ts'
import { isolated, useNames } from '~/feed/names.ts'
import { useFrame } from '~/frame/frame-context.ts'
import { Notice } from '~/ui/notice.tsx'
import { awaitedOn } from './awaited.ts'

/** One sentence below how far a contract has come: what is awaited of who looks at it, else of whom something is. */
export function Awaited({ contract, abilities }: { contract: ContractView; abilities: Abilities }) {
  const { t } = useTranslation('contracts')
  const { person } = useFrame().frame
  const names = useNames()
  const awaited = awaitedOn(contract, {
    id: person.id,
    mayApprove: abilities['contract.approve'] === null,
    mayComment: abilities['contract.comment'] === null,
  })
  if (!awaited) return null
  if ('mine' in awaited)
    return <Notice>{t(`awaited.mine.${awaited.mine}`, { owner: isolated(contract.owner.name) })}</Notice>
  return (
    <p className="flex items-start gap-3 px-4 text-soft">
      <CircleUser className="mt-0.5 size-[18px] shrink-0" strokeWidth={1.75} aria-hidden />
      <span className="min-w-0 wrap-anywhere">
        {awaited.given && `${t('awaited.given')} `}
        {t(`awaited.theirs.${awaited.theirs}`, { names: names(awaited.names) })}
      </span>
    </p>
  )
}
