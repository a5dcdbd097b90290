import type { Caller } from '#server/platform/caller.ts'
import { look } from '#server/platform/look.ts'
import { feedOf, historyOf, sourceOf } from './queries.ts'
import { factsOf, type FeedSubject } from './subject.ts'

/** More of a feed for the page that shows it: older entries (`?before=`), one's own text (`?source=`), earlier texts (`?history=`). */
export function feedData(caller: Caller, subject: FeedSubject, asked: URLSearchParams): Promise<unknown> {
  return look(caller, async (inner) => {
    const facts = factsOf(inner.scope, subject)
    const [source, history] = [asked.get('source'), asked.get('history')]
    if (source) return sourceOf(inner, subject, await facts, source)
    if (history) return historyOf(inner, subject, await facts, history)
    return feedOf(inner, subject, facts, { before: asked.get('before') })
  })
}
