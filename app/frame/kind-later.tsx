import { later } from '../ui/later.tsx'

/** What is said in the place of a page: nobody needs it before one is not shown. */
export const KindPage = later(() => import('./kind-page.tsx').then((module) => module.KindPage), null)
export const KindInFrame = later(() => import('./kind-page.tsx').then((module) => module.KindInFrame), null)
