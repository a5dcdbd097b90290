import { ServerResponse } from 'node:http'
import { now } from './clock.ts'

/** The header by which a caller names what it tries, so that a node can tell when it answered. */
export const ATTEMPT = 'x-attempt'

/** A piece of an answer's body that left a node: the attempt's name, the answer's status, and when (ms, monotonic). */
export type Given = [attempt: string, status: number, at: number]

/** Notes when each piece of a body that answers a named attempt is handed over. */
export function noteAnswers(tell: (given: Given) => void): void {
  for (const name of ['write', 'end'] as const) {
    const own = Reflect.get(ServerResponse.prototype, name) as (...all: unknown[]) => unknown
    Reflect.set(ServerResponse.prototype, name, function (this: ServerResponse, ...all: unknown[]) {
      const attempt = this.req.headers[ATTEMPT]
      const [piece] = all
      if (typeof attempt === 'string' && (typeof piece === 'string' || piece instanceof Uint8Array))
        tell([attempt, this.statusCode, now()])
      return own.apply(this, all)
    })
  }
}
