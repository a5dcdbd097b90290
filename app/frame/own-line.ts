import type { Positions } from '#server/streams/positions.ts'
import { useLive } from '~/live/use-live.ts'

/**
 * Follows the person's own stream on every page: what they were added to appears, and a session that was ended elsewhere ends here.
 * Whatever happens there, the page is asked for again.
 */
export function useOwnLine(own: Positions): void {
  useLive({ streams: own, initial: own, apply: askAgain })
}

const askAgain = () => null
