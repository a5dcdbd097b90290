import type { Exchange } from '#server/platform/http/exchange.ts'
import type { Knock } from './sessions.ts'

/** From where a request comes, for what opens a session. */
export const knockOf = ({ ip, userAgent, cookies, caller }: Exchange): Knock => ({
  address: ip,
  userAgent,
  cookies,
  sessionId: caller?.sessionId ?? null,
})

/** Several cookies in one answer. */
export function withCookies(cookies: readonly string[]): Headers {
  const headers = new Headers()
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return headers
}
