import { redirect } from '@remix-run/node'
import type { Done } from '#server/accounts/catalogue.ts'

/** The way back to the page, which says what was done; also without script. */
export const backTold = (request: Request, { told, invitationId }: Done): Response =>
  redirect(`${new URL(request.url).pathname}?told=${told}${invitationId ? `&mail=${invitationId}` : ''}`)
