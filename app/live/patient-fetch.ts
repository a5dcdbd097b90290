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
    for (let tries = 0; ; tries++) {
      try {
        return await fetch(input, init)
      } catch (error) {
        const wanted = !(init?.signal ?? (input instanceof Request ? input.signal : null))?.aborted
        if (!wanted || !isPageData(input, init)) throw error
        await wait(Math.min(LATEST, SOONEST * 2 ** tries))
      }
    }
  }
}

function isPageData(input: RequestInfo | URL, init: RequestInit | undefined): boolean {
  const method = init?.method ?? (input instanceof Request ? input.method : 'GET')
  const address = input instanceof Request ? input.url : String(input)
  return method === 'GET' && new URL(address, 'http://here').pathname.endsWith('.data')
}
