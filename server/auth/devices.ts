import { sql } from 'kysely'
import type { Portal } from '#server/platform/portal.ts'
import { cookieName } from './cookie-name.ts'
import { hashToken, newToken } from './tokens.ts'

const YEAR = 365 * 24 * 60 * 60

const nameOf = (portal: Portal) => cookieName(portal, 'portico-device')

/** The token of this browser's device cookie; null when it has none. */
export function deviceIn(portal: Portal, cookieHeader: string): string | null {
  for (const part of cookieHeader.split(';')) {
    const [name, value] = part.trim().split('=')
    if (name === nameOf(portal) && value && /^[\w-]{43}$/.test(value)) return value
  }
  return null
}

/** Whether this person has signed in from this browser before. `userId` may be nobody's: it takes as long [S16]. */
export async function isKnownDevice(portal: Portal, device: string | null, userId: string): Promise<boolean> {
  const row = await portal.database.db
    .selectFrom('known_devices')
    .select('user_id')
    .where('token_hash', '=', hashToken(device ?? ''))
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row !== undefined
}

/** Remembers that this person signed in from this browser; answers the cookie by which it is known again. */
export async function rememberDevice(portal: Portal, device: string | null, userId: string): Promise<string> {
  const token = device ?? newToken()
  await portal.database.db
    .insertInto('known_devices')
    .values({ token_hash: hashToken(token), user_id: userId })
    .onConflict((conflict) =>
      conflict.columns(['token_hash', 'user_id']).doUpdateSet({ seen_at: sql`clock_timestamp()` }),
    )
    .execute()
  const secure = portal.publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${nameOf(portal)}=${token}; Path=/; Max-Age=${YEAR}; HttpOnly; SameSite=Lax${secure}`
}
