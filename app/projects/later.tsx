import { later } from '../ui/later.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** A project's updates, below what the project is. */
export const Updates = later(
  () => import('./updates.tsx').then((module) => module.Updates),
  <Skeleton className="h-40 w-full" />,
)
