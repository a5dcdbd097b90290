import { later } from '../ui/later.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** The feed on a page: half of such a page's own script, below what the page is about. */
export const Feed = later(
  () => import('./feed.tsx').then((module) => module.Feed),
  <Skeleton className="h-40 w-full" />,
)
