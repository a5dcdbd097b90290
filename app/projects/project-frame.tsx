import { Link, useLocation } from '@remix-run/react'
import { Pencil, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedProject } from '#server/projects/open-project.ts'
import { MessageButton } from '~/chat/message-button.tsx'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { useAbilities } from '~/live/use-line-of.ts'
import { LinkButton } from '~/ui/button.tsx'
import { cx } from '~/ui/cx.ts'
import { Status } from '~/ui/status.tsx'

/** What every page of a project has: its name, its parts, and what one may do with it. */
export function ProjectFrame({
  opened: { project, stream, talks, abilities: told },
  aside,
  children,
}: {
  opened: OpenedProject
  aside?: ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation(['projects', 'tasks'])
  const base = useBase()
  const abilities = useAbilities(stream, told)
  const here = `${base}/projects/${project.id}`
  return (
    <Page
      title={project.name}
      crumbs={[{ label: t('title'), to: `${base}/projects` }]}
      beside={project.inside && <Status of="project" is={project.inside.status} />}
      wide
      aside={aside}
      actions={
        <>
          {talks && <MessageButton opens={{ name: 'projectId', value: project.id }} />}
          {abilities['project.edit'] === null && (
            <LinkButton to={`${here}/edit`} icon={Pencil}>
              {t('edit')}
            </LinkButton>
          )}
          {abilities['task.create'] === null && (
            <LinkButton to={`${here}/new-task`} look="strong" icon={Plus}>
              {t('tasks:new')}
            </LinkButton>
          )}
        </>
      }
    >
      {project.inside && <Tabs here={here} />}
      {children}
    </Page>
  )
}

const TABS = { overview: '', tasks: '/tasks', files: '/attachments', feed: '/feed' } as const

function Tabs({ here }: { here: string }) {
  const { t } = useTranslation('projects')
  const { pathname } = useLocation()
  return (
    <nav aria-label={t('tabs.label')} className="-mb-2 border-b border-line">
      <ul className="-mb-px flex gap-x-5 overflow-x-auto">
        {Object.entries(TABS).map(([name, path]) => {
          const isHere = pathname === here + path
          return (
            <li key={name}>
              <Link
                to={here + path}
                prefetch="intent"
                aria-current={isHere ? 'page' : undefined}
                className={cx(
                  'inline-flex min-h-10 items-center border-b-2 whitespace-nowrap transition-colors',
                  isHere ? 'border-accent font-medium text-accent' : 'border-transparent text-soft hover:text-ink',
                )}
              >
                {t(`tabs.${name as keyof typeof TABS}`)}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
