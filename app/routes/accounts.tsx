import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { Building2, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { listAccounts } from '#server/accounts/queries.ts'
import { callerOf } from '~/frame/caller.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { Card } from '~/ui/card.tsx'
import { Button, buttonLook } from '~/ui/button.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { Input } from '~/ui/input.tsx'
import { DataList, DataRow, More } from '~/ui/list.tsx'
import { Badge } from '~/ui/status.tsx'

export const meta = () => titled('accounts:title')

export const loader = ({ context, request }: LoaderFunctionArgs) =>
  listAccounts(callerOf(context), new URL(request.url).searchParams)

const KINDS = [
  { kind: null, name: 'all' },
  { kind: 'customer', name: 'customers' },
  { kind: 'supplier', name: 'suppliers' },
] as const

export default function Accounts() {
  const { accounts, more } = useLoaderData<typeof loader>()
  const { t } = useTranslation('accounts')
  const [query] = useSearchParams()
  const kind = query.get('kind')
  return (
    <Page title={t('title')}>
      <div className="flex flex-wrap items-center gap-3">
        <Form className="flex min-w-0 flex-1 basis-72 gap-2" role="search">
          {kind && <input type="hidden" name="kind" value={kind} />}
          <Input
            type="search"
            name="q"
            aria-label={t('search')}
            placeholder={t('search')}
            defaultValue={query.get('q') ?? ''}
            className="min-w-0"
          />
          <Button icon={Search}>{t('find')}</Button>
        </Form>
        <nav aria-label={t('list')} className="flex gap-1">
          {KINDS.map((one) => (
            <Link
              key={one.name}
              to={one.kind ? `?kind=${one.kind}` : '?'}
              aria-current={kind === one.kind ? 'true' : undefined}
              className={buttonLook({ look: kind === one.kind ? 'normal' : 'plain', size: 'small' })}
            >
              {t(one.name)}
            </Link>
          ))}
        </nav>
      </div>
      <Card className="overflow-clip">
        {accounts.length === 0 ? (
          <EmptyState icon={Building2} title={t(query.get('q') ? 'none_found' : 'empty')} />
        ) : (
          <DataList label={t('list')}>
            {accounts.map((account) => (
              <DataRow
                key={account.id}
                to={account.id}
                title={account.name}
                note={
                  <>
                    <span>{t('people', { count: account.contacts })}</span>
                    <span aria-hidden>·</span>
                    <span>{t('with_access', { count: account.grants })}</span>
                  </>
                }
                end={
                  <span className="flex gap-1.5">
                    {account.isCustomer && <Badge>{t('customer')}</Badge>}
                    {account.isSupplier && <Badge>{t('supplier')}</Badge>}
                  </span>
                }
              />
            ))}
          </DataList>
        )}
        <More
          to={
            more &&
            `?${more}${kind ? `&kind=${kind}` : ''}${query.get('q') ? `&q=${encodeURIComponent(query.get('q') ?? '')}` : ''}`
          }
        />
      </Card>
    </Page>
  )
}
