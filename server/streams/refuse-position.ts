import { refuse } from '#server/platform/refuse.ts'
import type { Misplaced } from './positions.ts'

/** Counts a position that is of something else. One that is too old is nobody's fault. */
export function refusePosition(why: Misplaced): void {
  if (why !== 'too_old') refuse(`position_${why}`)
}
