import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { NotFound } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { deleteProject } from '#server/projects/delete-project.ts'
import { readProjectToEdit } from '#server/projects/edit-page.ts'
import { editProject } from '#server/projects/edit-project.ts'
import { deleteProjectForm, editProjectForm } from '#server/projects/forms.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { DeleteProjectForm } from '~/projects/delete-project-form.tsx'
import { ProjectFields } from '~/projects/project-fields.tsx'
import { SavedProject } from '~/projects/saved-project.tsx'
import { Button, LinkButton } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { FormError, useRefused, type Refused } from '~/ui/refused.tsx'
import { useBegun } from '~/ui/use-begun.ts'

export const meta: MetaFunction = () => titled('projects:edit_title')

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { project, abilities } = await look(callerOf(context), (here) =>
    readProjectToEdit(here, params.projectId ?? ''),
  )
  if (!project.inside) throw new NotFound()
  return { id: project.id, name: project.name, mayDelete: abilities['project.delete'] === null, ...project.inside }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  form.set('projectId', params.projectId ?? '')
  if (form.get('intent') === 'delete') {
    await deleteProject(callerOf(context), readForm(deleteProjectForm, form))
    return redirect('/s/projects')
  }
  await editProject(callerOf(context), readForm(editProjectForm, form))
  return redirect(`/s/projects/${params.projectId ?? ''}`)
}

export default function EditProject() {
  const { t } = useTranslation('projects')
  const project = useLoaderData<typeof loader>()
  const back = `${useBase()}/projects/${project.id}`
  const answer = useRefused()
  // A refused deletion is said beside its own field.
  const refused = answer.typed('intent') === 'delete' ? NOTHING : answer
  const { from, saved } = useBegun(project, refused)
  return (
    <Page title={t('edit_title')} crumbs={[{ label: project.name, to: back }]}>
      <Card className="p-5">
        {saved && <SavedProject project={saved} refused={refused} />}
        <Form method="post" className="flex flex-col gap-5">
          <input type="hidden" name="version" value={from.version} />
          {refused.words && <FormError words={refused.words} />}
          <ProjectFields refused={refused} saved={from} />
          <div className="flex flex-wrap gap-3">
            <Button look="strong" busy={useNavigation().formMethod === 'POST'}>
              {t('form.save')}
            </Button>
            <LinkButton to={back} look="plain">
              {t('form.cancel')}
            </LinkButton>
          </div>
        </Form>
      </Card>
      {project.mayDelete && <DeleteProjectForm name={project.name} />}
    </Page>
  )
}

const NOTHING: Refused = {
  words: null,
  status: null,
  refusal: null,
  fields: [],
  field: () => undefined,
  typed: () => undefined,
  ticked: (_, before) => before,
  typedAll: () => [],
}
