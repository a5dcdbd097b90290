import type { Portal } from '#server/platform/portal.ts'
import { cookieName } from './cookie-name.ts'

/** What a mailed link is for. */
export type LinkKind = 'activate' | 'reset'

const HOUR = 60 * 60

const nameOf = (portal: Portal, kind: LinkKind) => cookieName(portal, `portico-${kind}`)
const TOKEN = /^[\w-]{43}$/

/**
 * Moves the token of a mailed link from the address into a cookie: no page that shows it has the token in its address, so no
 * referrer, history, log or screen does either [S21].
 */
export function takeLink(portal: Portal, kind: LinkKind, token: string | undefined): string {
  const secure = portal.publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${nameOf(portal, kind)}=${token && TOKEN.test(token) ? token : 'none'}; Path=/; Max-Age=${HOUR}; HttpOnly; SameSite=Lax${secure}`
}

export const forgetLink = (portal: Portal, kind: LinkKind): string => {
  const secure = portal.publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${nameOf(portal, kind)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`
}

/** The token that this browser came with; '' when it came with none. */
export function linkIn(portal: Portal, kind: LinkKind, cookieHeader: string): string {
  for (const part of cookieHeader.split(';')) {
    const [name, value] = part.trim().split('=')
    if (name === nameOf(portal, kind) && value && TOKEN.test(value)) return value
  }
  return ''
}
