import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { Building2, KeyRound, Plus, SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { listAccounts } from '#server/accounts/list-accounts.ts'
import { AccountRow } from '~/accounts/account-row.tsx'
import { useWay } from '~/accounts/way.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { LinkButton } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { FilterBar, FilterSelect } from '~/ui/filter-bar.tsx'
import { DataList, More } from '~/ui/list.tsx'
import { moreAt } from '~/ui/more-at.ts'

export const meta = () => titled('accounts:title')

/** The same list in its two places: CRM → Sales → Accounts, and the Supplier Center. */
export function loader({ context, request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  return listAccounts(callerOf(context), searchParams, pathname.startsWith('/s/suppliers') ? 'supplier' : undefined)
}

const KINDS = ['all', 'customer', 'supplier', 'person'] as const
const ACCESS = ['all', 'open', 'invited', 'none'] as const

export default function Accounts() {
  const { accounts, more, filter } = useLoaderData<typeof loader>()
  const { t } = useTranslation('accounts')
  const { search } = useLocation()
  const base = useBase()
  const { supplier, crumbs, list } = useWay()
  const asked = filter.q !== '' || filter.kind !== 'all' || filter.access !== 'all'
  return (
    <Page
      title={t(supplier ? 'supplier_center' : 'title')}
      crumbs={crumbs.slice(0, -1)}
      actions={
        <>
          <LinkButton to={`${base}/access`} icon={KeyRound}>
            {t('external_access')}
          </LinkButton>
          {!supplier && (
            <LinkButton to={`${base}/suppliers`} className="md:hidden">
              {t('supplier_center')}
            </LinkButton>
          )}
          <LinkButton to={`${list}/new`} look="strong" icon={Plus}>
            {t('new')}
          </LinkButton>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <FilterBar q={filter.q} searchLabel={t('search')} applyLabel={t('find')}>
          {!supplier && (
            <FilterSelect
              name="kind"
              label={t('filter.kind')}
              value={filter.kind}
              options={KINDS.map((value) => ({ value, label: t(`filter.kinds.${value}`) }))}
            />
          )}
          <FilterSelect
            name="access"
            label={t('filter.access')}
            value={filter.access}
            options={ACCESS.map((value) => ({ value, label: t(`filter.accesses.${value}`) }))}
          />
        </FilterBar>
        <Card className="overflow-clip">
          {accounts.length > 0 ? (
            <DataList label={t('list')}>
              {accounts.map((account) => (
                <AccountRow key={account.id} account={account} to={`${list}/${account.id}`} />
              ))}
            </DataList>
          ) : asked ? (
            <EmptyState
              icon={SearchX}
              title={t(filter.q ? 'none_found' : 'none_chosen')}
              action={<LinkButton to=".">{t('clear')}</LinkButton>}
            />
          ) : (
            <EmptyState
              icon={Building2}
              title={t('empty')}
              action={<LinkButton to={`${list}/new`}>{t('new')}</LinkButton>}
            >
              {t('empty_help')}
            </EmptyState>
          )}
          <More to={moreAt(search, more)} />
        </Card>
      </div>
    </Page>
  )
}
