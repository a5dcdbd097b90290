import { later } from '~/ui/later.tsx'

/** Only whoever sets a portal up sees it, so nobody else waits for its script. */
export const NextSteps = later(() => import('./next-steps.tsx').then((module) => module.NextSteps), null)
