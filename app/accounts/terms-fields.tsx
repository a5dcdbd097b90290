import { useTranslation } from 'react-i18next'
import type { Cell, Kind, Role } from '#server/access/catalogue.ts'
import { Field } from '../ui/field.tsx'
import { Input, Select, Textarea } from '../ui/input.tsx'
import { Notice } from '../ui/notice.tsx'
import { Checkbox } from '../ui/tick.tsx'
import { RoleChoice } from './role-choice.tsx'
import type { useRefused } from '../ui/refused.tsx'

export interface Terms {
  role: Role
  daysBack: number | null
  lastDay: string | null
  notes: string
  answersId: string | null
}

interface TermsProps {
  terms: Terms
  /** Of the grant: what a role opens is told for it. */
  kind: Kind
  emptyCells: readonly Cell[]
  mostGiven: Role
  staff: { id: string; name: string }[]
  refused: ReturnType<typeof useRefused>
  /** Nothing is given yet: the role is a proposal [A2]. */
  proposal?: boolean
}

/** What a grant gives: role, days back, last day, who answers, notes; with what each role opens beside it [A6]. */
export function TermsFields({ terms, kind, emptyCells, mostGiven, staff, refused, proposal = false }: TermsProps) {
  const { t } = useTranslation('accounts')
  return (
    <div className="group/terms flex flex-col gap-5">
      <RoleChoice
        role={terms.role}
        chosen={Number(refused.typed('role') ?? terms.role) as Role}
        kind={kind}
        empty={emptyCells}
        mostGiven={mostGiven}
        proposal={proposal}
      />
      <div className="hidden group-has-[[value='80']:checked]/terms:block">
        {kind !== 'collaborator' && <Notice tone="warn">{t('dialog.admin_warning')}</Notice>}
      </div>
      <div className="hidden flex-col gap-3 group-has-[[value='90']:checked]/terms:flex">
        <Notice tone="warn">{t('dialog.owner_warning')}</Notice>
        <Field label={t('dialog.owner')} error={refused.field('understood')}>
          <Checkbox name="understood" label={t('dialog.understood')} />
        </Field>
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label={t('dialog.days_back')}
          help={t('dialog.days_back_help')}
          error={refused.field('daysBack')}
          optional
        >
          <Input
            name="daysBack"
            type="number"
            min={1}
            inputMode="numeric"
            defaultValue={refused.typed('daysBack') ?? terms.daysBack ?? ''}
          />
        </Field>
        <Field label={t('dialog.last_day')} help={t('dialog.last_day_help')} error={refused.field('lastDay')} optional>
          <Input name="lastDay" type="date" defaultValue={refused.typed('lastDay') ?? terms.lastDay ?? ''} />
        </Field>
      </div>
      <Field label={t('dialog.answers')} help={t('dialog.answers_help')} error={refused.field('answersId')}>
        <Select name="answersId" defaultValue={refused.typed('answersId') ?? terms.answersId ?? ''}>
          <option value="">{t('dialog.nobody')}</option>
          {staff.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('dialog.notes')} help={t('dialog.notes_help')} error={refused.field('notes')} optional>
        <Textarea name="notes" rows={2} className="min-h-16" defaultValue={refused.typed('notes') ?? terms.notes} />
      </Field>
    </div>
  )
}
