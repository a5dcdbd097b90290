import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useFetcher, useLoaderData, useNavigation, type useActionData } from '@remix-run/react'
import { UserMinus, UserPlus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProjectRole } from '#server/access/facts.ts'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { addStaff } from '#server/projects/add-staff.ts'
import { changeManager } from '#server/projects/change-manager.ts'
import { PROJECT_ROLES } from '#server/projects/catalogue.ts'
import { readProjectStaff } from '#server/projects/edit-page.ts'
import { changeManagerForm, projectStaffForm } from '#server/projects/forms.ts'
import { removeStaff } from '#server/projects/remove-staff.ts'
import { answered } from '~/frame/answered.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { applyLists } from '~/live/apply-project.ts'
import { useLive } from '~/live/use-live.ts'
import { ChooseManager } from '~/projects/choose-manager.tsx'
import { Added } from '~/ui/added.tsx'
import { Avatar } from '~/ui/avatar.tsx'
import { Button, IconButton } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { Field } from '~/ui/field.tsx'
import { NameOptions, Select } from '~/ui/input.tsx'
import { FormError, isDone, useAnswer, useRefused } from '~/ui/refused.tsx'

export const meta: MetaFunction = () => titled('projects:people')

const apply = applyLists(null)

export const loader = ({ params, context }: LoaderFunctionArgs) =>
  look(callerOf(context), async (here) => {
    const { project, team, positions } = await readProjectStaff(here, params.projectId ?? '')
    return {
      positions,
      id: project.id,
      name: project.name,
      manager: project.inside?.manager ?? null,
      staff: project.inside?.staff ?? [],
      team,
    }
  })

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await request.formData()
  form.set('projectId', params.projectId ?? '')
  if (form.get('intent') === 'manager') {
    await changeManager(callerOf(context), readForm(changeManagerForm, form))
    return answered(request, { done: true })
  }
  const staff = readForm(projectStaffForm, form)
  if (form.get('intent') === 'remove') {
    await removeStaff(callerOf(context), staff)
    return answered(request, { done: true })
  }
  await addStaff(callerOf(context), staff)
  return answered(request, { added: staff.userId })
}

export default function ProjectPeoplePage() {
  const { t } = useTranslation('projects')
  const loaded = useLoaderData<typeof loader>()
  useLive({ streams: loaded.positions, initial: loaded, apply })
  const { id, name, manager, staff, team } = loaded
  const base = useBase()
  return (
    <Page
      title={t('people')}
      crumbs={[
        { label: t('title'), to: `${base}/projects` },
        { label: name, to: `${base}/projects/${id}` },
      ]}
    >
      {manager && <ChooseManager manager={manager} team={team} />}
      <Section title={t('staff.title', { name })} kind="list">
        <ul className="divide-y divide-line">
          {manager && (
            <li className="flex flex-wrap items-center gap-3 px-4 py-3">
              <Avatar id={manager.id} name={manager.name} />
              <bdi className="min-w-32 flex-1">{manager.name}</bdi>
              <span className="text-small text-faint">{t('role.manager')}</span>
            </li>
          )}
          {staff.flatMap((person) =>
            person.roles.map((role) => <StaffRow key={`${person.id} ${role}`} person={person} role={role} />),
          )}
        </ul>
      </Section>
      <AddStaff team={team} />
    </Page>
  )
}

function StaffRow({ person: { id, name }, role }: { person: { id: string; name: string }; role: ProjectRole }) {
  const { t } = useTranslation('projects')
  const fetcher = useFetcher()
  const { words } = useRefused(fetcher.data, { intent: 'remove', userId: id, role })
  if (fetcher.formData) return null
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <Avatar id={id} name={name} />
      <bdi className="min-w-32 flex-1">{name}</bdi>
      {words && <span className="text-small text-bad">{words}</span>}
      <span className="text-small text-faint">{t(`role.${role}`)}</span>
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="remove" />
        <input type="hidden" name="userId" value={id} />
        <input type="hidden" name="role" value={role} />
        <IconButton type="submit" icon={UserMinus} label={t('staff.remove', { name, role: t(`role.${role}`) })} />
      </fetcher.Form>
    </li>
  )
}

function AddStaff({ team }: { team: { id: string; name: string }[] }) {
  const { t } = useTranslation('projects')
  const refused = useRefused(undefined, { intent: undefined })
  const busy = useNavigation().formMethod === 'POST'
  const answer = useAnswer() as ReturnType<typeof useActionData<typeof action>>
  const added = answer && 'added' in answer ? answer.added : null
  const form = useRef<HTMLFormElement>(null)
  // Who was added is not chosen any more.
  useEffect(() => {
    if (isDone(answer)) form.current?.reset()
  }, [answer])
  return (
    <Section title={t('staff.add')} help={t('staff.only_team')}>
      <Form ref={form} method="post" className="flex flex-wrap items-end gap-3">
        {refused.words && <FormError words={refused.field('role') ?? refused.field('userId') ?? refused.words} />}
        <Field label={t('staff.person')} className="min-w-48 flex-1">
          <Select name="userId" required defaultValue={refused.typed('userId') ?? ''}>
            <option value="" disabled>
              {t('staff.choose_person')}
            </option>
            <NameOptions of={team} />
          </Select>
        </Field>
        <Field label={t('staff.as')} className="min-w-40">
          <Select name="role" required defaultValue={refused.typed('role') ?? ''}>
            <option value="" disabled>
              {t('staff.choose_role')}
            </option>
            {PROJECT_ROLES.map((role) => (
              <option key={role} value={role}>
                {t(`role.${role}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Button look="strong" icon={UserPlus} busy={busy}>
          {t('staff.add')}
        </Button>
        <Added key={String(busy)} names={team.filter(({ id }) => id === added).map(({ name }) => name)} />
      </Form>
      <dl className="mt-5 flex flex-col gap-1.5 border-t border-line pt-4 text-small">
        {PROJECT_ROLES.map((role) => (
          <div key={role} className="sm:flex sm:gap-3">
            <dt className="w-32 shrink-0 font-medium">{t(`role.${role}`)}</dt>
            <dd className="text-soft">{t(`staff.may.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
