import { Form } from '@remix-run/react'
import { Eye } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { kindsFor, PROPOSED, type Role } from '#server/access/catalogue.ts'
import { Field } from '../ui/field.tsx'
import { Input, Select } from '../ui/input.tsx'
import { Notice } from '../ui/notice.tsx'
import { FormError, useRefused } from '../ui/refused.tsx'
import { FormEnd } from './form-end.tsx'
import { TermsFields } from './terms-fields.tsx'
import type { AccessSide, ContactView } from './types.ts'

/** Offers a contact access: the kind of this page, the role that opens what L40 does, no limit of days are proposed [A2]. */
export function EnableAccessForm({
  page,
  contact,
  mostGiven,
  onCancel,
}: {
  page: AccessSide
  contact: Pick<ContactView, 'id' | 'email' | 'has'>
  mostGiven: Role
  onCancel: () => void
}) {
  const { t } = useTranslation(['accounts', 'common', 'giving'])
  const refused = useRefused()
  // As it opened: what somebody else gives meanwhile changes no choice unseen.
  const [kinds] = useState(() => kindsFor(contact.has))
  const [kind, setKind] = useState(
    () =>
      [refused.typed('kind'), page.proposes].flatMap((one) => kinds.find((kind) => kind === one) ?? [])[0] ?? kinds[0],
  )
  if (!kind) return <Notice tone="closed">{t('giving:has_all')}</Notice>
  return (
    <Form method="post" preventScrollReset className="flex flex-col gap-5 [&>:empty]:-mb-5">
      <FormError words={refused.words} />
      <input type="hidden" name="contactId" value={contact.id} />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t('accounts:email')} error={refused.field('email')}>
          <Input
            name="email"
            type="email"
            required
            dir="ltr"
            defaultValue={refused.typed('email') ?? contact.email ?? ''}
          />
        </Field>
        <Field label={t('giving:kind')} error={refused.field('kind')}>
          <Select
            name="kind"
            value={kind}
            onChange={({ currentTarget }) => setKind(kinds.find((one) => one === currentTarget.value) ?? kind)}
          >
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`common:kind_of_grant.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <p className="-mt-2 flex items-start gap-2 text-small text-soft">
        <Eye className="mt-0.5 size-3.5 shrink-0" aria-hidden />
        {t(`giving:kind_help.${kind}`)}
      </p>
      <TermsFields
        terms={{ role: PROPOSED, daysBack: null, lastDay: null, notes: '', answersId: page.me }}
        kind={kind}
        emptyCells={page.emptyCells}
        mostGiven={mostGiven}
        staff={page.staff}
        refused={refused}
        proposal
      />
      <FormEnd what="enable" label={t('accounts:enable')} onCancel={onCancel} />
    </Form>
  )
}
