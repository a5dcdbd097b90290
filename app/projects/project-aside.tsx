import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { ProjectView } from '#server/projects/views.ts'
import { useBase } from '~/frame/frame-context.ts'
import { AsidePart } from '~/frame/page.tsx'
import { Avatar } from '~/ui/avatar.tsx'
import { Fact, Facts } from '~/ui/card.tsx'
import { Badge } from '~/ui/status.tsx'
import { Day } from '~/ui/time.tsx'

type Inside = NonNullable<ProjectView['inside']>

/** The manager and the project's staff, each with what they are in it. */
export function ProjectPeople({
  projectId,
  inside,
  abilities,
}: {
  projectId: string
  inside: Inside
  abilities: Abilities
}) {
  const { t } = useTranslation('projects')
  const base = useBase()
  const others = inside.staff.filter(({ id }) => id !== inside.manager.id)
  const manager = inside.staff.find(({ id }) => id === inside.manager.id)
  const people = [{ ...inside.manager, roles: ['manager' as const, ...(manager?.roles ?? [])] }, ...others]
  return (
    <AsidePart
      title={t('people')}
      action={
        abilities['project.edit'] === null && (
          <Link to={`${base}/projects/${projectId}/people`} className="link text-small">
            {t('staff.change')}
          </Link>
        )
      }
    >
      <ul className="flex flex-col gap-2.5">
        {people.map(({ id, name, roles }) => (
          <li key={id} className="flex items-center gap-3">
            <Avatar id={id} name={name} />
            <div className="min-w-0">
              <p className="truncate">
                <bdi>{name}</bdi>
              </p>
              <p className="truncate text-small text-faint">{roles.map((role) => t(`role.${role}`)).join(', ')}</p>
            </div>
          </li>
        ))}
      </ul>
    </AsidePart>
  )
}

export function ProjectDetails({ inside }: { inside: Inside }) {
  const { t } = useTranslation('projects')
  return (
    <AsidePart title={t('details')}>
      <Facts>
        <Fact name={t('account')}>{inside.account ? <bdi>{inside.account.name}</bdi> : t('internal')}</Fact>
        {inside.startsOn && (
          <Fact name={t('starts')}>
            <Day on={inside.startsOn} />
          </Fact>
        )}
        {inside.endsOn && (
          <Fact name={t('ends')}>
            <Day on={inside.endsOn} />
          </Fact>
        )}
        <Fact name={t('ref')}>
          <span className="font-mono text-small select-all">{inside.ref}</span>
        </Fact>
      </Facts>
    </AsidePart>
  )
}

interface GuestsProps {
  account: string
  people: { id: string; name: string }[]
  /** Of them, who would be there if their access were not suspended. */
  suspended: { id: string; name: string }[]
}

/** The counterparty's people who see the project itself. */
export function ProjectGuests({ account, people, suspended }: GuestsProps) {
  const { t } = useTranslation('projects')
  const here = new Set(people.map(({ id }) => id))
  const away = suspended.filter(({ id }) => !here.has(id))
  return (
    <AsidePart title={t('guests', { account })}>
      {people.length + away.length === 0 ? (
        <p className="text-small text-faint">{t('no_guests', { account })}</p>
      ) : (
        <ul className="flex flex-col gap-2.5">
          {people.map(({ id, name }) => (
            <li key={id} className="flex items-center gap-3">
              <Avatar id={id} name={name} />
              <bdi className="min-w-0 truncate">{name}</bdi>
            </li>
          ))}
          {away.map(({ id, name }) => (
            <li key={id} className="flex items-center gap-3">
              <Avatar id={id} name={name} />
              <bdi className="min-w-0 flex-1 truncate text-soft">{name}</bdi>
              <Badge tone="warn">{t('guest_suspended')}</Badge>
            </li>
          ))}
        </ul>
      )}
    </AsidePart>
  )
}
