import { addJob } from '#server/platform/add-job.ts'
import type { Portal } from '#server/platform/portal.ts'
import type { AskResetForm } from './forms.ts'
import { spend } from './limits.ts'

/** Asks for a mail with which to choose a new password. Known or not, the same is done and answered [S16]. */
export async function askReset(portal: Portal, address: string, { email }: AskResetForm): Promise<void> {
  await spend(portal, 'reset', address)
  await addJob(portal.database.db, 'auth:reset-asked', { email })
}
