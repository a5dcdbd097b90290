import { cx } from './cx.ts'

/** The shape of what is coming, so that nothing jumps when it arrives. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx('breathe block rounded-box bg-sunken', className ?? 'h-4 w-full')} />
}
