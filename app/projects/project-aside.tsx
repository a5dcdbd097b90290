import { Link, useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { ProjectView } from '#server/projects/views.ts'
import { useBase } from '~/frame/frame-context.ts'
import { AsidePart } from '~/frame/page.tsx'
import { Avatar } from '~/ui/avatar.tsx'
import { Button } from '~/ui/button.tsx'
import { Fact, Facts } from '~/ui/card.tsx'
import { Notice } from '~/ui/notice.tsx'
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

/** For staff: what the counterparty sees of the tasks, and whether it has anybody to write tasks to [B2, B3]. */
export function ProjectSharing({ project, abilities }: { project: ProjectView; abilities: Abilities }) {
  const { t } = useTranslation('projects')
  const fetcher = useFetcher()
  const account = project.inside?.account
  if (!project.sharing || !account) return null
  const wanted = fetcher.formData?.get('shared')
  const shared = wanted ? wanted === 'yes' : project.sharing.counterpartySeesTasks
  return (
    <AsidePart title={t('sharing.title', { account: account.name })}>
      <p className="text-small text-soft">{t(shared ? 'sharing.all' : 'sharing.own')}</p>
      {abilities['project.edit'] === null && (
        <fetcher.Form method="post" className="mt-2">
          <input type="hidden" name="intent" value="share" />
          <Button size="small" name="shared" value={shared ? 'no' : 'yes'} busy={fetcher.state !== 'idle'}>
            {t(shared ? 'sharing.close' : 'sharing.open')}
          </Button>
        </fetcher.Form>
      )}
      {!project.sharing.hasClientManager && (
        <Notice tone="warn" title={t('sharing.no_manager')} className="mt-3">
          {t('sharing.no_manager_help')}
        </Notice>
      )}
    </AsidePart>
  )
}
