import { useNavigate, useSearchParams } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { GrantList } from '#server/accounts/list-grants.ts'
import { RemoveGrantForm } from '~/accounts/remove-grant-form.tsx'
import { Dialog } from '~/ui/dialog.tsx'
import { HeldRows } from '~/ui/held-rows.tsx'
import { useWithQuery } from './with-query.ts'

/** Asks once more before somebody's access is removed. */
export function RemoveAccess({ page }: { page: GrantList }) {
  const { t } = useTranslation('accounts')
  const [query] = useSearchParams()
  const navigate = useNavigate()
  const to = useWithQuery()
  const close = () => {
    navigate(to({ remove: null }), { replace: true, preventScrollReset: true })
  }
  return (
    <HeldRows rows={page.people}>
      {(grant) =>
        grant.id === query.get('remove') &&
        grant.mayChange &&
        'version' in grant && (
          <Dialog
            open
            onClose={close}
            title={t('remove_title', { name: grant.user.name })}
            description={t('remove_lead')}
          >
            <RemoveGrantForm grant={grant} onCancel={close} />
          </Dialog>
        )
      }
    </HeldRows>
  )
}
