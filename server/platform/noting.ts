import { AsyncLocalStorage } from 'node:async_hooks'
import type { Viewer } from '#server/access/viewer.ts'

/** What an answer was made under: compared under the gate in the moment it is handed over. */
export interface Noted {
  /** The lowest policy version that any part was read under; null until something protected was read. */
  version: number | null
  /** When time alone makes the answer untrue. */
  validUntil: Date | null
  /** It is made again, because what it was made under had moved: nobody is remembered this time. */
  again?: boolean
}

/** Notes what the pages and actions run inside `noting.run(noted, …)` were made under. */
export const noting = new AsyncLocalStorage<Noted>()

/** Notes that what follows was read by this viewer; `version`: the one that the viewer's own change of a rule has made. */
export function note(viewer: Viewer, version = viewer.policy.version): void {
  const noted = noting.getStore()
  if (!noted) return
  noted.version = Math.min(noted.version ?? version, version)
  if (!noted.validUntil || viewer.validUntil < noted.validUntil) noted.validUntil = viewer.validUntil
}
