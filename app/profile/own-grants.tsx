import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Cell } from '#server/access/catalogue.ts'
import type { OwnGrant } from '#server/profile/views.ts'
import { RoleOpens } from '~/accounts/role-opens.tsx'
import { useFrame } from '~/frame/frame-context.ts'
import { Section } from '~/ui/card.tsx'
import { Badge } from '~/ui/status.tsx'
import { Said } from '~/ui/said.tsx'
import { Day } from '~/ui/time.tsx'

/** What an external has access to, account by account: how far, until when, what it opens, and who answers for them [A15]. */
export function OwnGrants({ grants, emptyCells }: { grants: OwnGrant[]; emptyCells: readonly Cell[] }) {
  const { t } = useTranslation(['profile', 'common'])
  const { grant: inUse } = useFrame().frame
  return (
    <Section title={t('profile:grants.title')} kind="list">
      <ul aria-label={t('profile:grants.title')} className="divide-y divide-line">
        {grants.map((grant) => (
          <li key={grant.id} className="flex flex-col gap-1 px-4 py-3">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <bdi className="font-medium wrap-anywhere">{grant.account}</bdi>
              <span>{t(`common:level.${grant.role}`)}</span>
              <Badge>{t(`common:kind_of_grant.${grant.kind}`)}</Badge>
              {grant.state !== 'live' && <Badge tone="warn">{t(`profile:grants.state.${grant.state}`)}</Badge>}
              {grant.state === 'live' && grant.id !== inUse?.id && (
                <Link to={`/g/${grant.id}`} className="link ms-auto">
                  {t('profile:grants.open')}
                </Link>
              )}
            </p>
            <p className="flex flex-wrap gap-x-3 text-small text-faint">
              <span>
                {grant.daysBack === null
                  ? t('profile:grants.no_days')
                  : t('profile:grants.days', { count: grant.daysBack })}
              </span>
              {grant.lastDay && (
                <span>
                  <Said say={(day) => t('profile:grants.until', { day })}>
                    <Day on={grant.lastDay} />
                  </Said>
                </span>
              )}
              {grant.answers && <span>{t('profile:grants.answers', { name: grant.answers })}</span>}
            </p>
            <div className="text-small text-soft">
              <RoleOpens role={grant.role} kind={grant.kind} empty={emptyCells} whole />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
