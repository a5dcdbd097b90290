import type { Told } from './told.ts'

/** Rings after a commit with the names of streams that have news. It carries no news: a forged ring costs one look. */
export interface Doorbell {
  ring(streams: readonly string[]): void
  /** Hears of rings, this node's and the others'. Answers a function that stops listening. */
  listen(heard: (streams: readonly string[]) => void): () => void
  close(): Promise<void>
  /** Who hands over what is written beside a write of this node; null while nobody does. */
  follower: Follower | null
}

/**
 * Hears of a write to a stream in the tick in which it was sent; `writing` is what it tells once it is done, null where it stored nothing; it never rejects. Answers
 * whether it waits for that.
 */
export type Follower = (stream: string, writing: Promise<Told | null>) => boolean

/** The name that rings when a rule changed: the tail proves everyone again. */
export const POLICY = 'policy'

/** A doorbell within one process. */
export function localDoorbell(): Doorbell {
  const listeners = new Set<(streams: readonly string[]) => void>()
  return {
    follower: null,
    ring: (streams) => listeners.forEach((heard) => heard(streams)),
    listen(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    close() {
      listeners.clear()
      return Promise.resolve()
    },
  }
}
