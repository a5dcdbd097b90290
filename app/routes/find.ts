import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#server/platform/look.ts'
import { offers } from '#server/search/offers.ts'
import { atAddresses, search } from '#server/search/search.ts'
import { callerOf } from '~/frame/caller.ts'
import { projectIn } from '~/search/recent.ts'

/** What the palette shows: with `q` what was found; without, what may be begun, and what is at the addresses `at` as far as it may be seen. */
export const loader = ({ context, request }: LoaderFunctionArgs) =>
  look(callerOf(context), async (here) => {
    here.must('project.list')
    const query = new URL(request.url).searchParams
    const q = query.get('q')
    if (q !== null) return Response.json({ groups: await search(here, q) })
    const [recent, begin] = await Promise.all([
      atAddresses(here, query.getAll('at')),
      offers(here, projectIn(query.get('from') ?? '')),
    ])
    return Response.json({ recent, begin })
  })
