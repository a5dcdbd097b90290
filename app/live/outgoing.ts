import type { Words } from '#server/platform/errors.ts'
import { postForm } from './post-form.ts'

/** A comment on its way: shown at once, stored once however often it is sent [C3]. */
export interface Sending {
  /** The sender's own id. */
  sentId: string
  /** Where its form goes. */
  address: string
  fields: Record<string, string>
  /** When it was written; ISO. */
  at: string
  /** `waiting`: to be sent again by itself. `sent`: stored, its echo is on the way. `refused`: the server said no; it is the writer's turn. */
  state: 'sending' | 'waiting' | 'sent' | 'refused'
  /** Why it was refused. */
  words?: Words
  /** 4xx of the refusal. */
  status?: number
}

type Answer = Pick<Sending, 'state' | 'words' | 'status'>

/** What the queue needs of the world around it; a test brings its own. */
export interface Around {
  fetch: typeof fetch
  /** What was on its way when the page was left. */
  load: () => Sending[]
  save: (all: Sending[]) => void
  wait: (ms: number, then: () => void) => void
}

const SOONEST = 1000
const LATEST = 15_000

/**
 * What one person has on its way in one place, in the order in which it was written: the next goes when the one before has its answer.
 * It survives a reload, and goes on by itself when the line is back.
 */
export class Outgoing {
  readonly #around: Around
  readonly #listeners = new Set<() => void>()
  #all: readonly Sending[]
  #busy = false
  #failures = 0

  constructor(around: Around) {
    this.#around = around
    this.#all = around.load().map((one) => (one.state === 'sending' ? { ...one, state: 'waiting' } : one))
    void this.flush()
  }

  readonly all = (): readonly Sending[] => this.#all

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  send(one: Pick<Sending, 'sentId' | 'address' | 'fields'>): void {
    this.#set([...this.#all, { ...one, at: new Date().toISOString(), state: 'waiting' }])
    void this.flush()
  }

  /** Sends a refused one again, with what its writer changed. */
  again(sentId: string, fields: Record<string, string> = {}): void {
    this.#change(sentId, (one) => ({ ...one, fields: { ...one.fields, ...fields }, state: 'waiting' }))
    void this.flush()
  }

  /** Its echo has come, or its writer took it back. */
  settle(sentIds: readonly string[]): void {
    if (this.#all.some((one) => sentIds.includes(one.sentId)))
      this.#set(this.#all.filter((one) => !sentIds.includes(one.sentId)))
  }

  /** Sends what waits. Called again when the line comes back. */
  readonly flush = async (): Promise<void> => {
    if (this.#busy) return
    this.#busy = true
    for (let next = this.#next(); next; next = this.#next()) {
      const { sentId } = next
      this.#change(sentId, (one) => ({ ...one, state: 'sending' }))
      const answer = await this.#post(next)
      this.#change(sentId, ({ words: _words, status: _status, ...one }) => ({ ...one, ...answer }))
      this.#failures = answer.state === 'waiting' ? this.#failures + 1 : 0
      if (answer.state === 'waiting') {
        this.#around.wait(Math.min(LATEST, SOONEST * 2 ** (this.#failures - 1)), () => void this.flush())
        break
      }
    }
    this.#busy = false
  }

  #next = () => this.#all.find(({ state }) => state === 'waiting')

  async #post({ address, fields }: Sending): Promise<Answer> {
    const outcome = await postForm(this.#around.fetch, address, fields)
    if (outcome.state === 'refused') return outcome
    // Signed out, away, too often: the text keeps, and goes when it can.
    return { state: outcome.state === 'done' ? 'sent' : 'waiting' }
  }

  #change(sentId: string, change: (one: Sending) => Sending): void {
    this.#set(this.#all.map((one) => (one.sentId === sentId ? change(one) : one)))
  }

  #set(all: readonly Sending[]): void {
    this.#all = all
    this.#around.save([...all])
    for (const listener of this.#listeners) listener()
  }
}
