import { later } from '../ui/later.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** The notes of an account on its page: below what the page is about. */
export const NotesSection = later(
  () => import('./notes-section.tsx').then((module) => module.NotesSection),
  <Skeleton className="h-24 w-full" />,
)
