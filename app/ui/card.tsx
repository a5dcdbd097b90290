import { useId, type ReactNode } from 'react'
import { cx } from './cx.ts'

/** A sheet of paper on the ground. */
export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx('rounded-box bg-surface ring-1 ring-line', className)}>{children}</div>
}

interface SectionProps {
  title: ReactNode
  /** Right of the title. */
  action?: ReactNode
  /** Below the title. */
  help?: ReactNode
  /** A card around the content, with room; `list` lets rows reach the edge; `bare` draws nothing. */
  kind?: 'card' | 'list' | 'bare'
  className?: string
  children: ReactNode
}

/** A part of a page under a heading of its own. */
export function Section({ title, action, help, kind = 'card', className, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={cx('flex flex-col gap-3', className)}>
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div>
          <h2 id={id} className="text-lead">
            {title}
          </h2>
          {help && <p className="text-small text-faint">{help}</p>}
        </div>
        {action}
      </div>
      {kind === 'bare' ? children : <Card className={kind === 'card' ? 'p-5' : 'overflow-clip'}>{children}</Card>}
    </section>
  )
}

/** Facts beside their names. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[minmax(84px,auto)_minmax(0,1fr)] items-baseline gap-x-4 gap-y-2">{children}</dl>
}

export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-small text-faint">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}
