import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { createProject } from '#server/projects/create-project.ts'
import { createProjectForm } from '#server/projects/forms.ts'
import { readNewProject } from '#server/projects/new-project.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { ProjectFields } from '~/projects/project-fields.tsx'
import { WhoSees } from '~/projects/who-sees.tsx'
import { Button, LinkButton } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { Field, FieldGroup } from '~/ui/field.tsx'
import { NameOptions, Select } from '~/ui/input.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { Checkbox } from '~/ui/tick.tsx'

export const meta = () => titled('projects:new_title')

export const loader = ({ context }: LoaderFunctionArgs) => look(callerOf(context), readNewProject)

export async function action({ request, context }: ActionFunctionArgs) {
  const form = readForm(createProjectForm, await request.formData())
  const { projectId } = await createProject(callerOf(context), form)
  return redirect(`/s/projects/${projectId}`)
}

export default function NewProject() {
  const { t } = useTranslation('projects')
  const { me, accounts, team } = useLoaderData<typeof loader>()
  const back = `${useBase()}/projects`
  const refused = useRefused()
  // It cannot be changed later, so nothing is chosen before somebody did.
  const [accountId, choose] = useState(refused.typed('accountId') ?? '')
  return (
    <Page title={t('new_title')} crumbs={[{ label: t('title'), to: back }]}>
      <Card className="p-5">
        <Form method="post" className="flex flex-col gap-5">
          {refused.words && <FormError words={refused.words} />}
          <Field label={t('form.account')} help={t('form.account_help')} error={refused.field('accountId')}>
            <Select
              name="accountId"
              required
              autoFocus
              defaultValue={accountId}
              onChange={({ currentTarget }) => {
                choose(currentTarget.value)
              }}
            >
              <option value="" disabled>
                {t('form.choose_account')}
              </option>
              <option value="own">{t('form.own')}</option>
              {accounts.map(({ id, name, outside }) => (
                <option key={id} value={id}>
                  {t('form.account_option', { name, count: outside })}
                </option>
              ))}
            </Select>
          </Field>
          {accountId !== '' && <WhoSees account={accounts.find(({ id }) => id === accountId) ?? null} />}
          <ProjectFields refused={refused} />
          <Field label={t('form.manager')} help={t('form.manager_help')} error={refused.field('managerId')}>
            <Select name="managerId" defaultValue={refused.typed('managerId') ?? me}>
              <NameOptions of={team} />
            </Select>
          </Field>
          <FieldGroup legend={t('form.client_managers')} help={t('form.client_managers_help')}>
            <div className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
              {team.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  name="clientManagers"
                  value={id}
                  defaultChecked={refused.refusal ? refused.typedAll('clientManagers').includes(id) : id === me}
                  label={<bdi>{name}</bdi>}
                />
              ))}
            </div>
            {refused.field('clientManagers') && <FormError words={refused.field('clientManagers') ?? null} />}
          </FieldGroup>
          <div className="flex flex-wrap gap-3">
            <Button look="strong" busy={useNavigation().formMethod === 'POST'}>
              {t('form.make')}
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
