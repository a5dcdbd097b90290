import { PortalError, TryLater } from '#server/platform/errors.ts'
import type { Answer } from '../cluster/calls.ts'
import { now } from '../cluster/clock.ts'

interface Change {
  open: boolean
  /** When it was asked for, and when “Saved” was read; Infinity while nobody knows whether it is in force. Ms, monotonic. */
  asked: number
  answered: number
  /** Until when it may still come into force where nobody answered: a node that sleeps may do it when it wakes. */
  mayComeUntil: number
}

/** What became of a Save. `unknown`: the line broke, so it may or may not be in force. */
export type Saved = 'saved' | 'refused' | 'unknown' | 'busy'

/** Longer than any node sleeps here. Ms. */
const SLEEP = 75_000

/** Something that an admin opens and closes, with the history of when: what was surely so at a time, and what may have been. */
export class Switch {
  readonly name: string
  readonly #flip: (open: boolean) => Promise<void>
  readonly #submit: ((open: boolean) => Promise<Answer>) | null
  #changes: Change[] = [{ open: true, asked: -Infinity, answered: -Infinity, mayComeUntil: -Infinity }]
  #busy = false
  /** Saves that a node's page answered. */
  savedOverHttp = 0

  /**
   * `flip` makes the change through the portal, and returns when that says that it is saved; `submit` sends the form of its page to a node,
   * where there is a page.
   */
  constructor(
    name: string,
    flip: (open: boolean) => Promise<void>,
    submit: ((open: boolean) => Promise<Answer>) | null = null,
  ) {
    this.name = name
    this.#flip = flip
    this.#submit = submit
  }

  /** Saves that were answered. */
  get saved(): number {
    return this.#changes.filter(({ answered }) => Number.isFinite(answered)).length
  }

  /** Opens or closes it, over HTTP if that is asked for and there is a page; nothing when it is being changed. */
  async set(open: boolean, overHttp = false): Promise<Saved> {
    if (this.#busy) return 'busy'
    this.#busy = true
    const form = overHttp ? this.#submit : null
    const change: Change = { open, asked: now(), answered: Infinity, mayComeUntil: 0 }
    change.mayComeUntil = change.asked + (form ? SLEEP : 0)
    this.#changes.push(change)
    try {
      const outcome = form ? outcomeOf(await form(open)) : await this.#flip(open).then(() => 'saved' as const, failed)
      if (outcome === 'saved') this.#inForce(change)
      if (outcome === 'saved' && form) this.savedOverHttp++
      if (outcome === 'refused') this.#changes = this.#changes.filter((one) => one !== change)
      return outcome
    } finally {
      this.#busy = false
    }
  }

  /** Whether it was closed, or open, during all of the time. */
  throughout(open: boolean, from: number, to: number): boolean {
    const known = this.#changes.findLast(({ answered }) => answered <= from)
    const later = this.#changes.filter(({ asked, answered }) => answered > from && asked <= to)
    return known?.open === open && later.every((one) => one.open === open)
  }

  #inForce(change: Change): void {
    change.answered = now()
    // What came before and was never answered is overtaken now, unless it may still come.
    for (const one of this.#changes)
      if (one.mayComeUntil < change.asked) one.answered = Math.min(one.answered, change.answered)
  }
}

const outcomeOf = ({ status }: Answer): Saved =>
  status === null || status >= 500 ? 'unknown' : status >= 400 ? 'refused' : 'saved'

/** Errors of the portal are outcomes: refused is not done, broken is unknown. */
const failed = (error: unknown): Saved =>
  error instanceof PortalError && !(error instanceof TryLater) ? 'refused' : 'unknown'
