/** PostgreSQL is stopping, starting, full, not ours, or has ended this connection (25P03: it had said nothing inside a transaction). */
const STATES = new Set([
  '25P03',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '3D000',
  '28P01',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
])
const SYSTEM = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH'])
const SAID =
  /connection terminated|not currently accepting connections|timeout exceeded when trying to connect|client has encountered a connection error/i

/** Whether the database could not be reached: nobody's mistake, and worth trying again in a moment. */
export function isAway(error: unknown): boolean {
  for (
    let cause = error, depth = 0;
    cause instanceof Error && depth < 5;
    cause = cause.cause ?? previousOf(cause), depth++
  ) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
    if (STATES.has(code) || SYSTEM.has(code) || SAID.test(cause.message)) return true
    if (cause instanceof AggregateError && cause.errors.some(isAway)) return true
  }
  return false
}

const previousOf = (error: Error): unknown => ('previous' in error ? error.previous : undefined)
