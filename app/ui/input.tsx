import { ChevronDown } from 'lucide-react'
import { forwardRef, type InputHTMLAttributes, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react'
import { cx } from './cx.ts'
import { useMost, useWiring } from './field.tsx'

/** The frame of everything one types in; 16 px under a finger, or phones zoom in. */
const box = cx(
  'w-full rounded-box bg-surface px-3 text-ink ring-1 ring-inset ring-line-strong/70 transition-shadow pointer-coarse:text-[16px]',
  'hover:ring-line-strong focus-visible:outline-none focus-visible:ring-2 focus-visible:ring-accent',
  'aria-invalid:ring-bad [&[readonly]]:bg-sunken disabled:bg-sunken disabled:text-faint',
)

export const Input = forwardRef<HTMLInputElement, InputHTMLAttributes<HTMLInputElement>>(function Input(
  { className, maxLength, ...rest },
  ref,
) {
  return (
    <input
      dir="auto"
      {...useWiring()}
      {...useMost(maxLength)}
      {...rest}
      ref={ref}
      className={cx(box, 'h-10', className)}
    />
  )
})

/** Grows with what is written, up to half the window. */
export const Textarea = forwardRef<HTMLTextAreaElement, TextareaHTMLAttributes<HTMLTextAreaElement>>(function Textarea(
  { className, rows = 3, maxLength, ...rest },
  ref,
) {
  return (
    <textarea
      dir="auto"
      {...useWiring()}
      {...useMost(maxLength)}
      {...rest}
      ref={ref}
      rows={rows}
      className={cx(box, 'field-sizing-content max-h-[50dvh] min-h-10 resize-y py-2', className)}
    />
  )
})

export const Select = forwardRef<HTMLSelectElement, SelectHTMLAttributes<HTMLSelectElement>>(function Select(
  { className, children, ...rest },
  ref,
) {
  return (
    <span className={cx('relative block', className)}>
      <select {...useWiring()} {...rest} ref={ref} className={cx(box, 'h-10 appearance-none pe-9')}>
        {children}
      </select>
      <ChevronDown className="pointer-events-none absolute end-3 top-3 size-4 text-soft" aria-hidden />
    </span>
  )
})

/** What a `Select` of named things offers. */
export const NameOptions = ({ of }: { of: readonly { id: string; name: string }[] }) =>
  of.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ))
