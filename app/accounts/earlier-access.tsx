import { useTranslation } from 'react-i18next'
import type { EarlierView } from '#server/accounts/earlier-access.ts'
import { Section } from '../ui/card.tsx'
import { Time } from '../ui/time.tsx'

/** Who had access and has it no more; nothing where nobody had [A8]. */
export function EarlierAccess({ earlier }: { earlier: readonly EarlierView[] }) {
  const { t } = useTranslation(['access', 'accounts', 'common'])
  if (earlier.length === 0) return null
  return (
    <Section title={t('access:earlier')} kind="list">
      <ul aria-label={t('access:earlier')} className="divide-y divide-line">
        {earlier.map(({ id, name, role, kind, from, until, by }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3">
            <bdi className="min-w-0 font-medium wrap-anywhere">{name}</bdi>
            <span>{t(`accounts:role.${role}`)}</span>
            <span className="text-small text-soft">{t(`common:kind_of_grant.${kind}`)}</span>
            <span className="text-small text-soft">
              <Time at={from} as="day" /> – <Time at={until} as="day" />
            </span>
            {by && <span className="text-small text-faint sm:ms-auto">{t('access:removed_by', { name: by })}</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
