import { useTranslation } from 'react-i18next'
import { TICKS, type StaffRole } from '#server/staff/catalogue.ts'
import type { StaffView } from '#server/staff/views.ts'
import { Field, FieldGroup } from '~/ui/field.tsx'
import { Input, Select } from '~/ui/input.tsx'
import type { useRefused } from '~/ui/refused.tsx'
import { Checkbox } from '~/ui/tick.tsx'

interface CardFieldsProps {
  member?: StaffView
  /** Those that a Save takes. */
  roles: StaffRole[]
  refused: ReturnType<typeof useRefused>
}

/** What is on a staff card: name, address, role, ticks [A20]. */
export function CardFields({ member, roles, refused }: CardFieldsProps) {
  const { t } = useTranslation(['settings', 'common'])
  return (
    <>
      <Field label={t('staff.name')} error={refused.field('name')}>
        <Input name="name" required maxLength={200} defaultValue={refused.typed('name') ?? member?.name ?? ''} />
      </Field>
      <Field label={t('staff.email')} help={member && t('staff.email_help')} error={refused.field('email')}>
        <Input
          name="email"
          type="email"
          required
          dir="ltr"
          defaultValue={refused.typed('email') ?? member?.email ?? ''}
        />
      </Field>
      <Field
        label={t('staff.role_label')}
        help={roles.map((role) => (
          <span key={role} className="block">
            <span className="font-medium after:content-[':']">{t(`common:staff_role.${role}`)}</span>{' '}
            {t(`staff.role_says.${role}`)}
          </span>
        ))}
        error={refused.field('role')}
      >
        <Select name="role" defaultValue={refused.typed('role') ?? member?.role ?? 'member'}>
          {roles.map((role) => (
            <option key={role} value={role}>
              {t(`common:staff_role.${role}`)}
            </option>
          ))}
        </Select>
      </Field>
      <FieldGroup legend={t('staff.ticks')} help={t('staff.ticks_help')}>
        {TICKS.map((tick) => (
          <Checkbox
            key={tick}
            name={tick}
            label={t(`staff.tick.${tick}`)}
            help={t(`staff.tick_help.${tick}`)}
            defaultChecked={refused.ticked(tick, member?.ticks[tick] ?? false)}
          />
        ))}
      </FieldGroup>
    </>
  )
}
