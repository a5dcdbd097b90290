import type { Answer } from '../cluster/calls.ts'
import type { Handed } from '../cluster/node.ts'
import type { Person } from './world.ts'

/** A chunk of news as a reader got it. */
export interface Handout {
  who: Person
  stream: string
  from: number
  to: number
  seqs: number[]
  /** When it was handed over: from the request on, or at the transport of the node. Null where no node could tell. Ms, monotonic. */
  begun: number | null
  until: number | null
}

/** What somebody tried over HTTP. */
export interface Attempt extends Answer {
  who: Person
  what: 'post' | 'upload' | 'download' | 'catch-up'
  stream: string
  sentId?: string
}

/** What a reader was told about a right, or who is here: its time at the transport. */
export interface Word {
  who: Person
  stream: string
  what: 'lost' | 'here' | 'rights'
  watchedSince: number
  at: number | null
  heard: number
}

interface Frame {
  line: string
  nth: number
  settle: (at: number | null) => void
}

/** Everything that was sent and seen, on one monotonic clock. */
export class History {
  readonly handouts: Handout[] = []
  readonly attempts: Attempt[] = []
  /** Comments of staff, who are never refused. */
  readonly said: (Answer & { sentId: string })[] = []
  readonly words: Word[] = []
  /** What can be told to be wrong at once. */
  readonly faults: string[] = []
  frames = 0
  readonly #handed = new Map<string, number>()
  readonly #frames: Frame[] = []

  /** What a node says about the frames that left it. */
  heard(handed: readonly Handed[]): void {
    for (const [line, nth, at] of handed) this.#handed.set(`${line} ${String(nth)}`, at)
  }

  /** A frame arrived; `settle` hears when it was handed over, once that is known. */
  frame(line: string, nth: number, settle: Frame['settle']): void {
    this.frames++
    this.#frames.push({ line, nth, settle })
  }

  /** Brings what arrived together with what left; call when the nodes have told all they know. */
  settle(): void {
    for (const { line, nth, settle } of this.#frames.splice(0))
      settle(this.#handed.get(`${line} ${String(nth)}`) ?? null)
  }
}
