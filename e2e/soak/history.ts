import type { Abilities } from '#server/access/abilities.ts'
import type { News } from '#server/streams/frames.ts'
import type { Answer } from '../cluster/calls.ts'
import type { Left } from '../cluster/node.ts'
import type { Actor } from './world.ts'

/** A fact as somebody got it: its number, and the comment in it by its sender's id; null where there is none. */
export interface Told {
  seq: number
  sentId: string | null
}

/** A chunk of news, or a page of a feed, as a reader got it. */
export interface Handout {
  who: Actor
  stream: string
  from: number
  to: number
  facts: Told[]
  /** A page: it shows entries, and nothing else that happened. */
  entriesOnly?: true
  /** When it was handed over, at the transport of the node; null where no node could tell. Ms, monotonic. */
  at: number | null
}

/** What somebody tried over HTTP. */
export interface Attempt extends Answer {
  who: Actor
  what: 'post' | 'upload' | 'download' | 'catch-up' | 'read'
  stream: string
  sentId?: string
  /** What was sent, by its hash. */
  hash?: string
  /** When the pieces of the answer were handed over, where it showed something. */
  given: number[]
}

/** What a reader was told about a right, or who is here. */
export interface Word {
  who: Actor
  stream: string
  what: 'lost' | 'here' | 'rights'
  abilities?: Abilities
  watchedSince: number
  at: number | null
  heard: number
}

/** Hears when something was handed over, in the order of its pieces; nothing where no node could tell. Only what was a success counts. */
type Settle = (at: number[]) => void

/** Everything that was sent and seen, on one monotonic clock. */
export class History {
  readonly handouts: Handout[] = []
  readonly attempts: Attempt[] = []
  /** Comments of staff, who are never refused. */
  readonly said: Pick<Attempt, 'sentId' | 'status'>[] = []
  readonly words: Word[] = []
  /** What can be told to be wrong at once. */
  readonly faults: string[] = []
  frames = 0
  /** Of all that came with a frame or an answer: what a node told the time of, and what none did. */
  readonly timed = { known: 0, unknown: 0 }
  readonly #left = new Map<string, number[]>()
  #waiting: { name: string; settle: Settle; mayFail: boolean }[] = []

  /** What a node says about what left it. */
  heard({ handed, given }: Left): void {
    for (const [line, nth, at] of handed) this.#note(`${line} ${String(nth)}`, at)
    for (const [attempt, status, at] of given) if (status < 300) this.#note(attempt, at)
  }

  /** A frame arrived; `settle` hears when it was handed over, once that is known. */
  frame(line: string, nth: number, settle: Settle): void {
    this.frames++
    this.#waiting.push({ name: `${line} ${String(nth)}`, settle, mayFail: false })
  }

  /** An answer arrived, whole or not. */
  answer(attempt: string, status: number | null, settle: Settle): void {
    this.#waiting.push({ name: attempt, settle, mayFail: status === null || status >= 300 })
  }

  /** Brings what arrived together with what left; call when the nodes have told all they know. */
  settle(): void {
    for (const { name, settle, mayFail } of this.#waiting) {
      const at = this.#left.get(name) ?? []
      if (at.length > 0) this.timed.known++
      else if (!mayFail) this.timed.unknown++
      settle(at)
    }
    this.#waiting = []
  }

  #note(name: string, at: number): void {
    const known = this.#left.get(name)
    if (known) known.push(at)
    else this.#left.set(name, [at])
  }
}

/** What facts tell, as far as it is held against the database. */
export const toldBy = (facts: readonly News[]): Told[] =>
  facts.map(({ seq, fact, data }) => ({
    seq,
    sentId: fact === 'entry.posted' ? ((data.entry as { sentId?: string } | undefined)?.sentId ?? null) : null,
  }))
