import type { Caller } from '#server/platform/caller.ts'
import { POLICY } from '#server/streams/doorbell.ts'

/** Between two questions when no bell rings: with Redis away a rule of another node is heard of no later than this. Ms. */
const EVERY = 1000

/** While something long is under way: fires with the refusal as soon as `ask` refuses. */
export interface Watch {
  signal: AbortSignal
  stop(): void
}

/** Asks again after every change of rule, and every second, whether `caller` may go on. `ask` throws when they may not. */
export function stillAllowed(caller: Caller, ask: () => Promise<unknown>): Watch {
  const refused = new AbortController()
  let asking = false
  let again = false
  const check = () => {
    if (asking) {
      again = true
      return
    }
    asking = true
    void ask()
      .catch((error: unknown) => refused.abort(error))
      .finally(() => {
        asking = false
        if (again && !refused.signal.aborted) {
          again = false
          check()
        }
      })
  }
  const deafen = caller.portal.doorbell.listen((streams) => {
    if (streams.includes(POLICY)) check()
  })
  const clock = setInterval(check, EVERY)
  return {
    signal: refused.signal,
    stop() {
      deafen()
      clearInterval(clock)
    },
  }
}
