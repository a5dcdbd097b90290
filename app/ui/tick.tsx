import { Check, CircleAlert } from 'lucide-react'
import { forwardRef, useId, type InputHTMLAttributes, type ReactNode } from 'react'
import { cx } from './cx.ts'
import { useWiring } from './field.tsx'

interface TickProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  label: ReactNode
  help?: ReactNode
  /** What is wrong with it, where it stands in no `Field`. */
  error?: string | undefined
}

const row = 'group flex min-h-6 items-start gap-3'
const words = 'flex flex-col group-has-disabled:text-faint'

/** One thing that is so or not, sent with its form. */
export const Checkbox = forwardRef<HTMLInputElement, TickProps>(function Checkbox(
  { label, help, error, className, ...rest },
  ref,
) {
  const id = useId()
  const { 'aria-invalid': invalid } = useWiring()
  const describedBy = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <label className={cx(row, className)}>
      <span className="relative mt-px flex size-5 shrink-0">
        <input
          {...rest}
          ref={ref}
          type="checkbox"
          aria-invalid={error ? true : invalid}
          aria-describedby={describedBy || undefined}
          className="peer size-5 appearance-none rounded-[5px] bg-surface ring-1 ring-inset ring-line-strong transition-colors checked:bg-accent-fill checked:ring-accent-fill disabled:opacity-60"
        />
        <Check
          className="pointer-events-none absolute inset-0 hidden size-5 p-0.5 text-on-accent peer-checked:block"
          strokeWidth={3}
          aria-hidden
        />
      </span>
      <Words id={id} label={label} help={help} error={error} />
    </label>
  )
})

/** One thing that is on or off, in force as soon as it is pressed. */
export const Switch = forwardRef<HTMLInputElement, TickProps>(function Switch(
  { label, help, className, ...rest },
  ref,
) {
  const id = useId()
  return (
    <label className={cx(row, className)}>
      <span className="relative mt-px flex h-6 w-10 shrink-0">
        <input
          {...rest}
          ref={ref}
          type="checkbox"
          role="switch"
          aria-describedby={help ? `${id}-help` : undefined}
          className="peer h-6 w-10 appearance-none rounded-full bg-line-strong transition-colors checked:bg-accent-fill disabled:opacity-60"
        />
        <span
          aria-hidden
          className="pointer-events-none absolute start-0.5 top-0.5 size-5 rounded-full bg-surface shadow-lift transition-[inset-inline-start] peer-checked:start-[18px]"
        />
      </span>
      <Words id={id} label={label} help={help} />
    </label>
  )
})

function Words({ id, label, help, error }: Pick<TickProps, 'label' | 'help' | 'error'> & { id: string }) {
  return (
    <span className={words}>
      <span>{label}</span>
      {help && (
        <span id={`${id}-help`} className="text-small text-faint">
          {help}
        </span>
      )}
      {error && (
        <span id={`${id}-error`} className="flex items-start gap-1.5 text-small text-bad">
          <CircleAlert className="mt-px size-4 shrink-0" aria-hidden />
          {error}
        </span>
      )}
    </span>
  )
}
