import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KINDS, PROPOSED, type Role } from '#server/access/catalogue.ts'
import { IconButton } from '../ui/button.tsx'
import { Field, FieldError } from '../ui/field.tsx'
import { Input, NameOptions, Select } from '../ui/input.tsx'
import type { useRefused } from '../ui/refused.tsx'
import { GrantFields } from './grant-fields.tsx'
import type { AccountPage } from './types.ts'
import { useWay } from './way.ts'

interface NewAccessRowProps {
  of: string
  page: AccountPage
  mostGiven: Role
  refused: ReturnType<typeof useRefused>
  onRemove: () => void
}

/** One more person who shall have access: they are sent an invitation with the rest. */
export function NewAccessRow({ of, page, mostGiven, refused, onRemove }: NewAccessRowProps) {
  const { t } = useTranslation(['access', 'accounts', 'common', 'giving'])
  const { proposes } = useWay()
  const [contactId, choose] = useState(page.contacts[0]?.id ?? '')
  const contact = page.contacts.find(({ id }) => id === contactId)
  return (
    <fieldset className="relative flex flex-col gap-3 border-b border-line pb-5">
      <legend className="mb-2 font-medium">{t('access:new_row')}</legend>
      <span className="absolute end-0 -top-9">
        <IconButton label={t('access:drop_row')} icon={X} onClick={onRemove} />
      </span>
      <FieldError words={refused.field(`row.${of}`)} />
      <input type="hidden" name="add" value={of} />
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-3">
        <Field label={t('access:column.user')} error={refused.field(`contactId.${of}`)}>
          <Select
            name={`contactId.${of}`}
            value={contactId}
            onChange={({ currentTarget }) => {
              choose(currentTarget.value)
            }}
          >
            <NameOptions of={page.contacts} />
          </Select>
        </Field>
        <Field label={t('accounts:email')} error={refused.field(`email.${of}`)}>
          <Input
            key={contactId}
            name={`email.${of}`}
            type="email"
            dir="ltr"
            required
            defaultValue={contact?.email ?? ''}
          />
        </Field>
        <Field label={t('giving:kind')} error={refused.field(`kind.${of}`)}>
          <Select name={`kind.${of}`} defaultValue={proposes ?? page.proposes}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`common:kind_of_grant.${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <GrantFields
        of={of}
        terms={{ role: PROPOSED, daysBack: null, lastDay: null, notes: '', answersId: page.me }}
        mostGiven={mostGiven}
        staff={page.staff}
        refused={refused}
      />
    </fieldset>
  )
}
