import { later } from '../ui/later.tsx'

/** What came of a Save, and of a mail: nobody needs them before something was done. */
export const CameOf = later(() => import('./came-of.tsx').then((module) => module.CameOf), null)
export const MailWritten = later(() => import('./mail-written.tsx').then((module) => module.MailWritten), null)
