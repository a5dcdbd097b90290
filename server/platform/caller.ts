import type { Portal } from './portal.ts'

/**
 * Who knocks: named by a session's cookie and the grant in the address, judged by nobody yet.
 * Only a transaction turns a caller into a `Viewer`, so no right can be older than the transaction that uses it.
 */
export interface Caller {
  portal: Portal
  userId: string
  /** The session's stored id (a hash), checked again each time; null for the portal's own jobs. */
  sessionId: string
  /** The grant that the address names; null on staff pages. */
  grantId: string | null
  /** Network address, for the audit. */
  address: string
}
