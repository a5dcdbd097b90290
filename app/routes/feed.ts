import type { LoaderFunctionArgs } from '@remix-run/node'
import { feedOf, historyOf, sourceOf } from '#server/feed/queries.ts'
import { factsOf, feedSubject } from '#server/feed/subject.ts'
import { callerIn } from '#server/platform/http/exchange.ts'
import { look } from '#server/platform/look.ts'

/** More of a feed for the page that shows it: older entries (`?before=`), one's own text (`?source=`), earlier texts (`?history=`). */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const subject = feedSubject(params.kind, params.id)
  const asked = new URL(request.url).searchParams
  return look(callerIn(context), async (inner) => {
    const facts = await factsOf(inner.scope, subject)
    const [source, history] = [asked.get('source'), asked.get('history')]
    if (source) return Response.json(await sourceOf(inner, subject, facts, source))
    if (history) return Response.json(await historyOf(inner, subject, facts, history))
    return Response.json(await feedOf(inner, subject, facts, { before: asked.get('before') }))
  })
}
