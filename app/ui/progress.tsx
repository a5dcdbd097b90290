/** How far something under way has come: `value` of `max`; without a value it is under way and nobody knows how far. */
export function Progress({ value, max = 1, label }: { value?: number; max?: number; label: string }) {
  const share = value === undefined ? undefined : Math.min(1, Math.max(0, value / max))
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
      className="h-1.5 overflow-hidden rounded-full bg-line"
    >
      <div
        className={
          share === undefined
            ? 'breathe h-full w-full bg-accent-fill'
            : 'h-full rounded-full bg-accent-fill transition-[width]'
        }
        style={share === undefined ? undefined : { width: `${String(share * 100)}%` }}
      />
    </div>
  )
}
