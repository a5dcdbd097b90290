import type { PoolClient } from 'pg'

/** What a pooled client writes to; the driver keeps it to itself. */
interface Wired {
  connection: { stream: { cork(): void; uncork(): void } }
}

const streamOf = (client: PoolClient) => (client as unknown as Wired).connection.stream

/** Asks several queries whose messages leave in one packet: each packet costs both ends more than most queries do. */
export function together<T>(client: PoolClient, ask: () => T): T {
  const stream = streamOf(client)
  stream.cork()
  try {
    return ask()
  } finally {
    stream.uncork()
  }
}

const held = new WeakSet<PoolClient>()

/** The same for whatever is asked of the client before this tick is over, by whomever. */
export function togetherInThisTick(client: PoolClient): void {
  if (held.has(client)) return
  held.add(client)
  const stream = streamOf(client)
  stream.cork()
  process.nextTick(() => {
    held.delete(client)
    stream.uncork()
  })
}
