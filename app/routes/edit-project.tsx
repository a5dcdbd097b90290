import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useNavigation, useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NotFound } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { PROJECT_STATUSES } from '#server/projects/catalogue.ts'
import { readProjectToEdit } from '#server/projects/edit-page.ts'
import { editProject } from '#server/projects/edit-project.ts'
import { editProjectForm } from '#server/projects/forms.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { SavedMeanwhile } from '~/tasks/saved-meanwhile.tsx'
import { Button, LinkButton } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { Field } from '~/ui/field.tsx'
import { Input, Select, Textarea } from '~/ui/input.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'

export const meta: MetaFunction = () => titled('projects:edit_title')

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { project } = await look(callerOf(context), (here) => readProjectToEdit(here, params.projectId ?? ''))
  if (!project.inside) throw new NotFound()
  return { id: project.id, name: project.name, ...project.inside }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  form.set('projectId', params.projectId ?? '')
  await editProject(callerOf(context), readForm(editProjectForm, form))
  return redirect(`/s/projects/${params.projectId ?? ''}`)
}

export default function EditProject() {
  const { t } = useTranslation(['projects', 'statuses'])
  const project = useLoaderData<typeof loader>()
  const back = `${useBase()}/projects/${project.id}`
  const refused = useRefused()
  const conflict = refused.status === 409
  const [version, setVersion] = useState(project.version)
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (conflict) revalidate()
  }, [conflict, revalidate])
  useEffect(() => {
    if (conflict) setVersion(project.version)
  }, [conflict, project.version])
  const typed = (name: string, saved: string | null) => refused.typed(name) ?? saved ?? ''
  return (
    <Page title={t('edit_title')} crumbs={[{ label: project.name, to: back }]}>
      <Card className="p-5">
        {conflict && <SavedMeanwhile title={project.name} text={project.description} />}
        <Form method="post" className="flex flex-col gap-5">
          <input type="hidden" name="version" value={version} />
          {refused.words && <FormError words={refused.words} />}
          <Field label={t('form.name')} error={refused.field('name')}>
            <Input name="name" required maxLength={200} defaultValue={typed('name', project.name)} />
          </Field>
          <Field label={t('form.description')} error={refused.field('description')} optional>
            <Textarea
              name="description"
              rows={6}
              className="min-h-36"
              maxLength={20_000}
              defaultValue={typed('description', project.description)}
            />
          </Field>
          <div className="grid gap-5 sm:grid-cols-3">
            <Field label={t('form.status')} error={refused.field('status')}>
              <Select name="status" defaultValue={typed('status', project.status)}>
                {PROJECT_STATUSES.map((status) => (
                  <option key={status} value={status}>
                    {t(`statuses:project.${status}`)}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label={t('form.starts')} error={refused.field('startsOn')} optional>
              <Input type="date" name="startsOn" defaultValue={typed('startsOn', project.startsOn)} />
            </Field>
            <Field label={t('form.ends')} error={refused.field('endsOn')} optional>
              <Input type="date" name="endsOn" defaultValue={typed('endsOn', project.endsOn)} />
            </Field>
          </div>
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
    </Page>
  )
}
