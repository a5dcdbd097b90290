import type { Attempt } from './history.ts'
import type { Switch } from './switch.ts'
import type { Actor } from './world.ts'

/** What somebody may or may not do; `old`: see what is older than days back may be. */
export type Doing = Attempt['what'] | 'watch' | 'old'

/** What the rules of the soak's world say. */
export interface Rules {
  /** Everything that must be open for somebody to do something; null where they never may. */
  needs(who: Actor, what: Doing, stream: string): readonly Switch[] | null
}

/** What was surely so during all of a time, given that changes of rules take effect at some moment between being asked for and “Saved”. */
export class Surely {
  readonly #rules: Rules

  constructor(rules: Rules) {
    this.#rules = rules
  }

  open(who: Actor, what: Doing, stream: string, from: number, to = from): boolean {
    return this.#rules.needs(who, what, stream)?.every((one) => one.throughout(true, from, to)) ?? false
  }

  closed(who: Actor, what: Doing, stream: string, from: number, to = from): boolean {
    return this.closedBy(who, what, stream, from, to) !== null
  }

  /** What closed it; null where it may have been open. */
  closedBy(who: Actor, what: Doing, stream: string, from: number, to = from): string | null {
    const needs = this.#rules.needs(who, what, stream)
    if (!needs) return 'never theirs'
    return needs.find((one) => one.throughout(false, from, to))?.name ?? null
  }

  never(who: Actor, what: Doing, stream: string): boolean {
    return this.#rules.needs(who, what, stream) === null
  }
}
