import { Outgoing, type Sending } from '../live/outgoing.ts'

/** What is kept on this device is one person's, in one grant, about one subject. */
export interface Place {
  userId: string
  grant: string | null
  stream: string
}

const nameOf = (what: 'draft' | 'outgoing', { userId, grant, stream }: Place) =>
  `portico:${what}:${userId}:${grant ?? 'staff'}:${stream}`

/** What somebody is writing. */
export interface Draft {
  body: string
  /** Mentioned so far: their ids by the names that stand in the text. */
  mentions: Record<string, string>
  teamOnly: boolean
  replyTo: { id: string; name: string } | null
}

export const NO_DRAFT: Draft = { body: '', mentions: {}, teamOnly: false, replyTo: null }

export function readDraft(place: Place): Draft {
  const kept = read(nameOf('draft', place)) as Partial<Draft> | null
  return kept && typeof kept.body === 'string' ? { ...NO_DRAFT, ...kept } : NO_DRAFT
}

export function keepDraft(place: Place, draft: Draft): void {
  write(nameOf('draft', place), draft.body.trim() === '' && !draft.replyTo ? null : draft)
}

const queues = new Map<string, Outgoing>()

/** What is on its way from here: one queue for the tab, kept comment by comment so that two tabs do not lose each other's. */
export function outgoingOf(place: Place): Outgoing {
  const prefix = `${nameOf('outgoing', place)}:`
  const known = queues.get(prefix)
  if (known) return known
  let written = keysWith(prefix)
  const queue = new Outgoing({
    fetch: (input, init) => fetch(input, init),
    load: () => written.flatMap((key) => (read(key) as Sending | null) ?? []).sort((a, b) => (a.at < b.at ? -1 : 1)),
    save: (all) => {
      const now = new Map(all.map((one) => [prefix + one.sentId, one]))
      for (const key of written) if (!now.has(key)) write(key, null)
      for (const [key, one] of now) write(key, one)
      written = [...now.keys()]
    },
    wait: (ms, then) => void setTimeout(then, ms),
  })
  window.addEventListener('online', () => void queue.flush())
  queues.set(prefix, queue)
  return queue
}

// A browser may forbid storage, or have none left: then nothing outlives the page, and everything else works.
function read(key: string): unknown {
  try {
    return JSON.parse(window.localStorage.getItem(key) ?? 'null') as unknown
  } catch {
    return null
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) window.localStorage.removeItem(key)
    else window.localStorage.setItem(key, JSON.stringify(value))
  } catch {
    return
  }
}

function keysWith(prefix: string): string[] {
  try {
    return Object.keys(window.localStorage).filter((key) => key.startsWith(prefix))
  } catch {
    return []
  }
}
