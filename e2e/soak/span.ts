import { now } from '../cluster/clock.ts'

/** How long something goes on: so many seconds, and then on until `enough` has happened, but never longer than `longest` seconds. */
export class Span {
  readonly #begun = now()
  readonly #seconds: number
  readonly #longest: number
  readonly #enough: () => boolean
  #over = false

  constructor(seconds: number, longest = seconds, enough: () => boolean = () => true) {
    this.#seconds = seconds
    this.#longest = longest
    this.#enough = enough
  }

  /** Once it is over it stays so. */
  get over(): boolean {
    const { passed } = this
    return (this.#over ||= passed > this.#longest || (passed > this.#seconds && this.#enough()))
  }

  /** Seconds since it began. */
  get passed(): number {
    return (now() - this.#begun) / 1000
  }

  /** Seconds that it lasts at least. */
  get atLeast(): number {
    return this.#seconds
  }
}
