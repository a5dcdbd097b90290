import type { PoolClient } from 'pg'

/** Rings after a commit with the names of streams that have news. It carries no news: a forged ring costs one look. */
export interface Doorbell {
  ring(streams: readonly string[]): void
  /** Hears of rings, this node's and the others'. Answers a function that stops listening. */
  listen(heard: (streams: readonly string[]) => void): () => void
  close(): Promise<void>
  /** Who looks for news behind a write of this node; null while nobody does. */
  follower: Follower | null
}

/**
 * Told of a write to a stream in the tick in which it was sent, alone, on a connection: may ask on the same connection, behind it. Answers when it has done with the connection, and with the error that broke it, if one did; null when it does not follow.
 */
export type Follower = (client: PoolClient, stream: string) => Promise<Error | undefined> | null

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
