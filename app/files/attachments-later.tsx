import { later } from '../ui/later.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** Attachments on a page. */
export const Attachments = later(
  () => import('./attachments.tsx').then((module) => module.Attachments),
  <Skeleton className="h-24 w-full" />,
)
