/** Messages at once, and messages a second in the long run. */
const BURST = 40
const PER_SECOND = 10
/** So many messages that were too many or made no sense end the line. */
const STRIKES = 20

/** How much a client may still say: a bucket that fills up again, and strikes that do not. */
export class Allowance {
  #left = BURST
  #filledAt = performance.now()
  #strikes = 0

  /** Takes one message; false when it is one too many. */
  take(): boolean {
    const now = performance.now()
    this.#left = Math.min(BURST, this.#left + ((now - this.#filledAt) / 1000) * PER_SECOND)
    this.#filledAt = now
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }

  /** Counts a bad message; true when it was the last one. */
  strike(): boolean {
    return ++this.#strikes >= STRIKES
  }
}
