import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { FileSignature, Plus, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { listContracts } from '#server/contracts/list-contracts.ts'
import { look } from '#server/platform/look.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { Button, buttonLook, LinkButton } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { Input } from '~/ui/input.tsx'
import { DataList, DataRow, More } from '~/ui/list.tsx'
import { Badge, Status } from '~/ui/status.tsx'
import { Time } from '~/ui/time.tsx'

export const meta = () => titled('contracts:title')

export const loader = ({ context, request }: LoaderFunctionArgs) =>
  look(callerOf(context), (here) => listContracts(here, new URL(request.url).searchParams))

const SHOWN = ['all', 'waiting', 'underway', 'agreed', 'over'] as const
const SORTS = ['recent', 'title'] as const

export default function Contracts() {
  const { rows, filter, more, mayCreate } = useLoaderData<typeof loader>()
  const { t } = useTranslation('contracts')
  const base = useBase()
  const { frame, unread } = useFrame()
  const { staff } = frame.person
  const { saidOn } = unread
  const address = useAddress()
  const filtered = filter.q !== '' || filter.show !== 'all'
  return (
    <Page
      title={t('title')}
      actions={
        mayCreate && (
          <LinkButton to={`${base}/contracts/new`} look="strong" icon={Plus}>
            {t('new')}
          </LinkButton>
        )
      }
    >
      {staff && !mayCreate && <p className="-mt-2 text-small text-faint">{t('begun_by')}</p>}
      <div className="flex flex-col gap-3">
        <Form className="flex gap-2" role="search">
          {filter.show !== 'all' && <input type="hidden" name="show" value={filter.show} />}
          {filter.sort !== 'recent' && <input type="hidden" name="sort" value={filter.sort} />}
          <Input
            key={filter.q}
            type="search"
            name="q"
            aria-label={t('search')}
            placeholder={t('search')}
            defaultValue={filter.q}
            className="min-w-0"
          />
          <Button icon={Search}>{t('find')}</Button>
        </Form>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <nav aria-label={t('show')} className="flex flex-wrap gap-1">
            {SHOWN.map((show) => (
              <Choice key={show} to={address({ show: show === 'all' ? null : show })} chosen={filter.show === show}>
                {t(`shown.${show}`)}
              </Choice>
            ))}
          </nav>
          <nav aria-label={t('sort')} className="flex gap-1">
            {SORTS.map((sort) => (
              <Choice key={sort} to={address({ sort: sort === 'recent' ? null : sort })} chosen={filter.sort === sort}>
                {t(`sorted.${sort}`)}
              </Choice>
            ))}
          </nav>
        </div>
      </div>
      <Card className="overflow-clip">
        {rows.length === 0 ? (
          <EmptyState
            icon={FileSignature}
            title={t(filter.q ? 'none_found' : filter.show === 'all' ? 'empty' : `none_shown.${filter.show}`)}
            action={
              filtered && (
                <Link to="?" className="link">
                  {t('show_all')}
                </Link>
              )
            }
          >
            {!filtered && t(mayCreate ? 'empty_staff' : staff ? 'empty_reader' : 'empty_guest')}
          </EmptyState>
        ) : (
          <DataList label={t('title')}>
            {rows.map((row) => (
              <DataRow
                key={row.id}
                to={`${base}/contracts/${row.id}`}
                start={<FileSignature className="size-5 shrink-0 text-soft" strokeWidth={1.5} aria-hidden />}
                title={row.title}
                unread={saidOn.includes(row.id)}
                note={
                  <>
                    <bdi>{row.account}</bdi>
                    <span className="font-mono">{row.ref}</span>
                    <Time at={row.createdAt} as="day" />
                  </>
                }
                end={
                  <span className="flex flex-col items-end gap-1 sm:flex-row sm:gap-2">
                    {row.myPart && (
                      <Badge tone="accent">{t(row.myPart === 'approve_early' ? 'open_to_you' : 'waits_for_you')}</Badge>
                    )}
                    <Status of="contract" is={row.status} />
                  </span>
                }
              />
            ))}
          </DataList>
        )}
        <More to={more && address(Object.fromEntries(new URLSearchParams(more)))} />
      </Card>
    </Page>
  )
}

function Choice({ to, chosen, children }: { to: string; chosen: boolean; children: string }) {
  return (
    <Link
      to={to}
      aria-current={chosen ? 'true' : undefined}
      preventScrollReset
      className={buttonLook({ look: chosen ? 'normal' : 'plain', size: 'small' })}
    >
      {children}
    </Link>
  )
}

/** This list's address with something else asked for; a new question begins at the start. */
function useAddress() {
  const [query] = useSearchParams()
  return (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(query)
    for (const place of ['after', 'until']) next.delete(place)
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name)
      else next.set(name, value)
    }
    return `?${next.toString()}`
  }
}
