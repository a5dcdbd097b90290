import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useMemo } from 'react'
import { fileAction } from '#server/files/file-action.ts'
import { attachedTo } from '#server/files/queries.ts'
import type { AttachmentView } from '#server/files/views.ts'
import { look } from '#server/platform/look.ts'
import { openProject } from '#server/projects/open-project.ts'
import { Attachments } from '~/files/attachments-later.tsx'
import { answered } from '~/frame/answered.ts'
import { callerOf } from '~/frame/caller.ts'
import { titledAs } from '~/frame/title.ts'
import { applyAttachment } from '~/live/apply-attachments.ts'
import { applyLists } from '~/live/apply-project.ts'
import type { Apply } from '~/live/snapshot.ts'
import { useAbilities } from '~/live/use-line-of.ts'
import { useLive } from '~/live/use-live.ts'
import { ProjectFrame } from '~/projects/project-frame.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.opened.project.name)

export async function loader({ params, context }: LoaderFunctionArgs) {
  const id = params.projectId ?? ''
  return look(callerOf(context), async (here) => {
    const opened = await openProject(here, id)
    const { facts } = await here.scope.project(id)
    return { opened, attached: await attachedTo(here, { kind: 'project', id }, facts) }
  })
}

export async function action({ request, context }: ActionFunctionArgs) {
  return answered(request, await fileAction(callerOf(context), await request.formData()))
}

const applyTo =
  (projectId: string): Apply<readonly AttachmentView[]> =>
  (files, news, stream) =>
    applyAttachment(files, news) ?? (applyLists(projectId)(files, news, stream) === null ? null : files)

export default function ProjectFiles() {
  const { opened, attached } = useLoaderData<typeof loader>()
  const apply = useMemo(() => applyTo(opened.project.id), [opened.project.id])
  const files = useLive({ streams: opened.positions, initial: attached.files, apply })
  const abilities = useAbilities(opened.stream, opened.abilities)
  return (
    <ProjectFrame opened={opened}>
      <div className="max-w-[840px]">
        <Attachments attached={attached} files={files} abilities={abilities} since={opened.project.inside?.createdAt} />
      </div>
    </ProjectFrame>
  )
}
