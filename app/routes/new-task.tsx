import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Eye } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { createTask } from '#server/tasks/create-task.ts'
import { createTaskForm } from '#server/tasks/forms.ts'
import { readNewTask } from '#server/tasks/new-task.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { TaskForm } from '~/tasks/task-form.tsx'
import { Card } from '~/ui/card.tsx'
import { Field } from '~/ui/field.tsx'
import { Select } from '~/ui/input.tsx'
import { Notice } from '~/ui/notice.tsx'
import { useRefused } from '~/ui/refused.tsx'
import { Checkbox } from '~/ui/tick.tsx'

export const meta: MetaFunction = () => titled('tasks:new')

export const loader = ({ params, context }: LoaderFunctionArgs) =>
  look(callerOf(context), (here) => readNewTask(here, params.projectId ?? ''))

export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = callerOf(context)
  const form = await request.formData()
  form.set('projectId', params.projectId ?? '')
  const { taskId } = await createTask(caller, readForm(createTaskForm, form))
  return redirect(`${caller.grantId ? `/g/${caller.grantId}` : '/s'}/tasks/${taskId}`)
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
function OnlyStaff({ project }: { project: { shared: boolean; accountName: string | null } }) {
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

export default function NewTask() {
  const { t } = useTranslation(['tasks', 'errors'])
  const { project, people } = useLoaderData<typeof loader>()
  const base = useBase()
  const external = !useFrame().frame.person.staff
  const back = `${base}/projects/${project.id}`
  const refused = useRefused()
  const empty = { title: '', description: '', priority: 'normal', startsOn: null, dueOn: null } as const
  return (
    <Page title={t('new')} crumbs={[{ label: project.name, to: back }]}>
      <Card className="p-5">
        {external && people.length === 0 && <Notice tone="warn">{t('errors:nobody_takes_tasks')}</Notice>}
        <TaskForm
          task={empty}
          external={external}
          save={t('form.make')}
          cancel={back}
          below={external ? <ReadByTeam shared={project.shared} /> : <OnlyStaff project={project} />}
        >
          <Field label={t('form.assignee')} error={refused.field('assignee')} optional={!external}>
            <Select
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
      </Card>
    </Page>
  )
}
