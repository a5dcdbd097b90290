import { Eye } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewTask } from '#server/tasks/new-task.ts'
import { useFrame } from '~/frame/frame-context.ts'
import { useWords } from '~/frame/words.ts'
import { applyLists } from '~/live/apply-project.ts'
import { useLive } from '~/live/use-live.ts'
import { Field } from '~/ui/field.tsx'
import { Select } from '~/ui/input.tsx'
import { Notice } from '~/ui/notice.tsx'
import { useRefused } from '~/ui/refused.tsx'
import { Checkbox } from '~/ui/tick.tsx'
import { useRevalidate } from '~/ui/use-revalidate.ts'
import { TaskForm } from './task-form.tsx'

const NONE = {}
const EMPTY = { title: '', description: '', priority: 'normal', startsOn: null, dueOn: null } as const

const apply = applyLists(null)

/** The form of a new task in a project, with whom it can be for [B3]. `cancel`: the way back. */
export function NewTaskForm({ project, people, positions, cancel }: NewTask & { cancel: string }) {
  // While nobody takes it, it waits for who comes. Nobody who was chosen is taken away under the hand: the server says so.
  useLive({ streams: people.length === 0 ? positions : NONE, initial: people, apply })
  const { t } = useTranslation('tasks')
  const say = useWords()
  const external = !useFrame().frame.person.staff
  const refused = useRefused()
  // Whom it can be for may be why: who was offered is asked again.
  const lookAgain = useRevalidate()
  useEffect(() => {
    if (refused.refusal) lookAgain()
  }, [refused.refusal, lookAgain])
  return (
    <>
      {external && people.length === 0 && <Notice tone="warn">{say({ key: 'nobody_takes_tasks' })}</Notice>}
      <TaskForm
        task={EMPTY}
        external={external}
        save={t('form.make')}
        cancel={cancel}
        below={external ? <ReadByTeam shared={project.shared} /> : <OnlyStaff project={project} />}
      >
        <input type="hidden" name="projectId" value={project.id} />
        <Field label={t('form.assignee')} error={refused.field('assignee')} optional={!external}>
          <Select
            key={project.id}
            name="assignee"
            required={external}
            defaultValue={refused.typed('assignee') ?? (external ? people[0]?.key : '')}
          >
            {!external && <option value="">{t('form.nobody')}</option>}
            {people.map(({ key, name, accountName }) => (
              <option key={key} value={key}>
                {accountName ? `${name} (${accountName})` : name}
              </option>
            ))}
          </Select>
        </Field>
      </TaskForm>
    </>
  )
}

/** Who will read the task that is being written [B7]. */
function ReadByTeam({ shared }: { shared: boolean }) {
  const { t } = useTranslation('tasks')
  return (
    <p className="flex items-start gap-2 text-small text-soft">
      <Eye className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      {t(shared ? 'form.read_by_all' : 'form.read_by')}
    </p>
  )
}

/** What staff can keep from others with a new task. */
function OnlyStaff({ project }: Pick<NewTask, 'project'>) {
  const { t } = useTranslation('tasks')
  const refused = useRefused()
  return (
    <div className="flex flex-col gap-3">
      <Checkbox
        name="draft"
        value="yes"
        defaultChecked={refused.typed('draft') === 'yes'}
        label={t('form.draft')}
        help={t('form.draft_help')}
      />
      {project.shared && project.accountName && (
        <Checkbox
          name="hidden"
          value="yes"
          defaultChecked={refused.typed('hidden') === 'yes'}
          label={t('form.hidden', { account: project.accountName })}
          help={t('form.hidden_help')}
        />
      )}
    </div>
  )
}
