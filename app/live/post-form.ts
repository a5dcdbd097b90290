import type { Words } from '#server/platform/errors.ts'

/** What became of a form. `later`: nobody could answer, or not yet; the same form may be sent again. */
export type Outcome = { state: 'done' } | { state: 'later' } | { state: 'refused'; status: number; words: Words }

interface Refused {
  refused?: { words: Words; fields: Record<string, Words> }
}

/** Sends a form to an address that answers in JSON. Never throws. */
export async function postForm(send: typeof fetch, address: string, fields: Record<string, string>): Promise<Outcome> {
  try {
    const body = new URLSearchParams(fields)
    const answer = await send(address, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { Accept: 'application/json' },
    })
    if (answer.ok) {
      // What nobody reads keeps its connection.
      void answer.arrayBuffer().catch(() => undefined)
      return { state: 'done' }
    }
    // Signed out (it leads to the sign-in page), away, or too often.
    const { status } = answer
    if (answer.type === 'opaqueredirect' || status === 401 || status === 429 || status >= 500) return { state: 'later' }
    const said = (await answer.json().catch(() => ({}))) as Refused
    const words = Object.values(said.refused?.fields ?? {})[0] ?? said.refused?.words
    return { state: 'refused', status, words: words ?? { key: status === 404 ? 'not_found' : 'unknown' } }
  } catch {
    return { state: 'later' }
  }
}
