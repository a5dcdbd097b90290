import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  FOR_EVER,
  asksFirst,
  rolesFor,
  takesLimits,
  type Cell,
  type Kind,
  type Role,
} from '#server/access/catalogue.ts'
import { Field } from '../ui/field.tsx'
import { Input, NameOptions, Select, Textarea } from '../ui/input.tsx'
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

/** What a grant gives: role, days back, last day, who answers, notes; with what each role opens beside it [A6]. Nothing that a Save refuses is offered. */
export function TermsFields({ terms, kind, emptyCells, mostGiven, staff, refused, proposal = false }: TermsProps) {
  const { t } = useTranslation(['accounts', 'giving'])
  const [role, pick] = useState(() => Number(refused.typed('role') ?? terms.role) as Role)
  const roles = rolesFor(mostGiven, terms.role)
  // Without script a role may have been chosen that takes none: then it is said there.
  const limits = takesLimits(role) || ['daysBack', 'lastDay'].some((name) => refused.field(name))
  return (
    <div className="group/terms flex flex-col gap-5">
      <RoleChoice
        roles={roles}
        picked={role}
        pick={pick}
        proposed={proposal ? terms.role : null}
        kind={kind}
        empty={emptyCells}
      />
      <div className="hidden group-has-[[value='80']:checked]/terms:block">
        {kind !== 'collaborator' && <Notice tone="warn">{t('giving:admin_warning')}</Notice>}
      </div>
      {roles.includes(FOR_EVER) && asksFirst(FOR_EVER, terms.role) && (
        <div className="hidden flex-col gap-3 group-has-[[value='90']:checked]/terms:flex">
          <Notice tone="warn">{t('giving:owner_warning')}</Notice>
          <Checkbox
            name="understood"
            label={t('giving:understood')}
            error={refused.field('understood')}
            defaultChecked={refused.ticked('understood', false)}
          />
        </div>
      )}
      {!limits && <p className="text-small text-soft">{t('giving:no_limits')}</p>}
      {/* What was typed stays for another role; it is not sent with this one. */}
      <fieldset disabled={!limits} className={limits ? 'grid gap-5 sm:grid-cols-2' : 'hidden'}>
        <Field
          label={t('giving:days_back')}
          help={t('giving:days_back_help')}
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
        <Field label={t('giving:last_day')} help={t('giving:last_day_help')} error={refused.field('lastDay')} optional>
          <Input name="lastDay" type="date" defaultValue={refused.typed('lastDay') ?? terms.lastDay ?? ''} />
        </Field>
      </fieldset>
      <Field label={t('giving:answers')} help={t('giving:answers_help')} error={refused.field('answersId')}>
        <Select name="answersId" defaultValue={refused.typed('answersId') ?? terms.answersId ?? ''}>
          <option value="">{t('giving:nobody')}</option>
          <NameOptions of={staff} />
        </Select>
      </Field>
      <Field label={t('giving:notes')} help={t('giving:notes_help')} error={refused.field('notes')} optional>
        <Textarea name="notes" rows={2} className="min-h-16" defaultValue={refused.typed('notes') ?? terms.notes} />
      </Field>
    </div>
  )
}
