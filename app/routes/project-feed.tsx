import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useMemo } from 'react'
import { feedAction } from '#server/feed/feed-action.ts'
import { feedOf } from '#server/feed/queries.ts'
import { factsOf, feedSubject } from '#server/feed/subject.ts'
import { look } from '#server/platform/look.ts'
import { openProject } from '#server/projects/open-project.ts'
import { leadToEntry } from '~/feed/entry-asked.ts'
import { Feed } from '~/feed/feed-later.tsx'
import { answered } from '~/frame/answered.ts'
import { callerOf } from '~/frame/caller.ts'
import { titledAs } from '~/frame/title.ts'
import { applyLists } from '~/live/apply-project.ts'
import { useLive } from '~/live/use-live.ts'
import { ProjectFrame } from '~/projects/project-frame.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.opened.project.name)

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams
  await leadToEntry(request, callerOf(context), feedSubject('project', params.projectId))
  return look(callerOf(context), async (here) => {
    const subject = feedSubject('project', params.projectId)
    const facts = factsOf(here.scope, subject)
    const feed = await feedOf(here, subject, facts, { before: asked.get('before'), edit: asked.get('edit') })
    return { feed, opened: await openProject(here, subject.id) }
  })
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const subject = feedSubject('project', params.projectId)
  return answered(request, await feedAction(callerOf(context), subject, await request.formData()))
}

export default function ProjectFeed() {
  const { feed, opened } = useLoaderData<typeof loader>()
  const apply = useMemo(() => applyLists(opened.project.id), [opened.project.id])
  useLive<unknown>({ streams: opened.positions, initial: opened, apply })
  return (
    <ProjectFrame opened={opened}>
      <div className="flex max-w-[840px] flex-col gap-8">
        <Feed
          feed={feed}
          abilities={opened.abilities}
          since={opened.project.inside?.createdAt}
          about={{ title: opened.project.name }}
        />
      </div>
    </ProjectFrame>
  )
}
