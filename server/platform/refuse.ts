import { refused } from './counters.ts'
import { log } from './log.ts'

/** Everything that is refused without a word to anybody else, by its label at /metrics. */
export type Refusal =
  | 'frame_too_large'
  | 'frame_garbage'
  | 'message_unknown'
  | 'message_shape'
  | 'message_flood'
  | 'watches_flood'
  | 'refusals_flood'
  | 'line_origin'
  | 'line_sign_in'
  | 'line_too_many'
  | 'line_hello'
  | 'ring_forged'
  | 'position_future'
  | 'position_other_stream'
  | 'position_other_database'

/** One line for each label in so long, however much is refused. Ms. */
const LINE_EVERY = 10_000

const lines = new Map<Refusal, { at: number; since: number }>()

/** Counts what was refused, and says so in one line now and then. */
export function refuse(what: Refusal): void {
  refused.inc({ what })
  const now = performance.now()
  const last = lines.get(what)
  if (last && now - last.at < LINE_EVERY) {
    last.since++
    return
  }
  log.warn({ what, since: last?.since ?? 0 }, 'refused')
  lines.set(what, { at: now, since: 0 })
}
