import { later } from '../ui/later.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** A project's updates, below what the project is. */
export const Updates = later(
  () => import('./updates.tsx').then((module) => module.Updates),
  <Skeleton className="h-40 w-full" />,
)

/** Only staff have it, and few projects. */
export const NoClientManager = later(
  () => import('./no-client-manager.tsx').then((module) => module.NoClientManager),
  null,
)

/** What the counterparty sees of the tasks, beside what everybody reads: only staff have it. */
export const ProjectSharing = later(() => import('./project-sharing.tsx').then((module) => module.ProjectSharing), null)
