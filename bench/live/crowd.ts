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

  /** How many frames told of a number or of what came after it, or arrived after a moment (ms since 1970). */
  newsAfter(newsAfter: { number: number; moment: number }): Promise<number> {
    return this.#ask({ newsAfter }) as Promise<number>
  }

  /** What arrived since the last report. */
  report(): Promise<Seen> {
    return this.#ask({ report: true }) as Promise<Seen>
  }

  close(): void {
    if (this.#child.connected) this.#child.disconnect()
  }

  #ask(wish: Wish): Promise<unknown> {
    const id = this.#next++
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed })
      this.#child.send({ id, wish })
    })
  }
}
