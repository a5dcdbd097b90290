import { redirect } from '@remix-run/node'
import { useSearchParams } from '@remix-run/react'
import { TOLD, type Done } from '#server/accounts/told.ts'

/** The way back to the page, which says what was done; also without script. */
export const backTold = (request: Request, { told }: Done, hash = ''): Response =>
  redirect(`${new URL(request.url).pathname}?told=${told}${hash}`)

/** What was just done, by its key in `accounts:told`; null when nothing was. */
export function useTold(): Done['told'] | null {
  const [query] = useSearchParams()
  return TOLD.find((one) => one === query.get('told')) ?? null
}
