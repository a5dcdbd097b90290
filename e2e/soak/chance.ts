/** Chance that comes again: the same seed and name give the same choices. */
export class Chance {
  #state: number

  constructor(seed: number, name: string) {
    this.#state = Buffer.from(name).reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193), seed | 0)
  }

  /** From 0 up to but not 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** The chance of one step: what it draws, and how often, does not move what the next step draws. */
  step(): Chance {
    return new Chance(this.below(4294967296), 'step')
  }

  below(most: number): number {
    return Math.floor(this.next() * most)
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least)
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T
  }

  happens(share: number): boolean {
    return this.next() < share
  }
}
