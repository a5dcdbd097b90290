import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { createTask } from '#server/tasks/create-task.ts'
import { createTaskForm } from '#server/tasks/forms.ts'
import { readNewTask } from '#server/tasks/new-task.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { NewTaskForm } from '~/tasks/new-task-form.tsx'
import { Card } from '~/ui/card.tsx'

export const meta: MetaFunction = () => titled('tasks:new')

export const loader = ({ params, context }: LoaderFunctionArgs) =>
  look(callerOf(context), (here) => readNewTask(here, params.projectId ?? ''))

export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = callerOf(context)
  const form = await request.formData()
  form.set('projectId', params.projectId ?? '')
  const { taskId } = await createTask(caller, readForm(createTaskForm, form))
  return redirect(`${caller.grantId ? `/g/${caller.grantId}` : '/s'}/tasks/${taskId}?told=made`)
}

export default function NewTask() {
  const { t } = useTranslation('tasks')
  const { project, people, positions } = useLoaderData<typeof loader>()
  const back = `${useBase()}/projects/${project.id}`
  return (
    <Page title={t('new')} crumbs={[{ label: project.name, to: back }]}>
      <Card className="p-5">
        <NewTaskForm project={project} people={people} positions={positions} cancel={back} />
      </Card>
    </Page>
  )
}
