import type { PoolClient } from 'pg'

/** What a pooled client writes to; the driver keeps it to itself. */
interface Wired {
  connection: { stream: { cork(): void; uncork(): void } }
}

/** Asks several queries whose messages leave in one packet: each packet costs both ends more than most queries do. */
export function together<T>(client: PoolClient, ask: () => T): T {
  const { stream } = (client as unknown as Wired).connection
  stream.cork()
  try {
    return ask()
  } finally {
    stream.uncork()
  }
}
