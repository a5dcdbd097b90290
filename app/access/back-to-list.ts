import { redirect } from '@remix-run/node'
import type { Done } from '#server/accounts/catalogue.ts'

/** The way back to the navigator as it was filtered, with nothing open, saying what was done. */
export function backToList(request: Request, { told, invitationId }: Done): Response {
  const { pathname, searchParams } = new URL(request.url)
  for (const name of ['edit', 'add', 'remove', 'enable', 'told', 'mail']) searchParams.delete(name)
  searchParams.set('told', told)
  if (invitationId) searchParams.set('mail', invitationId)
  return redirect(`${pathname}?${searchParams.toString()}`)
}
