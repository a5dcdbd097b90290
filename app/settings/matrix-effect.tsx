import { useFetcher } from '@remix-run/react'
import { Lock, LockOpen, MousePointerClick } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { matrixAction, MatrixPage } from '#server/settings/matrix-page.ts'
import { CATALOGUE } from '#server/access/catalogue.ts'
import { Card } from '~/ui/card.tsx'
import { cx } from '~/ui/cx.ts'
import { SaveBar } from '~/ui/save-bar.tsx'
import { Badge } from '~/ui/status.tsx'
import { CameOf } from './came-of.tsx'
import { InEffect } from './in-effect.tsx'
import { useMatrixWords } from './matrix-words.ts'
import { useSavingOf } from './use-saving.tsx'
import { useWide } from './use-wide.ts'

/** Beside the rows where there is room; else along the bottom, above the bar that a phone has there. */
const IN_SIGHT = cx(
  'overflow-x-clip overflow-y-auto lg:top-6 lg:max-h-[calc(100dvh-3rem)]',
  'max-lg:bottom-[calc(60px+env(safe-area-inset-bottom))] max-lg:max-h-[50dvh] max-lg:shadow-lift max-lg:md:bottom-2',
)

/** Cause and effect in one view: the cell in hand, what came of its tick, and whom it decides for. */
export function MatrixEffect({ page: { chosen, rows } }: { page: MatrixPage }) {
  const { t } = useTranslation(['settings', 'common'])
  if (!chosen)
    return (
      <Card className="flex flex-col items-center gap-2 px-6 py-10 text-center text-soft max-lg:hidden lg:sticky lg:top-6">
        <MousePointerClick className="size-6" strokeWidth={1.5} aria-hidden />
        {t('settings:matrix.choose')}
      </Card>
    )
  const { action, kind } = chosen
  const row = rows.find((one) => one.action === action)
  return <Chosen key={`${action} ${kind}`} chosen={chosen} ticked={row?.cells[kind].ticked ?? false} />
}

interface ChosenProps {
  chosen: NonNullable<MatrixPage['chosen']>
  ticked: boolean
}

function Chosen({ chosen: { action, kind, effect }, ticked }: ChosenProps) {
  const { t } = useTranslation(['settings', 'common'])
  const wordsOf = useMatrixWords()
  const fetcher = useFetcher<typeof matrixAction>({ key: `cell ${action} ${kind}` })
  const { object, verb } = wordsOf(action)
  const wide = useWide()
  const saving = useSavingOf(fetcher, { action, kind }, () =>
    t('settings:in_effect', { count: effect.people, online: effect.online }),
  )
  // The rows are read anew a moment after the answer is there.
  const open = (saving.state === 'saved' ? fetcher.data?.saved.ticked : undefined) ?? ticked
  return (
    <Card className={cx(IN_SIGHT, 'sticky z-10')}>
      <div className="flex flex-col gap-1 px-5 pt-4 pb-3 max-lg:gap-0 max-lg:px-4 max-lg:py-2">
        <div className="flex flex-wrap items-baseline gap-x-2 lg:flex-col">
          <h2 className="font-medium">
            {object}: {verb}
          </h2>
          <p className="flex items-center gap-x-2 text-small text-faint">
            {t(`common:kind_of_grant.${kind}`)}
            <Badge tone={open ? 'good' : 'plain'} icon={open ? LockOpen : Lock}>
              {t(`settings:now.${open}`)}
            </Badge>
          </p>
        </div>
        <SaveBar saving={saving} />
        {saving.state === 'saved' && (
          <p className="text-small">
            <CameOf of={fetcher.data} people={false} />
          </p>
        )}
        {effect.below > 0 && (
          <p className="text-small text-faint">
            {t('settings:matrix.below', { count: effect.below, role: CATALOGUE[action].role })}
          </p>
        )}
      </div>
      <InEffect effect={effect} open={wide} />
    </Card>
  )
}
