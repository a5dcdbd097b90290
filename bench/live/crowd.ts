import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Line, Seen, Wish } from './watchers.ts'

/** Many clients, in a process of their own so that they do not share an event loop with who measures. */
export class Crowd {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, { done: (answer: unknown) => void; failed: (error: Error) => void }>()
  #next = 0

  constructor() {
    this.#child = fork(join(import.meta.dirname, 'watchers.ts'), { execArgv: [], serialization: 'advanced' })
    this.#child.on('message', ({ id, answer, error }: { id: number; answer: unknown; error?: string }) => {
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (error) waiting?.failed(new Error(error))
      else waiting?.done(answer)
    })
  }

  /** Connects one client for each line; returns when all are let in. */
  open(url: string, origin: string, lines: Line[]): Promise<void> {
    return this.#ask({ open: { url, origin, lines } }) as Promise<void>
  }

  /** Everyone connects again at once; answers how long it took until all had come to `positions`, ms. */
  again(url: string, origin: string, positions: number): Promise<number> {
    return this.#ask({ again: { url, origin, positions } }) as Promise<number>
  }

  away(): Promise<void> {
    return this.#ask({ away: true }) as Promise<void>
  }

  /** Everyone leaves and is forgotten, so that others may be opened in their place. */
  gone(): Promise<void> {
    return this.#ask({ gone: true }) as Promise<void>
  }

  /** What those who came back `again` were not told of what was said, and what they were told more than once. */
  tally(said: string[]): Promise<{ lost: number; doubled: number }> {
    return this.#ask({ tally: { said } }) as Promise<{ lost: number; doubled: number }>
  }

  /**
   * Frames with news since the last report: those before a moment (ms since 1970), and those that told of a number or of what came after
   * it, or arrived after the moment by more than what is on its way takes (ms).
   */
  newsAround(around: { number: number; moment: number; onItsWay: number }): Promise<{ before: number; after: number }> {
    return this.#ask({ newsAround: around }) as Promise<{ before: number; after: number }>
  }

  /** What arrived since the last report. */
  report(): Promise<Seen> {
    return this.#ask({ report: true }) as Promise<Seen>
  }

  close(): void {
    if (this.#child.connected) this.#child.disconnect()
    for (const { failed } of this.#waiting.values()) failed(new Error('The crowd was sent home.'))
  }

  #ask(wish: Wish): Promise<unknown> {
    const id = this.#next++
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed })
      this.#child.send({ id, wish })
    })
  }
}
