import { later } from '../ui/later.tsx'

/** Freezes somebody or an account; below everything that their page is opened for. */
export const FreezeForm = later(() => import('./freeze-form.tsx').then((module) => module.FreezeForm), null)
