import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { Pencil } from 'lucide-react'
import { useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { feedAction, isFeedIntent } from '#server/feed/feed-action.ts'
import { feedOf } from '#server/feed/queries.ts'
import { feedSubject } from '#server/feed/subject.ts'
import { fileAction, isFileIntent } from '#server/files/file-action.ts'
import { attachedTo } from '#server/files/queries.ts'
import { look } from '#server/platform/look.ts'
import { readTask } from '#server/tasks/queries.ts'
import { leadToEntry } from '~/feed/entry-asked.ts'
import { Feed } from '~/feed/feed-later.tsx'
import { Prose } from '~/feed/prose.tsx'
import { Attachments } from '~/files/attachments-later.tsx'
import { answered } from '~/frame/answered.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { AsidePart, Page } from '~/frame/page.tsx'
import { titledAs } from '~/frame/title.ts'
import { applyTask } from '~/live/apply-task.ts'
import { useAbilities, usePresence } from '~/live/use-line-of.ts'
import { useLive } from '~/live/use-live.ts'
import { Checklist } from '~/tasks/checklist.tsx'
import { Details, Sharing } from '~/tasks/details.tsx'
import { doTask } from '~/tasks/do-task.ts'
import { PeopleList } from '~/tasks/people-list.tsx'
import { NextStep, StatusControl } from '~/tasks/status-control.tsx'
import { LinkButton } from '~/ui/button.tsx'
import { ChangePeople } from '~/ui/change-people.tsx'
import { Notice } from '~/ui/notice.tsx'
import { ClockContext } from '~/ui/time.tsx'
import { Status } from '~/ui/status.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.task.title)

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams
  await leadToEntry(request, callerOf(context), feedSubject('task', params.taskId))
  return look(callerOf(context), async (here) => {
    const subject = feedSubject('task', params.taskId)
    let asked: ReturnType<typeof here.scope.task> | undefined
    const found = () => (asked ??= here.scope.task(subject.id))
    const facts = () => found().then((task) => task.facts)
    const [feed, attached, task] = await Promise.all([
      // The feed first: where its streams stand is read before anything that happens on them is shown. What is asked at once is read in its order.
      feedOf(here, subject, facts, { before: query.get('before'), edit: query.get('edit') }),
      attachedTo(here, subject, facts()),
      readTask(here, subject.id, found()),
    ])
    return { feed, attached, ...task }
  })
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const caller = callerOf(context)
  const subject = feedSubject('task', params.taskId)
  const form = await request.formData()
  if (isFeedIntent(form)) return answered(request, await feedAction(caller, subject, form))
  if (isFileIntent(form)) return answered(request, await fileAction(caller, form))
  form.set('taskId', subject.id)
  const asks = await doTask(caller, form)
  return asks ? { asks } : answered(request, { done: true })
}

/** So long a task is one that was just made. Ms. */
const FRESH = 10 * 60_000

export default function TaskPage() {
  const { t } = useTranslation('tasks')
  const base = useBase()
  const data = useLoaderData<typeof loader>()
  const { person } = useFrame().frame
  const external = !person.staff
  const stream = data.feed.streams.all
  const streams = useMemo(() => ({ [stream]: data.feed.positions[stream] ?? 0 }), [data, stream])
  const initial = useMemo(() => ({ task: data.task, files: data.attached.files }), [data])
  const { task, files } = useLive({ streams, initial, apply: applyTask })
  const abilities = useAbilities(stream, data.abilities)
  const present = usePresence(stream)
  const { now } = useContext(ClockContext)
  // The address may be kept and come back to.
  const made = useSearchParams()[0].get('told') === 'made' && now - Date.parse(task.createdAt) < FRESH
  const here = new Set(present.here.map(({ id }) => id))
  const step = { task, abilities, external }
  return (
    <Page
      title={task.title}
      crumbs={[{ label: task.project.name, to: `${base}/projects/${task.project.id}` }]}
      beside={<StatusControl {...step} />}
      actions={
        <>
          {abilities['task.edit'] === null && (
            <LinkButton to={`${base}/tasks/${task.id}/edit`} icon={Pencil}>
              {t('edit')}
            </LinkButton>
          )}
          <NextStep {...step} me={person.id} />
        </>
      }
      aside={
        <>
          <AsidePart
            title={t('people.title')}
            action={abilities['task.people'] === null && <ChangePeople to={`${base}/tasks/${task.id}/people`} />}
          >
            <PeopleList people={task.people} here={here} />
          </AsidePart>
          <Sharing task={task} abilities={abilities} />
          <Details task={task} />
        </>
      }
    >
      {made && (
        <Notice tone="good" role="status">
          {t(task.status === 'draft' ? 'told.drafted' : 'told.made')}
        </Notice>
      )}
      {task.html !== '' && <Prose html={task.html} />}
      <Checklist items={task.checklist} abilities={abilities} />
      <Attachments attached={data.attached} files={files} abilities={abilities} since={task.createdAt} />
      <Feed
        feed={data.feed}
        abilities={data.abilities}
        since={task.createdAt}
        draft={task.status === 'draft' ? { by: task.author.userId } : null}
        about={{ title: task.title, above: t('above'), status: <Status of="task" is={task.status} /> }}
        files={{ attached: data.attached, list: files, abilities }}
      />
    </Page>
  )
}
