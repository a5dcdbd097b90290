import { Form } from '@remix-run/react'
import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { takesLimits, type Role } from '#server/access/catalogue.ts'
import { LinkButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { FormError, useRefused } from '../ui/refused.tsx'
import { Checkbox } from '../ui/tick.tsx'
import { useBegun } from '../ui/use-begun.ts'
import { FormEnd } from './form-end.tsx'
import { TermsFields } from './terms-fields.tsx'
import { SavedGrant } from './saved.tsx'
import type { AccessSide, GrantView } from './types.ts'

/** Changes what a grant gives, or suspends it; in force everywhere when it says so. */
export function ChangeGrantForm({
  page,
  grant,
  mostGiven,
  onCancel,
}: {
  page: AccessSide
  grant: GrantView
  mostGiven: Role
  onCancel: () => void
}) {
  const { t } = useTranslation(['accounts', 'giving'])
  const refused = useRefused()
  const { from, saved } = useBegun(grant, refused)
  const owner = !takesLimits(grant.role)
  return (
    <Form method="post" preventScrollReset className="flex flex-col gap-5 [&>:empty]:-mb-5">
      <FormError words={refused.words} />
      {saved && <SavedGrant grant={saved} typed={refused.typed} />}
      {owner && <Notice tone="closed">{t('giving:owner_stays')}</Notice>}
      <input type="hidden" name="grantId" value={grant.id} />
      <input type="hidden" name="version" value={from.version} />
      <TermsFields
        terms={{ ...from, answersId: from.answers?.id ?? null }}
        kind={grant.kind}
        emptyCells={page.emptyCells}
        mostGiven={mostGiven}
        staff={page.staff}
        refused={refused}
      />
      {!owner && (
        <Checkbox
          name="suspended"
          label={t('giving:suspended')}
          help={t('giving:suspended_help')}
          error={refused.field('suspended')}
          defaultChecked={refused.ticked('suspended', from.state === 'suspended')}
        />
      )}
      <FormEnd
        what="change"
        label={t('save')}
        onCancel={onCancel}
        start={
          !owner && (
            <LinkButton to={`?remove=${grant.id}`} replace preventScrollReset look="plain" icon={Trash2}>
              {t('remove')}
            </LinkButton>
          )
        }
      />
    </Form>
  )
}
