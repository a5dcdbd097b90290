import { z } from 'zod'

/** The most streams one socket watches. */
export const MOST_STREAMS = 50
/** The largest message a client may send, bytes. */
export const LARGEST_MESSAGE = 16 * 1024

const stream = z.string().min(1).max(100)
const position = z.int().min(0)

/** Every event a client may send, and its shape; anything else is a strike [S25]. */
export const MESSAGES = {
  /** Start to watch, or go on from these positions. */
  watch: z.strictObject({
    streams: z.record(stream, position).refine((streams) => Object.keys(streams).length <= MOST_STREAMS),
  }),
  leave: z.strictObject({ streams: z.array(stream).max(MOST_STREAMS) }),
  /** Asks for what is missing after a position. */
  catch_up: z.strictObject({ stream, after: position }),
  typing: z.strictObject({ stream }),
  /** Answers a frame that told of a change of rules. */
  told: z.strictObject({ version: position }),
} as const

export type MessageName = keyof typeof MESSAGES
export type Message<Name extends MessageName> = z.infer<(typeof MESSAGES)[Name]>

/** What the other end says about itself when it connects: the grant in use, null on staff pages. */
export const HELLO = z.strictObject({ grant: z.uuid().nullable() })
