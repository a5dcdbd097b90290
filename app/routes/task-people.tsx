import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, type useActionData } from '@remix-run/react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { look } from '#server/platform/look.ts'
import { Invalid } from '#server/platform/errors.ts'
import { readForm } from '#server/platform/read-form.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { addPeople } from '#server/tasks/add-people.ts'
import { changeRole } from '#server/tasks/change-role.ts'
import { findTakers } from '#server/tasks/find-takers.ts'
import { addPeopleForm, changeRoleForm, removePersonForm } from '#server/tasks/forms.ts'
import { readTask } from '#server/tasks/queries.ts'
import { removePerson } from '#server/tasks/remove-person.ts'
import type { SecondAccount } from '#server/tasks/second-account.ts'
import { answered } from '~/frame/answered.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { applyTask } from '~/live/apply-task.ts'
import { useLive } from '~/live/use-live.ts'
import { AddPeople } from '~/tasks/add-people.tsx'
import { AskSecondAccount } from '~/tasks/ask-second-account.tsx'
import { PeopleRows } from '~/tasks/people-rows.tsx'
import { useAnswer } from '~/ui/refused.tsx'

export const meta: MetaFunction = () => titled('tasks:people.title')

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const q = new URL(request.url).searchParams.get('q') ?? ''
  const taskId = params.taskId ?? ''
  return look(callerOf(context), async (here) => {
    const positions = await positionsOf(here.db, [`task:${taskId}`])
    const found = await findTakers(here, taskId, q)
    const { task } = await readTask(here, taskId)
    return { q, found, positions, shown: { task, files: [] } }
  })
}

interface Done {
  asks: SecondAccount | null
  /** Who was added; or is asked about, to be sent again when it was agreed to. */
  people: string[]
  role: string
}

export async function action({ request, params, context }: ActionFunctionArgs): Promise<Done> {
  const caller = callerOf(context)
  const form = await request.formData()
  form.set('taskId', params.taskId ?? '')
  const intent = form.get('intent')
  const done = { asks: null, people: [], role: '' }
  switch (intent) {
    case 'add': {
      const wanted = readForm(addPeopleForm, form)
      const asks = await addPeople(caller, wanted)
      const who = { people: wanted.people, role: wanted.role }
      return asks ? { ...done, ...who, asks } : answered(request, { ...done, ...who })
    }
    case 'role':
      await changeRole(caller, readForm(changeRoleForm, form))
      return answered(request, done)
    case 'remove':
      await removePerson(caller, readForm(removePersonForm, form))
      return answered(request, done)
    default:
      throw new Invalid({})
  }
}

export default function TaskPeople() {
  const { t } = useTranslation('tasks')
  const base = useBase()
  const data = useLoaderData<typeof loader>()
  // A question stays asked while the page looks for news.
  const answer = useAnswer() as ReturnType<typeof useActionData<typeof action>>
  const streams = useMemo(() => data.positions, [data])
  const { task } = useLive({ streams, initial: data.shown, apply: applyTask })
  const asked = answer && 'asks' in answer && answer.asks ? answer : null
  return (
    <Page
      title={t('people.title')}
      crumbs={[
        { label: task.project.name, to: `${base}/projects/${task.project.id}` },
        { label: task.title, to: `${base}/tasks/${task.id}` },
      ]}
    >
      {asked?.asks ? (
        <AskSecondAccount question={asked.asks} people={asked.people} role={asked.role} />
      ) : (
        <>
          <PeopleRows people={task.people} />
          <AddPeople found={data.found} q={data.q} added={answer && 'people' in answer ? answer.people : []} />
        </>
      )}
    </Page>
  )
}
