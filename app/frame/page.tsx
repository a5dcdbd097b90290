import { Link } from '@remix-run/react'
import { PanelRight } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { useFrame } from './frame-context.ts'
import { SheetHead } from './sheet-head.tsx'

export interface Crumb {
  label: string
  /** Null: a word that only says where one is. */
  to: string | null
}

interface PageProps {
  title: ReactNode
  /** The way here, without the page itself. */
  crumbs?: Crumb[]
  /** Beside the title: a status, a reference. */
  beside?: ReactNode
  /** What one can do here. */
  actions?: ReactNode
  /** The right rail: people and details. It folds away, and on a narrow screen it is a sheet. */
  aside?: ReactNode
  /** Uses the whole width, as boards and matrices do. */
  wide?: boolean
  children: ReactNode
}

/** A page inside the frame: one column that can be read, and beside it who and what it is about. */
export function Page({ title, crumbs, beside, actions, aside, wide = false, children }: PageProps) {
  const { asideFolded } = useFrame()
  const id = useId()
  const shows = Boolean(aside) && !asideFolded
  return (
    <div className={cx('mx-auto', !wide && (shows ? 'max-w-[1180px]' : 'max-w-[840px]'))}>
      <PageHeader title={title} crumbs={crumbs} beside={beside} actions={actions} asideId={aside ? id : null} />
      <div className={cx('mt-6 gap-10', shows && 'lg:grid lg:grid-cols-[minmax(0,1fr)_288px]')}>
        <div className="flex min-w-0 flex-col gap-8">{children}</div>
        {aside && (
          <Aside id={id} title={title}>
            {aside}
          </Aside>
        )}
      </div>
    </div>
  )
}

function PageHeader({
  title,
  crumbs = [],
  beside,
  actions,
  asideId,
}: Omit<PageProps, 'children' | 'aside'> & { asideId: string | null }) {
  const { t } = useTranslation()
  const { asideFolded, foldAside } = useFrame()
  const hasWay = crumbs.length > 0
  return (
    <div
      className={cx('relative flex flex-wrap justify-between gap-x-6 gap-y-3', hasWay ? 'items-end' : 'items-center')}
    >
      <div className={cx('min-w-0 grow', asideId && 'max-sm:w-full max-sm:pe-11')}>
        {hasWay && (
          // As wide as there is room: a long way does not push what can be done into a line of its own.
          <nav aria-label={t('frame.way')} className="mb-1 w-0 min-w-full">
            <ol className="flex flex-wrap items-center text-small text-faint">
              {crumbs.map((crumb) => (
                <li
                  key={crumb.label}
                  className="min-w-0 wrap-anywhere not-last:after:mx-1.5 not-last:after:content-['/']"
                >
                  {crumb.to === null ? (
                    <span className="inline-block py-0.5">{crumb.label}</span>
                  ) : (
                    <Link
                      to={crumb.to}
                      prefetch="intent"
                      className="inline-block py-0.5 hover:text-ink hover:underline"
                    >
                      <bdi>{crumb.label}</bdi>
                    </Link>
                  )}
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 className="min-w-0 text-title wrap-anywhere">
            <bdi>{title}</bdi>
          </h1>
          {beside}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {actions}
        {asideId && (
          <>
            <IconButton
              label={t('frame.details')}
              icon={PanelRight}
              popovertarget={asideId}
              className="max-sm:absolute max-sm:end-0 max-sm:top-0 lg:hidden"
            />
            <IconButton
              label={t(asideFolded ? 'frame.details' : 'frame.fold_details')}
              icon={PanelRight}
              aria-expanded={!asideFolded}
              aria-controls={asideId}
              onClick={() => foldAside(!asideFolded)}
              className="max-lg:hidden rtl:-scale-x-100"
            />
          </>
        )}
      </div>
    </div>
  )
}

function Aside({ id, title, children }: { id: string; title: ReactNode; children: ReactNode }) {
  const { t } = useTranslation()
  const { asideFolded } = useFrame()
  return (
    <aside
      id={id}
      popover="auto"
      aria-label={t('frame.details')}
      className={cx('side-rail', asideFolded && 'lg:hidden!')}
    >
      <SheetHead id={id} title={title} />
      <div className="flex flex-col gap-7">{children}</div>
    </aside>
  )
}

/** A part of the right rail. */
export function AsidePart({ title, action, children }: { title: ReactNode; action?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <div className="mb-2 flex min-h-6 items-center justify-between gap-2">
        <h2 id={id} className="text-small font-semibold text-soft">
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  )
}
