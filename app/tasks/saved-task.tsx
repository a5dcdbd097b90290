import { useTranslation } from 'react-i18next'
import type { Priority } from '#server/tasks/catalogue.ts'
import type { Refused } from '~/ui/refused.tsx'
import { SavedNow } from '~/ui/saved-now.tsx'

interface Props {
  task: { title: string; description: string; priority: Priority; startsOn: string | null; dueOn: string | null }
  external: boolean
  refused: Refused
}

/** What somebody else saved of a task while one edited it. */
export function SavedTask({ task, external, refused }: Props) {
  const { t } = useTranslation(['tasks', 'statuses'])
  return (
    <SavedNow
      className="mb-5"
      typed={refused.typed}
      fields={[
        { name: 'title', label: t('form.title'), value: task.title },
        { name: 'description', label: t('form.description'), value: task.description },
        {
          name: 'priority',
          label: t('form.priority'),
          value: task.priority,
          shown: t(`statuses:priority.${task.priority}`),
        },
        ...(external
          ? []
          : [
              { name: 'startsOn', label: t('form.starts'), value: task.startsOn, day: true },
              { name: 'dueOn', label: t('form.due'), value: task.dueOn, day: true },
            ]),
      ]}
    />
  )
}
