/** Waits between two tries. Ms. */
const SOONEST = 500
const LATEST = 5000

/**
 * A `fetch` that does not give up a page's data because the line is cut: it asks again until it gets an answer or nobody wants it any more.
 * Without it a cut while a page is asked for again would put “Something went wrong” in the place of what is shown, and of what is
 * being written there. Whatever else is fetched is left to whoever fetches it.
 */
export function patientFetch(
  fetch: typeof window.fetch,
  wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
): typeof window.fetch {
  return async (input, init) => {
    if (!isData(input)) return fetch(input, init)
    for (let tries = 0; ; tries++) {
      try {
        return await whole(await fetch(input, init))
      } catch (error) {
        const wanted = !(init?.signal ?? (input instanceof Request ? input.signal : null))?.aborted
        if (!wanted || !onlyReads(input, init)) throw error
        await wait(Math.min(LATEST, SOONEST * 2 ** tries))
      }
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

/** Whether the framework asks, for a page’s data or an action’s outcome. */
function isData(input: RequestInfo | URL): boolean {
  const address = input instanceof Request ? input.url : String(input)
  return new URL(address, 'http://here').pathname.endsWith('.data')
}

const onlyReads = (input: RequestInfo | URL, init: RequestInit | undefined): boolean =>
  (init?.method ?? (input instanceof Request ? input.method : 'GET')) === 'GET'
