import { PortalError, TryLater } from '#server/platform/errors.ts'
import { now } from '../cluster/clock.ts'

interface Change {
  open: boolean
  /** When it was asked for, and when “Saved” was read; Infinity while nobody knows whether it is in force. Ms, monotonic. */
  asked: number
  answered: number
}

/** Something that an admin opens and closes, with the history of when: what was surely so at a time, and what may have been. */
export class Switch {
  readonly name: string
  readonly #flip: (open: boolean) => Promise<void>
  #changes: Change[] = [{ open: true, asked: -Infinity, answered: -Infinity }]
  #busy = false

  /** `flip` makes the change through the portal, and returns when that says that it is saved. */
  constructor(name: string, flip: (open: boolean) => Promise<void>) {
    this.name = name
    this.#flip = flip
  }

  /** As last asked for. */
  get open(): boolean {
    return this.#changes.at(-1)?.open ?? true
  }

  /** Saves that were answered. */
  get saved(): number {
    return this.#changes.filter(({ answered }) => Number.isFinite(answered)).length
  }

  /** Opens or closes it; nothing when it is being changed. Errors of the portal are outcomes: refused is not done, broken is unknown. */
  async set(open: boolean): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    const change: Change = { open, asked: now(), answered: Infinity }
    this.#changes.push(change)
    try {
      await this.#flip(open)
      const answered = now()
      // What came before and was never answered is overtaken now.
      for (const one of this.#changes) one.answered = Math.min(one.answered, answered)
    } catch (error) {
      const refused = error instanceof PortalError && !(error instanceof TryLater)
      if (refused) this.#changes = this.#changes.filter((one) => one !== change)
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
}
