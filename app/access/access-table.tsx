import { Link, useSearchParams } from '@remix-run/react'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { GrantColumn, GrantList } from '#server/accounts/list-grants.ts'
import { cx } from '~/ui/cx.ts'
import { AccessRow } from './access-row.tsx'
import { EditInPlace } from './edit-in-place.tsx'
import { useWithQuery } from './with-query.ts'
import { WHERE_ROOM } from './where-room.ts'

/** The columns, those of the Client Center first; the ones without a sort are named only. */
const COLUMNS: { name: GrantColumn | 'notes' | 'answers'; sort?: GrantColumn; className?: string }[] = [
  { name: 'customer', sort: 'customer' },
  { name: 'user', sort: 'user' },
  { name: 'role', sort: 'role' },
  { name: 'days', sort: 'days' },
  { name: 'notes' },
  { name: 'kind', sort: 'kind' },
  { name: 'ends', sort: 'ends' },
  { name: 'answers', className: WHERE_ROOM },
  { name: 'seen', sort: 'seen' },
]

/** Everyone who has access as a table; on a phone each row is a card. The pen turns a row into its form. */
export function AccessTable({ page }: { page: GrantList }) {
  const { t } = useTranslation('access')
  const [query] = useSearchParams()
  const editing = page.mostGiven === null ? null : query.get('edit')
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-small max-lg:block">
        <caption className="sr-only">{t('title')}</caption>
        <thead className="max-lg:sr-only">
          <tr className="border-b border-line text-start">
            {COLUMNS.map(({ name, sort, className }) => (
              <Head key={name} label={t(`column.${name}`)} sort={sort} filter={page.filter} className={className} />
            ))}
            <th scope="col" className="sticky end-0 w-20 bg-surface">
              <span className="sr-only">{t('change')}</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-lg:block">
          {page.people.map((grant) =>
            grant.id === editing && 'version' in grant && grant.mayChange && page.mostGiven !== null ? (
              <EditInPlace
                key={grant.id}
                grant={grant}
                page={page}
                mostGiven={page.mostGiven}
                columns={COLUMNS.length + 1}
              />
            ) : (
              <AccessRow key={grant.id} grant={grant} />
            ),
          )}
        </tbody>
      </table>
    </div>
  )
}

interface HeadProps {
  label: string
  sort: GrantColumn | undefined
  filter: GrantList['filter']
  className: string | undefined
}

function Head({ label, sort, filter, className }: HeadProps) {
  const to = useWithQuery()
  const { t } = useTranslation('access')
  const cell = cx('px-2 py-2.5 text-start font-medium whitespace-nowrap text-soft first:ps-4', className)
  if (!sort)
    return (
      <th scope="col" className={cell}>
        {label}
      </th>
    )
  const here = filter.sort === sort
  const next = here && filter.direction === 'asc' ? 'desc' : here ? 'asc' : null
  const Arrow = filter.direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={here ? (filter.direction === 'asc' ? 'ascending' : 'descending') : undefined}
      className={cell}
    >
      <Link
        to={to({ sort, direction: next, after: null, until: null, edit: null })}
        preventScrollReset
        title={t('sort_by', { column: label })}
        className="-mx-1 inline-flex min-h-6 items-center gap-1 rounded px-1 hover:bg-hover hover:text-ink"
      >
        {label}
        {here && <Arrow className="size-3.5" aria-hidden />}
      </Link>
    </th>
  )
}
