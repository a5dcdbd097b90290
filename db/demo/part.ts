import type { Db } from '../database.ts'

/** What the parts of the demo are made with. */
export interface Making {
  db: Db
  /** The moment of filling: everything is counted back from it. */
  now: Date
  /** The demo's password, hashed once. */
  passwordHash: string
  /** Puts a file into the portal's store and answers its SHA-256 in hex. */
  storeFile: (content: Buffer) => Promise<string>
}

/** What one subject adds to the demo; it is added once, also to a demo that was filled by an older release. */
export interface Part {
  name: string
  fill(making: Making): Promise<void>
}

const DAY = 24 * 60 * 60 * 1000

/**
 * A working hour `daysAgo` days ago (negative: to come), for what has happened never later than a minute before `now`: what of today is yet to come
 * stands within the minute before that, in its order.
 */
export function daysAgo(now: Date, days: number, hour = 9, minute = 0): Date {
  const day = new Date(now.getTime() - days * DAY)
  day.setUTCHours(hour, minute, 0, 0)
  return days >= 0 && day >= now ? new Date(now.getTime() - 120_000 + (hour * 60 + minute) * 40) : day
}

/** Whoever takes part has read what was said on the days before these, at whatever hour the demo is made. */
const FRESH_DAYS = 2
export const readBefore = (now: Date): Date => daysAgo(now, FRESH_DAYS, 0)

/** The date without a time, as the database keeps it. */
export const dayOf = (now: Date, days: number): string =>
  new Date(now.getTime() - days * DAY).toISOString().slice(0, 10)
