import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useBase } from '~/frame/frame-context.ts'
import { Section } from '../ui/card.tsx'
import { FileRow } from '../ui/file-row.tsx'
import { DataList, DataRow } from '../ui/list.tsx'
import { Status } from '../ui/status.tsx'
import type { AccountPage } from './types.ts'

/** What there is with an account: its newest projects, open tasks, contracts and files, and the way to all of them. */
export function AboutAccount({ page: { about, account } }: { page: AccountPage }) {
  const { t } = useTranslation('accounts')
  const base = useBase()
  const search = `?q=${encodeURIComponent(account.name)}`
  const { projects, tasks, contracts, files } = about
  return (
    <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-2">
      {projects.rows.length > 0 && (
        <Section
          title={t('about.projects')}
          kind="list"
          action={projects.more && <All to={`${base}/projects${search}`} />}
        >
          <DataList label={t('about.projects')}>
            {projects.rows.map(({ id, name, status }) => (
              <DataRow key={id} to={`${base}/projects/${id}`} title={name} end={<Status of="project" is={status} />} />
            ))}
          </DataList>
        </Section>
      )}
      {tasks.rows.length > 0 && (
        <Section title={t('about.tasks')} kind="list" action={tasks.more && <All to={`${base}/projects${search}`} />}>
          <DataList label={t('about.tasks')}>
            {tasks.rows.map(({ id, name, status }) => (
              <DataRow key={id} to={`${base}/tasks/${id}`} title={name} end={<Status of="task" is={status} />} />
            ))}
          </DataList>
        </Section>
      )}
      {contracts.rows.length > 0 && (
        <Section
          title={t('about.contracts')}
          kind="list"
          action={contracts.more && <All to={`${base}/contracts${search}`} />}
        >
          <DataList label={t('about.contracts')}>
            {contracts.rows.map(({ id, name, status }) => (
              <DataRow
                key={id}
                to={`${base}/contracts/${id}`}
                title={name}
                end={<Status of="contract" is={status} />}
              />
            ))}
          </DataList>
        </Section>
      )}
      {files.rows.length > 0 && (
        <Section title={t('about.files')} kind="list">
          <ul aria-label={t('about.files')} className="divide-y divide-line">
            {files.rows.map(({ id, name, size }) => (
              <FileRow key={id} name={name} size={size} href={`${base}/files/${id}`} />
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}

function All({ to }: { to: string }) {
  const { t } = useTranslation('accounts')
  return (
    <Link to={to} prefetch="intent" className="link inline-block py-1 text-small">
      {t('about.all')}
    </Link>
  )
}
