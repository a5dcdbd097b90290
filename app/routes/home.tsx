import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { CircleCheck, MessageSquare } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { nextSteps } from '#server/home/next-steps.ts'
import { whomToWrite, type WhomToWrite } from '#server/home/whom-to-write.ts'
import { readWaiting, type Waiting as HomeView } from '#server/home/waiting.ts'
import { look } from '#server/platform/look.ts'
import { ownStreamOf } from '#server/streams/own.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { seldom, useLookAgain } from '~/frame/look-again.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { ContractRows } from '~/home/contract-rows.tsx'
import { Mentions } from '~/home/mentions.tsx'
import { NextSteps } from '~/home/next-steps-later.tsx'
import { applyHome } from '~/live/apply-project.ts'
import { useLive } from '~/live/use-live.ts'
import { TaskRows } from '~/tasks/task-rows.tsx'
import { Button } from '~/ui/button.tsx'
import { Card, Section } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { DataList, DataRow } from '~/ui/list.tsx'
import { Status } from '~/ui/status.tsx'

export const meta = () => titled('frame.place.home')

export const loader = ({ context }: LoaderFunctionArgs) =>
  look(callerOf(context), async (here) => {
    const positions = await positionsOf(here.db, [ownStreamOf(here.viewer)])
    const [home, next, writeTo] = await Promise.all([readWaiting(here), nextSteps(here), whomToWrite(here)])
    return { positions, home, next, writeTo }
  })

export default function Home() {
  const { t } = useTranslation('home')
  const { person } = useFrame().frame
  const data = useLoaderData<typeof loader>()
  const { home } = data
  const streams = useMemo(() => data.positions, [data])
  useLive<unknown>({ streams, initial: home, apply: applyHome })
  // What is said on a task is told as a hint: a list of tasks asks, besides.
  useLookAgain(true, seldom)
  return (
    <Page title={t('hello', { name: person.name })}>
      {data.next && <NextSteps steps={data.next} />}
      <Waiting {...home} writeTo={data.writeTo} />
      <Others {...home} />
      {home.projects.length > 0 && <Projects {...home} />}
    </Page>
  )
}

/** What is mine to read and to do next: where I was mentioned, contracts to approve or to take up, then tasks, soonest due first [F5]. */
function Waiting({ mentions, tasks, contracts, more, counts, writeTo }: HomeView & { writeTo: WhomToWrite | null }) {
  const { t } = useTranslation('home')
  const left = counts.waiting - tasks.length
  if (mentions.length + tasks.length + contracts.length === 0)
    return (
      <Section title={t('waiting.title')}>
        <EmptyState icon={CircleCheck} title={t('waiting.none')} action={writeTo && <WriteTo {...writeTo} />}>
          {t('waiting.none_help')}
        </EmptyState>
      </Section>
    )
  return (
    <Section title={t('waiting.title')} kind="bare">
      {mentions.length > 0 && <Mentions mentions={mentions} all={counts.mentions} />}
      {contracts.length > 0 && (
        <Card className="overflow-clip">
          <ContractRows contracts={contracts} label={t('waiting.contracts')} />
          {more.contracts && <Rest to="contracts?show=waiting">{t('waiting.all_contracts')}</Rest>}
        </Card>
      )}
      {tasks.length > 0 && (
        <Card className="overflow-clip">
          <TaskRows tasks={tasks} label={t('waiting.tasks')} withProject />
          {left > 0 && <Rest to="tasks?whose=waiting&sort=due">{t('waiting.more', { count: left })}</Rest>}
        </Card>
      )}
    </Section>
  )
}

/** What else they take part in: contracts on which something new was said, and tasks that are not theirs to do next. */
function Others({ said, others, more }: HomeView) {
  const { t } = useTranslation('home')
  if (said.length + others.length === 0) return null
  return (
    <Section title={t('others')} kind="bare">
      {said.length > 0 && (
        <Card className="overflow-clip">
          <ContractRows contracts={said} label={t('said')} />
          {more.said && <Rest to="contracts">{t('all_contracts')}</Rest>}
        </Card>
      )}
      {others.length > 0 && (
        <Card className="overflow-clip">
          <TaskRows tasks={others} label={t('others')} withProject />
          {more.others && <Rest to="tasks?whose=mine&sort=due">{t('all_others')}</Rest>}
        </Card>
      )}
    </Section>
  )
}

/** Opens the conversation with the person one deals with, or begins it. */
function WriteTo({ staffId, name }: WhomToWrite) {
  const { t } = useTranslation('home')
  return (
    <Form method="post" action={`${useBase()}/conversations`}>
      <Button name="staffId" value={staffId} icon={MessageSquare}>
        {t('waiting.write_to', { name })}
      </Button>
    </Form>
  )
}

function Projects({ projects, more }: Pick<HomeView, 'projects' | 'more'>) {
  const { t } = useTranslation('home')
  const base = useBase()
  return (
    <Section title={t('projects')} kind="list">
      <DataList label={t('projects')}>
        {projects.map(({ id, name, status, unread }) => (
          <DataRow
            key={id}
            to={`${base}/projects/${id}`}
            title={name}
            unread={unread}
            end={status && <Status of="project" is={status} />}
          />
        ))}
      </DataList>
      {more.projects && <Rest to="projects">{t('all_projects')}</Rest>}
    </Section>
  )
}

/** Below the first rows of a list: the way to all of them. */
function Rest({ to, children }: { to: string; children: string }) {
  const base = useBase()
  return (
    <p className="border-t border-line px-4 py-3 text-small">
      <Link to={`${base}/${to}`} prefetch="intent" className="link">
        {children}
      </Link>
    </p>
  )
}
