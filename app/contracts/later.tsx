import { later } from '../ui/later.tsx'

/** What a contract waits for, below how far it has come. */
export const Awaited = later(() => import('./awaited.tsx').then((module) => module.Awaited), null)
