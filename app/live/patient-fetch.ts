/** Waits between two tries. Ms. */
const SOONEST = 500
const LATEST = 5000
/** So often a page that is not shown yet is asked for of a portal that is away, before the reader is told so. */
const UNSEEN = 4

/**
 * A `fetch` that does not give up a page's data because the line is cut, or the portal away for a moment (503): it asks again until it gets an
 * answer or nobody wants it any more. Without it that moment, while a page is asked for again, would put “Something went wrong” in the
 * place of what is shown, and of what is being written there. For the same reason a form that nobody answers is answered here, as refused; it is
 * not sent again, for it may have arrived. Whatever else is fetched is left to whoever fetches it.
 */
export function patientFetch(
  fetch: typeof window.fetch,
  wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
  shown = () => window.location.pathname,
  unsent = () => import('./unsent.ts'),
): typeof window.fetch {
  return async (input, init) => {
    const page = pageOf(input)
    if (page === null) return fetch(input, init)
    const reads = onlyReads(input, init)
    for (let tries = 0; ; tries++) {
      try {
        const answer = await whole(await fetch(input, init))
        if (!reads && isNobodys(answer)) return (await unsent()).unsent(init?.body)
        if (answer.status !== 503 || !reads || (tries >= UNSEEN && page !== shown())) return answer
      } catch (error) {
        const wanted = !(init?.signal ?? (input instanceof Request ? input.signal : null))?.aborted
        if (!wanted) throw error
        if (!reads) return (await unsent()).unsent(init?.body)
      }
      await wait(Math.min(LATEST, SOONEST * 2 ** tries))
    }
  }
}

/**
 * The answer once its end is there. The framework shows a page as soon as its first line has come, and leaves the rest to promises that nobody
 * listens to (`decode` of turbo-stream): where the next navigation gave up an answer in between, two errors of nobody’s stood on the
 * page; where the line was cut in between, it was not asked for again. There is nothing to wait for but the end: a page is one line.
 */
async function whole(answer: Response): Promise<Response> {
  const body = await answer.arrayBuffer()
  return new Response(body.byteLength > 0 ? body : null, answer)
}

/** Whether it is no answer of a page’s, but of something before the portal, or of a portal that is away. */
const isNobodys = ({ status, headers }: Response): boolean => status >= 500 && !headers.has('x-remix-response')

/** The path of the page whose data, or whose action’s outcome, the framework asks for; null where it is not the framework. */
function pageOf(input: RequestInfo | URL): string | null {
  const { pathname } = new URL(input instanceof Request ? input.url : String(input), 'http://here')
  return pathname.endsWith('.data') ? pathname.slice(0, -'.data'.length) : null
}

const onlyReads = (input: RequestInfo | URL, init: RequestInit | undefined): boolean =>
  (init?.method ?? (input instanceof Request ? input.method : 'GET')) === 'GET'
