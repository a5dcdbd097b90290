import type { Chunk, Frame, Here, Rights } from '#server/streams/frames.ts'
import type { Positions } from '#server/streams/positions.ts'
import { newIn } from './snapshot.ts'

/** Something on the page that shows streams from a position on. */
export interface Follower {
  positions: Positions
  /** The next facts of a stream. */
  hear: (chunk: Chunk) => void
  /** The numbers cannot be continued: take a fresh snapshot and follow again. */
  reset: (stream: string) => void
}

/** What is to be said to the server after a frame. */
export interface Wishes {
  /** Streams with the position after which something is missing. */
  missing: Positions
  /** Streams followed here that may be watched no longer. */
  lost: { stream: string; reason: string }[]
}

/** Which streams this tab follows and where each reader stands; it knows nothing of networks. */
export class Tracker {
  readonly #followers = new Set<Follower>()
  /** What the server last told of a stream, while somebody follows it. */
  readonly #rights = new Map<string, Rights>()
  readonly #here = new Map<string, Here>()
  readonly #listeners = new Set<() => void>()

  /** Adds a reader. Answers what the server must be told: streams nobody followed, or a reader that is further behind than all others. */
  add(follower: Follower): Positions {
    const before = this.wanted()
    this.#followers.add(follower)
    const entries = Object.entries(follower.positions).filter(
      ([stream, position]) => position < (before[stream] ?? Infinity),
    )
    return Object.fromEntries(entries)
  }

  remove(follower: Follower): void {
    this.#followers.delete(follower)
  }

  /** Forgets those of the streams that nobody follows any more, and answers them. */
  release(streams: readonly string[]): string[] {
    const wanted = this.wanted()
    const left = streams.filter((stream) => !(stream in wanted))
    for (const stream of left) this.#forget(stream)
    return left
  }

  /** Every followed stream, with the position of the reader who is furthest behind. */
  wanted(): Positions {
    const wanted: Positions = {}
    for (const { positions } of this.#followers)
      for (const [stream, position] of Object.entries(positions))
        wanted[stream] = Math.min(position, wanted[stream] ?? Infinity)
    return wanted
  }

  /** Hands a frame to everyone whom it concerns. */
  take(frame: Frame): Wishes {
    const wishes: Wishes = { missing: {}, lost: [] }
    for (const chunk of frame.news ?? [])
      for (const follower of [...this.#followers]) {
        const position = follower.positions[chunk.stream]
        if (position === undefined) continue
        const fresh = newIn(position, chunk)
        if (!fresh) wishes.missing[chunk.stream] = Math.min(position, wishes.missing[chunk.stream] ?? Infinity)
        else if (fresh.position > position) {
          follower.positions[chunk.stream] = fresh.position
          follower.hear(chunk)
        }
      }
    const followed = this.wanted()
    for (const rights of frame.rights ?? []) if (rights.stream in followed) this.#rights.set(rights.stream, rights)
    for (const here of frame.here ?? []) if (here.stream in followed) this.#here.set(here.stream, here)
    for (const stream of frame.reset ?? []) this.#drop(stream, (follower) => follower.reset(stream))
    for (const lost of frame.lost ?? []) {
      if (lost.stream in followed) wishes.lost.push(lost)
      this.#drop(lost.stream, () => undefined)
    }
    for (const listener of this.#listeners) listener()
    return wishes
  }

  rightsOf(stream: string): Rights | null {
    return this.#rights.get(stream) ?? null
  }

  hereOf(stream: string): Here | null {
    return this.#here.get(stream) ?? null
  }

  /** The line is cut: who is here is not known. */
  cut(): void {
    this.#here.clear()
    for (const listener of this.#listeners) listener()
  }

  /** Hears that rights or presence may have changed. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #drop(stream: string, tell: (follower: Follower) => void): void {
    for (const follower of [...this.#followers]) {
      if (!(stream in follower.positions)) continue
      follower.positions = Object.fromEntries(Object.entries(follower.positions).filter(([name]) => name !== stream))
      tell(follower)
    }
    this.#forget(stream)
  }

  #forget(stream: string): void {
    this.#rights.delete(stream)
    this.#here.delete(stream)
  }
}
