import { LRUCache } from 'lru-cache'
import { Lucia, TimeSpan } from 'lucia'
import type { Caller } from '#server/platform/caller.ts'
import type { Portal } from '#server/platform/portal.ts'
import { cookieName } from './cookie-name.ts'
import { deviceIn, rememberDevice } from './devices.ts'
import { endSessions } from './end-sessions.ts'
import { sessionAdapter } from './session-adapter.ts'
import { hashToken, newToken } from './tokens.ts'

/** A session unused for this long ends; each use past half of it prolongs it. */
const SLIDING_DAYS = 7
/** However much it is used, a session ends after this [S11]. */
const ABSOLUTE_DAYS = 30
const DAY = 24 * 60 * 60 * 1000

declare module 'lucia' {
  interface Register {
    DatabaseSessionAttributes: { absoluteExpiresAt: Date; userAgent: string; address: string }
  }
}

/** From where somebody signs in. A new session remembers address and browser, for the list of one's sessions [S13]. */
export interface Knock {
  address: string
  userAgent: string
  cookies: string
  /** The session of this browser until now, if any: it ends with the new one [S9]. */
  sessionId: string | null
}

const https = (portal: Portal) => portal.publicUrl.startsWith('https:')

/** How many characters of cookies a node knows the sessions of, and for how long before it reads them again, ms. Far less than half a session. */
const KNOWN = {
  maxSize: 2_000_000,
  sizeCalculation: (_: unknown, { length }: string) => length,
  maxEntrySize: 4000,
  ttl: 10_000,
  // The clock is read each time: a timer costs more.
  ttlResolution: 0,
}

interface Kept {
  lucia: Lucia
  /** Whose session a request's cookies name. Whether it still stands is judged under the gate, by whatever it asks for. */
  known: LRUCache<string, { userId: string; sessionId: string }>
}

const kept = new WeakMap<Portal, Kept>()

const luciaOf = (portal: Portal): Lucia => keptFor(portal).lucia

function keptFor(portal: Portal): Kept {
  const known = kept.get(portal)
  if (known) return known
  const lucia = new Lucia(sessionAdapter(portal), {
    sessionExpiresIn: new TimeSpan(SLIDING_DAYS, 'd'),
    sessionCookie: {
      name: cookieName(portal, 'portico'),
      // Lasts as long as a session can; the server's own dates decide.
      expires: false,
      attributes: { secure: https(portal), sameSite: 'lax', path: '/' },
    },
  })
  const made = { lucia, known: new LRUCache<string, { userId: string; sessionId: string }>(KNOWN) }
  kept.set(portal, made)
  return made
}

/**
 * Signs somebody in who has shown who they are; the one way to a session. This browser's old one ends [S9], and it is logged [A18]. Answers the
 * cookies that carry it.
 */
export async function enter(portal: Portal, knock: Knock, userId: string): Promise<string[]> {
  if (knock.sessionId) await endSessions(portal, { id: knock.sessionId })
  const session = await openSession(portal, userId, knock)
  const remembered = await rememberDevice(portal, deviceIn(portal, knock.cookies), userId)
  await portal.database.db
    .insertInto('audit_entries')
    .values({ actor_id: userId, what: 'signed_in', address: knock.address })
    .execute()
  return [session, remembered]
}

/** Opens a session under a new token [S9] and returns the cookie that carries it. The database gets the hash only [S8]. */
async function openSession(portal: Portal, userId: string, { address, userAgent }: Knock): Promise<string> {
  const lucia = luciaOf(portal)
  const token = newToken()
  const absoluteExpiresAt = new Date(Date.now() + ABSOLUTE_DAYS * DAY)
  await lucia.createSession(userId, { absoluteExpiresAt, userAgent, address }, { sessionId: hashToken(token) })
  return lucia.createSessionCookie(token).serialize()
}

/** The cookie that makes a browser forget its session. */
export const closingCookie = (portal: Portal): string => luciaOf(portal).createBlankSessionCookie().serialize()

/**
 * Who sends a request or opens a socket: named by the cookie, judged by nobody yet (`work`, `look` and the tail do that
 * under the gate). `cookie` is set when the session was prolonged: send it along.
 */
export async function recognise(
  portal: Portal,
  cookieHeader: string,
  address: string,
): Promise<{ caller: Caller | null; cookie: string | null }> {
  const { lucia, known } = keptFor(portal)
  const found = known.get(cookieHeader)
  if (found) return { caller: { portal, ...found, grantId: null, address }, cookie: null }
  const token = lucia.readSessionCookie(cookieHeader)
  if (!token) return { caller: null, cookie: null }
  const sessionId = hashToken(token)
  const { session } = await lucia.validateSession(sessionId)
  if (!session) return { caller: null, cookie: null }
  known.set(cookieHeader, { userId: session.userId, sessionId })
  return {
    caller: { portal, userId: session.userId, sessionId, grantId: null, address },
    cookie: session.fresh ? lucia.createSessionCookie(token).serialize() : null,
  }
}
