import { later } from '../ui/later.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

const Coming = <Skeleton className="h-80 w-full" />

/** Tasks as a board, for those who look at them so. */
export const BoardView = later(() => import('./board/board.tsx').then((module) => module.BoardView), Coming)

/** Tasks on a timeline, likewise. */
export const TimelineView = later(() => import('./timeline.tsx').then((module) => module.TimelineView), Coming)
