import { Check, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'

export interface Step {
  key: string
  label: ReactNode
  /** `stopped`: it ended here, as a rejection does. */
  state: 'done' | 'now' | 'ahead' | 'stopped'
  /** Who or when, in a few words. */
  note?: ReactNode
}

const dots = {
  done: 'bg-accent-fill text-on-accent',
  now: 'bg-surface text-accent ring-2 ring-inset ring-accent',
  ahead: 'bg-surface text-faint ring-1 ring-inset ring-line-strong/60',
  stopped: 'bg-bad-fill text-on-bad',
}

/** How far a thing has come: along a line on a wide screen, down a line on a phone. */
export function Stepper({ steps, label }: { steps: Step[]; label: string }) {
  const { t } = useTranslation()
  return (
    <ol aria-label={label} className="flex flex-col sm:flex-row">
      {steps.map((step, at) => (
        <li
          key={step.key}
          aria-current={step.state === 'now' ? 'step' : undefined}
          className="relative flex min-w-0 flex-1 gap-3 pb-4 last:pb-0 sm:flex-col sm:items-center sm:gap-2 sm:pb-0 sm:text-center"
        >
          {at > 0 && (
            <span
              aria-hidden
              className={cx(
                'absolute start-3 -top-4 bottom-auto h-4 w-0.5 -translate-x-1/2 rtl:translate-x-1/2',
                'sm:start-[calc(-50%+16px)] sm:end-[calc(50%+16px)] sm:top-[11px] sm:h-0.5 sm:w-auto sm:translate-x-0 sm:rtl:translate-x-0',
                step.state === 'ahead' ? 'bg-line' : 'bg-accent-fill',
              )}
            />
          )}
          <span
            aria-hidden
            className={cx(
              'flex size-6 shrink-0 items-center justify-center rounded-full text-fine font-semibold',
              dots[step.state],
            )}
          >
            {step.state === 'done' ? (
              <Check className="size-3.5" strokeWidth={3} />
            ) : step.state === 'stopped' ? (
              <X className="size-3.5" strokeWidth={3} />
            ) : (
              at + 1
            )}
          </span>
          <span className="min-w-0 pt-0.5 sm:px-1 sm:pt-0">
            <span
              className={cx('block text-small text-balance', step.state === 'ahead' ? 'text-faint' : 'font-medium')}
            >
              {step.label}
            </span>
            {step.note && <span className="block text-fine text-faint">{step.note}</span>}
            <span className="sr-only"> {t(`step.${step.state}`)}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
