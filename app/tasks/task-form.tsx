import { Form, Link, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PRIORITIES, type Priority } from '#server/tasks/catalogue.ts'
import { Button, buttonLook } from '~/ui/button.tsx'
import { Field } from '~/ui/field.tsx'
import { Input, Select, Textarea } from '~/ui/input.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'

interface Props {
  task: { title: string; description: string; priority: Priority; startsOn: string | null; dueOn: string | null }
  /** Externals set no dates [B5]. */
  external: boolean
  save: string
  cancel: string
  /** The version that is edited; a newer one is not overwritten. */
  version?: number
  /** What only one of the two forms has, among the fields and below them. */
  children?: ReactNode
  below?: ReactNode
}

/** What a task says, as a form; what was typed is kept through any refusal. */
export function TaskForm({ task, external, save, cancel, version, children, below }: Props) {
  const { t } = useTranslation(['tasks', 'statuses'])
  const refused = useRefused()
  const busy = useNavigation().formMethod === 'POST'
  return (
    <Form method="post" className="flex flex-col gap-5">
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      {refused.words && <FormError words={refused.words} />}
      <Field label={t('form.title')} error={refused.field('title')}>
        <Input
          name="title"
          required
          maxLength={300}
          defaultValue={refused.typed('title') ?? task.title}
          autoFocus={task.title === ''}
        />
      </Field>
      <Field
        label={t('form.description')}
        help={t('form.description_help')}
        error={refused.field('description')}
        optional
      >
        <Textarea
          name="description"
          rows={6}
          className="min-h-36"
          maxLength={20_000}
          defaultValue={refused.typed('description') ?? task.description}
        />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        {children}
        <Field label={t('form.priority')} error={refused.field('priority')}>
          <Select name="priority" defaultValue={refused.typed('priority') ?? task.priority}>
            {PRIORITIES.map((priority) => (
              <option key={priority} value={priority}>
                {t(`statuses:priority.${priority}`)}
              </option>
            ))}
          </Select>
        </Field>
        {!external && (
          <Field label={t('form.starts')} error={refused.field('startsOn')} optional>
            <Input type="date" name="startsOn" defaultValue={refused.typed('startsOn') ?? task.startsOn ?? ''} />
          </Field>
        )}
        {!external && (
          <Field label={t('form.due')} error={refused.field('dueOn')} optional>
            <Input type="date" name="dueOn" defaultValue={refused.typed('dueOn') ?? task.dueOn ?? ''} />
          </Field>
        )}
      </div>
      {below}
      <div className="flex flex-wrap gap-3">
        <Button look="strong" busy={busy}>
          {save}
        </Button>
        <Link to={cancel} className={buttonLook({ look: 'plain' })}>
          {t('form.cancel')}
        </Link>
      </div>
    </Form>
  )
}
