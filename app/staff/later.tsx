import { later } from '../ui/later.tsx'

/** Asks before somebody is taken out of the staff. */
export const LeaveDialog = later(() => import('./leave-dialog.tsx').then((module) => module.LeaveDialog), null)

/** The card of who is of the staff no more. */
export const GoneCard = later(() => import('./gone-card.tsx').then((module) => module.GoneCard), null)
