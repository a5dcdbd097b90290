import { Check } from 'lucide-react'
import { cx } from '~/ui/cx.ts'

interface SaveCellProps {
  label: string
  checked: boolean
  busy: boolean
}

/** A tick without words beside it: its row and column are its name. It sends its form, so it works without script too. */
export function SaveCell({ label, checked, busy }: SaveCellProps) {
  return (
    <button
      role="checkbox"
      aria-checked={checked}
      aria-label={label}
      aria-busy={busy || undefined}
      name="ticked"
      value={String(!checked)}
      className="inline-flex size-9 items-center justify-center rounded-box"
      onClick={(event) => {
        if (busy) event.preventDefault()
      }}
    >
      <span
        className={cx(
          'inline-flex size-5 items-center justify-center rounded-[5px] ring-1 transition-colors ring-inset',
          checked ? 'bg-accent-fill text-on-accent ring-accent-fill' : 'bg-surface ring-line-strong',
        )}
      >
        {checked && <Check className="size-4" strokeWidth={3} aria-hidden />}
      </span>
    </button>
  )
}
