import { useSearchParams } from '@remix-run/react'
import { Search, SearchX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KINDS } from '#server/access/catalogue.ts'
import type { MatrixPage } from '#server/settings/matrix-page.ts'
import { EmptyState } from '~/ui/empty-state.tsx'
import { Input } from '~/ui/input.tsx'
import { Checkbox } from '~/ui/tick.tsx'
import { MatrixEffect } from './matrix-effect.tsx'
import { MatrixRows } from './matrix-rows.tsx'
import { useMatrixWords } from './matrix-words.ts'

/**
 * Rows of object and action, a column for each kind; whom the cell in hand decides for stays in sight, beside the rows or, where there is
 * no room, along the bottom. A column there and no grid: a grid's cell would hold it below the table.
 */
export function Matrix({ page }: { page: MatrixPage }) {
  const { t } = useTranslation(['settings', 'common'])
  const [query] = useSearchParams()
  const [wanted, want] = useState(query.get('q') ?? '')
  const [changedOnly, showChanged] = useState(false)
  const wordsOf = useMatrixWords()
  const text = wanted.trim().toLocaleLowerCase()
  const rows = page.rows.filter(
    (row) =>
      (text === '' || wordsOf(row.action).all.toLocaleLowerCase().includes(text)) &&
      (!changedOnly || KINDS.some((kind) => row.cells[kind].ticked !== row.cells[kind].byDefault)),
  )
  const objects = [...Map.groupBy(rows, ({ action }) => action.split('.')[0] ?? '')]
  return (
    <div className="flex flex-col gap-6 lg:grid lg:grid-cols-[minmax(0,1fr)_300px] lg:items-start">
      <div className="flex min-w-0 flex-col gap-3">
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          <span className="relative min-w-60 flex-1">
            <Search className="pointer-events-none absolute start-3 top-3 size-4 text-faint" aria-hidden />
            <Input
              type="search"
              aria-label={t('settings:matrix.filter')}
              placeholder={t('settings:matrix.filter')}
              value={wanted}
              onChange={({ currentTarget }) => {
                want(currentTarget.value)
              }}
              className="ps-9"
            />
          </span>
          <Checkbox
            label={t('settings:matrix.changed_only')}
            checked={changedOnly}
            onChange={({ currentTarget }) => {
              showChanged(currentTarget.checked)
            }}
          />
        </div>
        <div className="rounded-box bg-surface ring-1 ring-line">
          <table className="w-full">
            <caption className="sr-only">{t('settings:matrix.title')}</caption>
            <thead className="sticky top-0 z-10 bg-surface shadow-[0_1px_0_var(--line)]">
              <tr className="text-small">
                <th scope="col" className="rounded-ss-box px-4 py-3 text-start font-medium text-soft">
                  {t('settings:matrix.what')}
                </th>
                {KINDS.map((kind) => (
                  <th
                    key={kind}
                    scope="col"
                    className="w-24 px-1 py-3 text-center font-medium text-soft max-sm:w-16 max-sm:text-fine max-sm:last:w-20 max-sm:last:pe-3"
                  >
                    {t(`common:kind_of_grant.${kind}`)}
                  </th>
                ))}
              </tr>
            </thead>
            {objects.map(([object, some]) => (
              <MatrixRows key={object} object={object} rows={some} chosen={page.chosen} />
            ))}
          </table>
          {rows.length === 0 && (
            <EmptyState
              icon={SearchX}
              title={t(
                !changedOnly
                  ? 'settings:matrix.none'
                  : text === ''
                    ? 'settings:matrix.none_changed'
                    : 'settings:matrix.none_changed_found',
              )}
            />
          )}
        </div>
      </div>
      <MatrixEffect page={page} />
    </div>
  )
}
