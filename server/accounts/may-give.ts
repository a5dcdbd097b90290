import { isAdmin, type Viewer } from '#server/access/viewer.ts'
import { FOR_EVER, type Role } from '#server/access/catalogue.ts'
import { Invalid } from '#server/platform/errors.ts'
import type { Work } from '#server/platform/work.ts'

/** Above this only admins give, change or take away [A20]. */
export const STAFF_GIVES_UP_TO = 40

/** Throws unless this viewer may deal with grants of this role [A3, A20]. */
export function mustGive({ must }: Pick<Work, 'must'>, role: Role): void {
  must('access.grant')
  if (role > STAFF_GIVES_UP_TO) must('access.grant_high')
}

/** The highest role this viewer may give; null when none [A3]. */
export const mostGiven = (viewer: Viewer): Role | null =>
  isAdmin(viewer) ? 90 : viewer.staff?.mayGrantAccess ? STAFF_GIVES_UP_TO : null

/** L90 once given is for ever: it needs the tick that says so, and comes without limits [A6]. */
export function mustBeUnderstood(
  role: Role,
  terms: { understood?: 'on' | undefined; daysBack: number | null; lastDay: string | null },
): void {
  if (role !== FOR_EVER) return
  if (terms.daysBack !== null) throw new Invalid({ daysBack: 'owner_has_no_limits' })
  if (terms.lastDay !== null) throw new Invalid({ lastDay: 'owner_has_no_limits' })
  if (terms.understood !== 'on') throw new Invalid({ understood: 'owner_understood' })
}
