import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { StaffView } from '#server/staff/views.ts'
import { Button } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { Field } from '~/ui/field.tsx'
import { Input, Select } from '~/ui/input.tsx'
import type { useRefused } from '~/ui/refused.tsx'

/** Freezes somebody of the staff, or thaws them; at once, and until a day if one is given [A17]. */
export function FreezeStaff({ member, refused }: { member: StaffView; refused: ReturnType<typeof useRefused> }) {
  const { t } = useTranslation('settings')
  return (
    <Section title={t('staff.freeze')} help={t('staff.freeze_help')}>
      <Form method="post" className="flex flex-wrap items-end gap-4">
        <Field label={t('staff.freeze_how')} error={refused.field('frozen')} className="min-w-52 flex-1">
          <Select key={String(member.frozen)} name="frozen" defaultValue={member.frozen ?? ''}>
            <option value="">{t('staff.not_frozen')}</option>
            <option value="read_only">{t('staff.frozen.read_only')}</option>
            <option value="off">{t('staff.frozen.off')}</option>
          </Select>
        </Field>
        <Field label={t('staff.freeze_until')} error={refused.field('lastDay')} optional>
          <Input name="lastDay" type="date" defaultValue={refused.typed('lastDay') ?? member.frozenLastDay ?? ''} />
        </Field>
        <Button name="do" value="freeze">
          {t('staff.save')}
        </Button>
      </Form>
    </Section>
  )
}
