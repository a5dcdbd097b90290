import { redirect } from '@remix-run/node'
import type { FeedSubject } from '#server/feed/subject.ts'
import { wayToEntry } from '#server/feed/way-to-entry.ts'
import type { Caller } from '#server/platform/caller.ts'
import { look } from '#server/platform/look.ts'

/**
 * Leads to the page of a feed where the entry stands that an address asks for (`?entry=`). Another address, because that one stands still while the
 * feed grows.
 */
export async function leadToEntry(request: Request, caller: Caller, subject: FeedSubject): Promise<void> {
  const { pathname, searchParams } = new URL(request.url)
  const asked = searchParams.get('entry')
  if (!asked) return
  const there: Response = redirect(pathname + (await look(caller, (here) => wayToEntry(here, subject, asked))))
  throw there
}
