import { Link, type LinkProps } from '@remix-run/react'
import { LoaderCircle, type LucideIcon } from 'lucide-react'
import { forwardRef, type ButtonHTMLAttributes, type ReactNode } from 'react'
import { cx } from './cx.ts'

interface Look {
  /** `strong` for the one thing to do here; `plain` for what stands in a row; `grave` for what cannot be taken back. */
  look?: 'strong' | 'normal' | 'plain' | 'grave'
  size?: 'normal' | 'small'
  icon?: LucideIcon
}

const looks = {
  strong: 'bg-accent-fill text-on-accent hover:bg-accent-fill-hover',
  normal: 'bg-surface text-ink ring-1 ring-inset ring-line-strong/60 hover:bg-hover',
  plain: 'text-soft hover:bg-hover hover:text-ink',
  grave: 'bg-bad-fill text-on-bad hover:opacity-90',
}

const sizes = {
  normal: 'h-10 px-4 text-body',
  small: 'h-8 px-3 text-small',
}

/** The classes of a button, for elements that are made elsewhere. */
export const buttonLook = ({ look = 'normal', size = 'normal' }: Look = {}) =>
  cx(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-box font-medium whitespace-nowrap select-none transition-colors',
    'disabled:opacity-50 aria-disabled:opacity-50',
    looks[look],
    sizes[size],
  )

interface ButtonProps extends Look, ButtonHTMLAttributes<HTMLButtonElement> {
  /** Under way: shows it, and takes no second press; keeps its place and its focus. */
  busy?: boolean
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look, size, icon: Icon, busy = false, className, children, onClick, type = 'submit', ...rest },
  ref,
) {
  const Shown = busy ? LoaderCircle : Icon
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      aria-disabled={busy || rest['aria-disabled']}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
      className={cx(buttonLook({ look, size }), className)}
    >
      {Shown && <Shown className={cx('size-4 shrink-0', busy && 'animate-spin')} aria-hidden />}
      {children}
    </button>
  )
})

/** Goes somewhere, and looks like a button. */
export function LinkButton({ look, size, icon: Icon, className, children, ...rest }: Look & LinkProps) {
  return (
    <Link {...rest} className={cx(buttonLook({ look, size }), className)}>
      {Icon && <Icon className="size-4 shrink-0" aria-hidden />}
      {children}
    </Link>
  )
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  /** Its name, read aloud and shown as a hint. */
  label: string
  icon: LucideIcon
  children?: ReactNode
}

/** A button that is only a picture. */
export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { label, icon: Icon, className, type = 'button', children, ...rest },
  ref,
) {
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      aria-label={label}
      title={label}
      className={cx(
        'relative inline-flex size-9 shrink-0 items-center justify-center rounded-box text-soft transition-colors hover:bg-hover hover:text-ink disabled:opacity-50',
        className,
      )}
    >
      <Icon className="size-[18px]" aria-hidden />
      {children}
    </button>
  )
})
