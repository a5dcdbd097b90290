import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { Field } from '~/ui/field.tsx'
import { NameOptions, Select } from '~/ui/input.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'

interface Someone {
  id: string
  name: string
}

/** Who manages the project; in force as soon as it is saved. */
export function ChooseManager({ manager, team }: { manager: Someone; team: Someone[] }) {
  const { t } = useTranslation('projects')
  const fetcher = useFetcher()
  const refused = useRefused(fetcher.data, { intent: 'manager' })
  return (
    <Section title={t('staff.manager')} help={t('staff.manager_help')}>
      <fetcher.Form method="post" className="flex flex-wrap items-end gap-3">
        {refused.words && <FormError words={refused.field('userId') ?? refused.words} />}
        <input type="hidden" name="intent" value="manager" />
        <Field label={t('staff.person')} className="min-w-48 flex-1">
          <Select key={manager.id} name="userId" defaultValue={manager.id}>
            <NameOptions of={team} />
          </Select>
        </Field>
        <Button busy={fetcher.state !== 'idle'}>{t('staff.make_manager')}</Button>
      </fetcher.Form>
    </Section>
  )
}
