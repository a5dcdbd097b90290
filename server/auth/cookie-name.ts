import type { Portal } from '#server/platform/portal.ts'

/** `__Host-` binds the cookie to this very host and to https; browsers refuse it on plain http, where a loopback portal lives [S10]. */
export const cookieName = (portal: Portal, name: string): string =>
  portal.publicUrl.startsWith('https:') ? `__Host-${name}` : name
