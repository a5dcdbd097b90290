import { useTranslation } from 'react-i18next'
import type { ProjectStatus } from '#server/projects/catalogue.ts'
import type { Refused } from '~/ui/refused.tsx'
import { SavedNow } from '~/ui/saved-now.tsx'

interface Props {
  project: { name: string; description: string; status: ProjectStatus; startsOn: string | null; endsOn: string | null }
  refused: Refused
}

/** What somebody else saved of a project while one edited it. */
export function SavedProject({ project, refused }: Props) {
  const { t } = useTranslation(['projects', 'statuses'])
  return (
    <SavedNow
      className="mb-5"
      typed={refused.typed}
      fields={[
        { name: 'name', label: t('form.name'), value: project.name },
        { name: 'description', label: t('form.description'), value: project.description },
        {
          name: 'status',
          label: t('form.status'),
          value: project.status,
          shown: t(`statuses:project.${project.status}`),
        },
        { name: 'startsOn', label: t('form.starts'), value: project.startsOn, day: true },
        { name: 'endsOn', label: t('form.ends'), value: project.endsOn, day: true },
      ]}
    />
  )
}
