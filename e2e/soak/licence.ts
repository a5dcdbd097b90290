/**
 * From where a connection may be told of one stream. What was asked is taken up in its order, if at all, and from there each chunk begins where
 * the one before it ended: so each thing that was asked accounts for one run of chunks, and for no second one.
 */
export class Licence {
  /** Where each run stands that may be going on or may yet begin: in the order in which they were asked for. */
  #runs: number[] = []

  /** Asked for what comes after a position. */
  asked(after: number): void {
    this.#runs.push(after)
  }

  /** Takes a chunk; false when nothing that was asked accounts for it. */
  take(from: number, to: number): boolean {
    const nth = this.#runs.indexOf(from)
    if (nth < 0) return false
    // Who has taken up a later wish has done with the earlier ones.
    this.#runs = [to, ...this.#runs.slice(nth + 1)]
    return true
  }
}
