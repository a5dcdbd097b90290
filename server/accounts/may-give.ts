import { decide } from '#server/access/can.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { ROLES, STAFF_GIVES_UP_TO, asksFirst, rolesFor, takesLimits, type Role } from '#server/access/catalogue.ts'
import { Invalid, NotAllowed } from '#server/platform/errors.ts'
import type { Work } from '#server/platform/work.ts'

/** Throws unless this viewer may deal with grants of this role [A3, A20]. */
export function mustGive({ must }: Pick<Work, 'must'>, role: Role): void {
  must('access.grant')
  if (role > STAFF_GIVES_UP_TO) must('access.grant_high')
}

/** The highest role that `mustGive` lets this viewer give; null when none [A3]. */
export function mostGiven(viewer: Viewer): Role | null {
  const may = (action: 'access.grant' | 'access.grant_high') => decide(viewer, action).allowed
  if (!may('access.grant')) return null
  return may('access.grant_high') ? (ROLES.at(-1) ?? STAFF_GIVES_UP_TO) : STAFF_GIVES_UP_TO
}

interface Terms {
  role: Role
  daysBack: number | null
  lastDay: string | null
  suspended?: 'on' | undefined
  understood?: 'on' | undefined
}

/**
 * Throws unless these terms fit their role: an Owner has no limits, and becomes one only where the warning was read [A6]. `from`: the role so far.
 * Errors: `NotAllowed` for an Owner who shall be less; `Invalid` of all that is in the way, at once.
 */
export function mustFit(terms: Terms, from?: Role): void {
  const { role, daysBack, lastDay, suspended, understood } = terms
  const limits = { daysBack: daysBack !== null, lastDay: lastDay !== null, suspended: suspended === 'on' }
  const limited = Object.values(limits).includes(true) && !takesLimits(role)
  if (from !== undefined && !takesLimits(from) && (limited || !rolesFor(role, from).includes(role)))
    throw new NotAllowed('owner_is_for_ever')
  const wrong = {
    ...(limited && limits.daysBack && { daysBack: 'owner_has_no_days' }),
    ...(limited && limits.lastDay && { lastDay: 'owner_has_no_last_day' }),
    ...(limited && limits.suspended && { suspended: 'owner_is_not_suspended' }),
    ...(asksFirst(role, from) && understood !== 'on' && { understood: 'owner_understood' }),
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
}
