import { z } from 'zod'

/** Streams a page may ask for at once. */
const MOST_STREAMS = 50

/** What a page without a socket asks for: its streams and where it stands in each, as JSON in the address. */
export const catchUpForm = z
  .record(z.string().min(1).max(100), z.int().min(0))
  .refine((streams) => Object.keys(streams).length <= MOST_STREAMS)
