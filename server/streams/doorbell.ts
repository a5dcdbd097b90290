import type { PoolClient } from 'pg'
import type { Told } from './told.ts'

/** Rings after a commit with the names of streams that have news. It carries no news: a forged ring costs one look. */
export interface Doorbell {
  ring(streams: readonly string[]): void
  /** Hears of rings, this node's and the others'. Answers a function that stops listening. */
  listen(heard: (streams: readonly string[]) => void): () => void
  close(): Promise<void>
  /** Who hands over what is written behind a write of this node; null while nobody does. */
  follower: Follower | null
}

/** What becomes of what a write tells. */
export interface Followed {
  /** What the write tells was handed over, or will not be. */
  heard: Promise<void>
  /** The connection is free again; answers why it is useless, if it is. */
  free: Promise<Error | undefined>
}

/**
 * Hears of a write to a stream in the tick in which it is sent on `client`, before it is; `writing` is what it tells once it is done, null where it stored nothing; it never
 * rejects. Null where it does not wait for that; else the write keeps the lock under which it is handed over.
 */
export type Follower = (stream: string, client: PoolClient, writing: Promise<Told | null>) => Followed | null

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
