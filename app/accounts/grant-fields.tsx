import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asksFirst, rolesFor, takesLimits, type Role } from '#server/access/catalogue.ts'
import { Field } from '../ui/field.tsx'
import { Input, NameOptions, Select } from '../ui/input.tsx'
import type { useRefused } from '../ui/refused.tsx'
import { Checkbox } from '../ui/tick.tsx'

interface GrantFieldsProps {
  /** Ends the fields' names, where one form has several rows: `role.<key>`. */
  of?: string
  terms: {
    role: Role
    daysBack: number | null
    lastDay: string | null
    notes: string
    answersId: string | null
  }
  mostGiven: Role
  staff: { id: string; name: string }[]
  refused: ReturnType<typeof useRefused>
}

/** What a grant gives, in one row: for lists that are edited in place [A8]. An Owner's role and limits stay [A6]; nothing that a Save refuses is offered. */
export function GrantFields({ of, terms, mostGiven, staff, refused }: GrantFieldsProps) {
  const { t } = useTranslation(['accounts', 'giving'])
  const named = (name: string) => (of ? `${name}.${of}` : name)
  const typed = (name: string) => refused.typed(named(name))
  const [role, setRole] = useState(Number(typed('role') ?? terms.role) as Role)
  const owner = !takesLimits(terms.role)
  // Without script a role may have been chosen that takes none: then it is said there.
  const limits = takesLimits(role) || ['daysBack', 'lastDay'].some((name) => refused.field(named(name)))
  // Where one form has several rows, it is said once above them.
  const brief = (words: 'giving:role_help' | 'giving:days_back_help') => (of ? undefined : t(words))
  return (
    <>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
        {owner ? (
          <Field label={t('giving:role')} help={brief('giving:role_help')}>
            <Input value={t('role.90')} readOnly />
            <input type="hidden" name={named('role')} value="90" />
          </Field>
        ) : (
          <Field label={t('giving:role')} help={brief('giving:role_help')} error={refused.field(named('role'))}>
            <Select
              name={named('role')}
              defaultValue={role}
              onChange={({ currentTarget }) => {
                setRole(Number(currentTarget.value) as Role)
              }}
            >
              {rolesFor(mostGiven, terms.role).map((one) => (
                <option key={one} value={one}>
                  {t(`role.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
        )}
        {!owner && (
          <fieldset disabled={!limits} className={limits ? 'contents' : 'hidden'}>
            <Field
              label={t('days_back')}
              help={brief('giving:days_back_help')}
              error={refused.field(named('daysBack'))}
            >
              <Input
                name={named('daysBack')}
                type="number"
                min={1}
                inputMode="numeric"
                placeholder={t('no_limit')}
                defaultValue={typed('daysBack') ?? terms.daysBack ?? ''}
              />
            </Field>
            <Field label={t('giving:last_day')} error={refused.field(named('lastDay'))}>
              <Input name={named('lastDay')} type="date" defaultValue={typed('lastDay') ?? terms.lastDay ?? ''} />
            </Field>
          </fieldset>
        )}
        <Field label={t('giving:answers')} error={refused.field(named('answersId'))}>
          <Select name={named('answersId')} defaultValue={typed('answersId') ?? terms.answersId ?? ''}>
            <option value="">{t('giving:nobody')}</option>
            <NameOptions of={staff} />
          </Select>
        </Field>
      </div>
      <Field label={t('notes')} error={refused.field(named('notes'))}>
        <Input name={named('notes')} maxLength={2000} defaultValue={typed('notes') ?? terms.notes} />
      </Field>
      {asksFirst(role, terms.role) && (
        <div className="rounded-box bg-warn-soft px-4 py-3">
          <p className="mb-2 text-small">
            {t('giving:owner_warning')} {!limits && t('giving:no_limits')}
          </p>
          <Checkbox
            name={named('understood')}
            label={t('giving:understood')}
            error={refused.field(named('understood'))}
            defaultChecked={refused.ticked(named('understood'), false)}
          />
        </div>
      )}
    </>
  )
}
