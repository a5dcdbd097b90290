/** How a hunt ends that found a violation, and one that found none: neither is how Node ends a process that failed. */
export const FOUND = 42
export const NOTHING = 0
/** What the last line of a hunt says that found something. */
export const SAYS_SO = /^\d+ violations: /
