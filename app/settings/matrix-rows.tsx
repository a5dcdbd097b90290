import { Link, useFetcher, useSearchParams } from '@remix-run/react'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { KINDS, type ExternalAction, type Kind } from '#server/access/catalogue.ts'
import type { MatrixPage } from '#server/settings/matrix-page.ts'
import { useBase } from '~/frame/frame-context.ts'
import { cx } from '~/ui/cx.ts'
import { SaveCell } from './save-cell.tsx'
import { useMatrixWords } from './matrix-words.ts'

type Row = MatrixPage['rows'][number]

interface MatrixRowsProps {
  object: string
  rows: Row[]
  chosen: MatrixPage['chosen']
}

/** The rows of one object, under its name and the other names people know it by. */
export function MatrixRows({ object, rows, chosen }: MatrixRowsProps) {
  const { t } = useTranslation('settings')
  const base = useBase()
  const wordsOf = useMatrixWords()
  const [first] = rows
  if (!first) return null
  const { object: name, also } = wordsOf(first.action)
  return (
    <tbody className="divide-y divide-line border-t border-line">
      <tr>
        <th
          scope="rowgroup"
          colSpan={KINDS.length + 1}
          className="bg-sunken/60 px-4 py-2 text-start text-small font-semibold"
        >
          {name}
          {also && <span className="font-normal text-faint"> = {also}</span>}
        </th>
      </tr>
      {rows.map((row) => (
        <tr key={`${object} ${row.action}`} className="hover:bg-hover">
          <th scope="row" className="px-4 py-2 text-start font-normal">
            {wordsOf(row.action).verb}
            <span className="ms-2 text-small text-faint">{t('matrix.from', { role: row.role })}</span>
            {row.fixed && (
              <Link to={`${base}/settings/contracts`} className="link ms-2 inline-block py-0.5 text-small">
                {t('matrix.in_contracts')}
              </Link>
            )}
          </th>
          {KINDS.map((kind) => (
            <td key={kind} className="px-1 py-1 text-center">
              {row.fixed ? (
                <Fixed row={row} kind={kind} />
              ) : (
                <Cell row={row} kind={kind} chosen={chosen?.action === row.action && chosen.kind === kind} />
              )}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

function useCellName(): (action: ExternalAction, kind: Kind) => string {
  const { t } = useTranslation(['settings', 'common'])
  const wordsOf = useMatrixWords()
  return (action, kind) => {
    const { object, verb } = wordsOf(action)
    return t('settings:matrix.cell', { object, verb, kind: t(`common:kind_of_grant.${kind}`) })
  }
}

/** A cell that another page decides. */
function Fixed({ row, kind }: { row: Row; kind: Kind }) {
  const name = useCellName()
  const { ticked } = row.cells[kind]
  return (
    <span
      role="img"
      aria-label={name(row.action, kind)}
      className="inline-flex size-8 items-center justify-center text-faint"
    >
      {ticked ? <Check className="size-4" aria-hidden /> : '–'}
    </span>
  )
}

function Cell({ row, kind, chosen }: { row: Row; kind: Kind; chosen: boolean }) {
  const { t } = useTranslation('settings')
  const name = useCellName()
  const [, setQuery] = useSearchParams()
  const fetcher = useFetcher({ key: `cell ${row.action} ${kind}` })
  const { ticked, byDefault } = row.cells[kind]
  const sent = fetcher.formData
  const shown = sent ? sent.get('ticked') === 'true' : ticked
  return (
    <fetcher.Form
      method="post"
      onSubmit={() => {
        setQuery({ action: row.action, kind }, { replace: true, preventScrollReset: true })
      }}
      className={cx('relative inline-flex rounded-box', chosen && 'bg-accent-soft ring-1 ring-accent')}
    >
      <input type="hidden" name="action" value={row.action} />
      <input type="hidden" name="kind" value={kind} />
      <SaveCell label={name(row.action, kind)} checked={shown} busy={fetcher.state === 'submitting'} />
      {shown !== byDefault && (
        <span
          role="img"
          title={t('matrix.changed')}
          aria-label={t('matrix.changed')}
          className="pointer-events-none absolute end-0.5 top-0.5 size-2 rounded-full bg-accent-fill"
        />
      )}
    </fetcher.Form>
  )
}
