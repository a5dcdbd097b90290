import { Form, Link, useNavigate, useSearchParams } from '@remix-run/react'
import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Candidate } from '#server/accounts/find-contacts.ts'
import type { GrantList } from '#server/accounts/list-grants.ts'
import { EnableAccessDialog } from '~/accounts/enable-access-dialog.tsx'
import { useBase } from '~/frame/frame-context.ts'
import { Avatar } from '~/ui/avatar.tsx'
import { Button } from '~/ui/button.tsx'
import { Dialog } from '~/ui/dialog.tsx'
import { Input } from '~/ui/input.tsx'
import { useWithQuery } from './with-query.ts'

/** Gives one more person access: first who, then how far. Both are in the address, so it works without script. */
export function AddAccess({ page }: { page: GrantList }) {
  const { t } = useTranslation(['access', 'accounts'])
  const [query] = useSearchParams()
  const navigate = useNavigate()
  const to = useWithQuery()
  if (!page.candidates || page.mostGiven === null) return null
  const close = () => {
    navigate(to({ add: null, who: null, enable: null }), { replace: true, preventScrollReset: true })
  }
  const chosen = page.candidates.find(({ id }) => id === query.get('enable'))
  if (chosen)
    return (
      <EnableAccessDialog
        page={{ ...page, proposes: chosen.proposes }}
        contact={chosen}
        mostGiven={page.mostGiven}
        onCancel={close}
      />
    )
  return (
    <Dialog open key="who" onClose={close} title={t('access:add')} description={t('access:add_lead')}>
      <Who candidates={page.candidates} who={query.get('who') ?? ''} />
    </Dialog>
  )
}

function Who({ candidates, who }: { candidates: Candidate[]; who: string }) {
  const { t } = useTranslation(['access', 'accounts'])
  const to = useWithQuery()
  const base = useBase()
  return (
    <>
      <Form role="search" preventScrollReset replace className="flex gap-2">
        <input type="hidden" name="add" value="1" />
        <Input
          key={who}
          type="search"
          name="who"
          defaultValue={who}
          aria-label={t('access:who')}
          placeholder={t('access:who')}
        />
        <Button icon={Search}>{t('accounts:find')}</Button>
      </Form>
      <ul aria-label={t('access:candidates')} className="-mx-2 mt-3">
        {candidates.map(({ id, userId, name, email, account }) => (
          <li key={id}>
            <Link
              to={to({ enable: id, who: null })}
              replace
              preventScrollReset
              className="flex min-h-11 items-center gap-3 rounded-box px-2 py-1.5 hover:bg-hover"
            >
              <Avatar id={userId ?? id} name={name} />
              <span className="min-w-0">
                <bdi className="block truncate font-medium">{name}</bdi>
                <span className="block truncate text-small text-faint">
                  <bdi>{account}</bdi>
                  {email && ` · ${email}`}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {who !== '' && candidates.length === 0 && (
        <p className="mt-2 text-faint">
          {t('access:nobody_fits')}{' '}
          <Link to={`${base}/accounts`} className="text-accent underline underline-offset-2">
            {t('access:to_accounts')}
          </Link>
        </p>
      )}
    </>
  )
}
