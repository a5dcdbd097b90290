import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { deleteTask } from '#server/tasks/delete-task.ts'
import { editTask } from '#server/tasks/edit-task.ts'
import { deleteTaskForm, editTaskForm } from '#server/tasks/forms.ts'
import { readTaskToEdit } from '#server/tasks/queries.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { SavedTask } from '~/tasks/saved-task.tsx'
import { TaskForm } from '~/tasks/task-form.tsx'
import { Button } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { useRefused } from '~/ui/refused.tsx'
import { useBegun } from '~/ui/use-begun.ts'

export const meta: MetaFunction = () => titled('tasks:form.edit_title')

export const loader = ({ params, context }: LoaderFunctionArgs) =>
  look(callerOf(context), (here) => readTaskToEdit(here, params.taskId ?? ''))

export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = callerOf(context)
  const base = caller.grantId ? `/g/${caller.grantId}` : '/s'
  const form = await request.formData()
  form.set('taskId', params.taskId ?? '')
  if (form.get('intent') === 'delete') {
    const { projectId } = await deleteTask(caller, readForm(deleteTaskForm, form))
    return redirect(`${base}/projects/${projectId}`)
  }
  await editTask(caller, readForm(editTaskForm, form))
  return redirect(`${base}/tasks/${params.taskId ?? ''}`)
}

export default function EditTask() {
  const { t } = useTranslation('tasks')
  const { task, abilities } = useLoaderData<typeof loader>()
  const base = useBase()
  const external = !useFrame().frame.person.staff
  const back = `${base}/tasks/${task.id}`
  const refused = useRefused()
  const { from, saved } = useBegun(task, refused)
  return (
    <Page
      title={t('form.edit_title')}
      crumbs={[
        { label: task.project.name, to: `${base}/projects/${task.project.id}` },
        { label: task.title, to: back },
      ]}
    >
      <Card className="p-5">
        {saved && <SavedTask task={saved} external={external} refused={refused} />}
        <TaskForm task={from} external={external} save={t('form.save')} cancel={back} version={from.version} />
      </Card>
      {abilities['task.delete'] === null && <DeleteTask />}
    </Page>
  )
}

/** Asks once more before it is done; a disclosure, so that it asks without script too. */
function DeleteTask() {
  const { t } = useTranslation('tasks')
  return (
    <details className="rounded-box bg-surface ring-1 ring-line">
      <summary className="flex items-center gap-2 px-5 py-4 text-bad">
        <Trash2 className="size-4" aria-hidden />
        {t('remove.do')}
      </summary>
      <Form method="post" className="flex flex-col items-start gap-3 px-5 pb-5">
        <input type="hidden" name="intent" value="delete" />
        <p className="text-soft">{t('remove.help')}</p>
        <Button look="grave">{t('remove.confirm')}</Button>
      </Form>
    </details>
  )
}
