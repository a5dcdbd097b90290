import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useSubmit } from '@remix-run/react'
import { FolderKanban } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { createTask } from '#server/tasks/create-task.ts'
import { createTaskForm } from '#server/tasks/forms.ts'
import { readNewTask } from '#server/tasks/new-task.ts'
import { projectsForTask } from '#server/tasks/open-to-tasks.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { NewTaskForm } from '~/tasks/new-task-form.tsx'
import { Button } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { Field } from '~/ui/field.tsx'
import { NameOptions, Select } from '~/ui/input.tsx'

export const meta: MetaFunction = () => titled('tasks:new')

const chosenIn = (request: Request) => new URL(request.url).searchParams.get('project') ?? ''

export const loader = ({ request, context }: LoaderFunctionArgs) =>
  look(callerOf(context), async (here) => {
    here.must('task.list')
    const projects = await projectsForTask(here)
    const only = projects.length === 1 ? projects[0]?.id : undefined
    const chosen = chosenIn(request) || only
    return { projects, form: chosen ? await readNewTask(here, chosen) : null }
  })

export async function action({ request, context }: ActionFunctionArgs) {
  const caller = callerOf(context)
  const form = await request.formData()
  const { taskId } = await createTask(caller, readForm(createTaskForm, form))
  return redirect(`${caller.grantId ? `/g/${caller.grantId}` : '/s'}/tasks/${taskId}?told=made`)
}

/** A task that is begun outside of any project: the project is chosen first, and tells whom the task can be for [B3]. */
export default function NewTaskAnywhere() {
  const { t } = useTranslation('tasks')
  const base = useBase()
  const submit = useSubmit()
  const { projects, form } = useLoaderData<typeof loader>()
  const back = `${base}/tasks`
  // One that is over, or older than those offered, can be named by the address.
  const offered = form && !projects.some(({ id }) => id === form.project.id) ? [form.project, ...projects] : projects
  return (
    <Page title={t('new')} crumbs={[{ label: t('title'), to: back }]}>
      <Card className="flex flex-col gap-5 p-5">
        {offered.length === 0 ? (
          <EmptyState icon={FolderKanban} title={t('form.no_project')}>
            {t('form.no_project_help')}
          </EmptyState>
        ) : (
          <Form onChange={({ currentTarget }) => submit(currentTarget, { replace: true, preventScrollReset: true })}>
            <Field label={t('project')} help={form ? undefined : t('form.project_help')}>
              <Select name="project" required autoFocus={!form} defaultValue={form?.project.id ?? ''}>
                {!form && <option value="">{t('form.choose_project')}</option>}
                <NameOptions of={offered} />
              </Select>
            </Field>
            <noscript>
              <span className="mt-3 flex">
                <Button>{t('form.go_on')}</Button>
              </span>
            </noscript>
          </Form>
        )}
        {form && <NewTaskForm {...form} cancel={back} />}
      </Card>
    </Page>
  )
}
