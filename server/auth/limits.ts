import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { TooMany } from '#server/platform/errors.ts'
import type { Portal } from '#server/platform/portal.ts'
import { hashToken } from './tokens.ts'

const MINUTE = 60

/** Tries within a time, kept in the database and so shared by all nodes [S17]. */
const LIMITS = {
  /** Wrong passwords from one address, whoever they are for. */
  address: { points: 60, duration: 15 * MINUTE },
  /** Wrong passwords for one person from one address. */
  'person-address': { points: 6, duration: 15 * MINUTE },
  /** Wrong passwords for one person from everywhere nobody signed in from before. */
  person: { points: 40, duration: 60 * MINUTE },
  /** Wrong passwords for one person from a browser that they signed in from before: nobody else's tries count here. */
  device: { points: 10, duration: 15 * MINUTE },
  /** Wrong old passwords of whoever holds somebody's session. */
  'own-password': { points: 10, duration: 15 * MINUTE },
  /** Changes of one's own name, language and zone: each makes every page be asked again. */
  profile: { points: 20, duration: 15 * MINUTE },
  /** Mails asked for, from one address. */
  reset: { points: 20, duration: 60 * MINUTE },
  /** Codes for setting up an empty portal that are not right, from one address. */
  'set-up': { points: 10, duration: 15 * MINUTE },
  /** Links that are not right, from one address. */
  link: { points: 60, duration: 15 * MINUTE },
} as const
export type Limit = keyof typeof LIMITS

const kept = new WeakMap<Portal, Record<Limit, RateLimiterPostgres>>()

function limitersOf(portal: Portal): Record<Limit, RateLimiterPostgres> {
  const known = kept.get(portal)
  if (known) return known
  const limiter = (name: Limit) =>
    new RateLimiterPostgres({
      storeClient: portal.database.pool,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      ...LIMITS[name],
    })
  const made = Object.fromEntries(Object.keys(LIMITS).map((name) => [name, limiter(name as Limit)])) as Record<
    Limit,
    RateLimiterPostgres
  >
  kept.set(portal, made)
  return made
}

/** Counts one try; throws `TooMany` when there were too many. Counted before it is tried, so that a hundred at once are counted too. */
export async function spend(portal: Portal, limit: Limit, whose: string): Promise<void> {
  try {
    await limitersOf(portal)[limit].consume(keyOf(whose))
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    throw new TooMany('too_many_tries', Math.ceil(error.msBeforeNext / 1000))
  }
}

/** Gives the try back: it was a right one. */
export async function giveBack(portal: Portal, limit: Limit, whose: string): Promise<void> {
  await limitersOf(portal)[limit].reward(keyOf(whose))
}

/** People type passwords where names belong, so no key is kept as typed. */
const keyOf = (whose: string) => hashToken(whose).slice(0, 32)

/** One sender: an IPv6 network is handed out whole, so its last 64 bits tell nothing. */
export function senderOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const missing = address.includes('::') ? 8 - groups.length - tail.split(':').filter(Boolean).length : 0
  return [...groups, ...Array<string>(missing).fill('0'), ...tail.split(':')].slice(0, 4).join(':')
}
