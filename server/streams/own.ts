import type { Viewer } from '#server/access/viewer.ts'
import { streamOf } from './events.ts'

/** The stream of the person who asks: of the grant in use, or of the staff member. */
export const ownStreamOf = ({ grant, userId }: Pick<Viewer, 'grant' | 'userId'>): string =>
  grant ? streamOf.grant(grant.id) : streamOf.staff(userId)
