import { later } from '../ui/later.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** The feed on a page: half of such a page's own script, below what the page is about. */
export const Feed = later(
  () => import('./feed-with-files.tsx').then((module) => module.FeedWithFiles),
  <Skeleton className="h-40 w-full" />,
)
