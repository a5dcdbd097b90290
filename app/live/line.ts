import type { Abilities } from '#server/access/abilities.ts'
import type { Ended } from '#server/streams/frames.ts'
import { isLeaving } from '~/frame/forget.ts'
import { setLine } from '~/frame/line-state.ts'
import { Connection } from './connection.ts'
import { loadAgain } from './load-again.ts'
import { Tracker, type Follower } from './tracker.ts'

/** A page that goes, and one that comes with the same streams, do not leave and enter again. Ms. */
const LINGER = 1000
const TYPING_EVERY = 1500
/** So many times in such a span the same address is loaded again at once; then with a pause. Ms. */
const RELOADS = 3
const RELOADS_WITHIN = 15_000
/** A cut that mends so soon is not worth a word. Ms. */
const PATIENCE = 800

/** The live line of this tab in one grant; made outside React, so that there is one whatever is rendered twice. */
class Line {
  readonly tracker = new Tracker()
  /** What was closed to its reader as a whole when the page was made, as JSON. */
  closed = '{}'
  readonly #connection: Connection
  #cut: ReturnType<typeof setTimeout> | undefined
  readonly #typed = new Map<string, number>()

  constructor(grant: string | null) {
    this.#connection = new Connection(grant, {
      wanted: () => this.tracker.wanted(),
      frame: (frame) => {
        const { missing, lost } = this.tracker.take(frame)
        for (const [stream, after] of Object.entries(missing)) this.#connection.catchUp(stream, after)
        // No text of what is lost may stay in the page, its data or the memory: the document is loaded again, where it says so [F2].
        // Nor of what a list holds that follows no more than its reader's own stream, when that is closed as a whole.
        const own = frame.rights?.find(({ stream }) => stream === `grant:${String(grant)}`)
        if (lost.length > 0 || (own && closedIn(own.abilities) !== this.closed)) reload()
      },
      state: (state) => {
        clearTimeout(this.#cut)
        if (state === 'live') return setLine(state)
        this.#cut = setTimeout(() => {
          setLine(state)
          this.tracker.cut()
        }, PATIENCE)
      },
      ended: (why) => this.#ended(why),
    })
  }

  /** Follows streams until the answer is called. */
  follow(follower: Follower): () => void {
    this.#connection.watch(this.tracker.add(follower))
    return () => {
      const streams = Object.keys(follower.positions)
      this.tracker.remove(follower)
      setTimeout(() => this.#connection.leave(this.tracker.release(streams)), LINGER)
    }
  }

  typing(stream: string): void {
    const now = performance.now()
    if (now - (this.#typed.get(stream) ?? -Infinity) < TYPING_EVERY) return
    this.#typed.set(stream, now)
    this.#connection.typing(stream)
  }

  close(): void {
    this.#connection.close()
  }

  #ended(why: Ended): void {
    this.close()
    if (why === 'shut') return reload()
    toSignIn(why)
  }
}

/** What is closed as a whole. Whoever may write no more still sees the same: that folds in place [F2]. */
const closedIn = (abilities: Abilities): string => JSON.stringify({ ...abilities, write: undefined })

/** The session has ended: nothing of the page stays on the screen. What was written is kept. */
function toSignIn(why: 'signed_out' | 'turned_off'): void {
  setLine('signed_out')
  // Who sits down next is not led to where they were.
  if (isLeaving()) return window.location.assign('/sign-in?after=leaving')
  window.location.assign(`/sign-in?why=${why}&to=${encodeURIComponent(window.location.pathname)}`)
}

export type { Line }

let current: { grant: string | null; line: Line } | null = null

/** The line of the grant in the address; another grant's is closed. In the browser only. */
export function lineOf(grant: string | null): Line {
  if (current?.grant === grant) return current.line
  current?.line.close()
  current = { grant, line: new Line(grant) }
  return current.line
}

function reload(): void {
  const key = `portico:reloaded ${window.location.pathname}`
  const now = Date.now()
  const times = [...(window.sessionStorage.getItem(key) ?? '').split(' ').map(Number), now].filter(
    (time) => now - time < RELOADS_WITHIN,
  )
  window.sessionStorage.setItem(key, times.join(' '))
  loadAgain(times.length > RELOADS ? RELOADS_WITHIN / 3 : 0)
}
