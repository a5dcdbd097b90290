import { useTranslation } from 'react-i18next'
import { PROJECT_STATUSES, type ProjectStatus } from '#server/projects/catalogue.ts'
import { Field } from '~/ui/field.tsx'
import { Input, Select, Textarea } from '~/ui/input.tsx'
import type { useRefused } from '~/ui/refused.tsx'

interface Props {
  refused: ReturnType<typeof useRefused>
  saved?: { name: string; description: string; status: ProjectStatus; startsOn: string | null; endsOn: string | null }
}

/** What a project says of itself, for the form that makes it and the one that changes it; what was typed is kept through any refusal. */
export function ProjectFields({ refused, saved }: Props) {
  const { t } = useTranslation(['projects', 'statuses'])
  const typed = (name: string, value: string | null | undefined) => refused.typed(name) ?? value ?? ''
  return (
    <>
      <Field label={t('form.name')} error={refused.field('name')}>
        <Input name="name" required maxLength={200} defaultValue={typed('name', saved?.name)} />
      </Field>
      <Field label={t('form.description')} error={refused.field('description')} optional>
        <Textarea
          name="description"
          rows={6}
          className="min-h-36"
          maxLength={20_000}
          defaultValue={typed('description', saved?.description)}
        />
      </Field>
      <div className="grid gap-5 sm:grid-cols-3">
        <Field label={t('form.status')} error={refused.field('status')}>
          <Select name="status" defaultValue={typed('status', saved?.status ?? 'planned')}>
            {PROJECT_STATUSES.map((status) => (
              <option key={status} value={status}>
                {t(`statuses:project.${status}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('form.starts')} error={refused.field('startsOn')} optional>
          <Input type="date" name="startsOn" defaultValue={typed('startsOn', saved?.startsOn)} />
        </Field>
        <Field label={t('form.ends')} error={refused.field('endsOn')} optional>
          <Input type="date" name="endsOn" defaultValue={typed('endsOn', saved?.endsOn)} />
        </Field>
      </div>
    </>
  )
}
