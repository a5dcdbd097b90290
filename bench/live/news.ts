import { median, quantile } from '../load.ts'
import { pause, WINDOWS, withBoth, type Hall, type Side } from './hall.ts'
import { talk } from './talk.ts'

/** Above this the deliveries of a second are too many. Ms. */
const LATE = 250
/** Windows of a latency: at ten comments a second each has few. */
const QUIET = 7
/** Windows in which a side may look for what it can do, and those that it may try to do it in. */
const SEARCH = 11
const TRIES = 12
/** A step upwards smaller than this tells nothing more. */
const FINEST = 1.04

/** (a) From a comment that is sent to the last of N who have it, at 10 comments a second. */
export async function latency(hall: Hall, many: number): Promise<void> {
  const { ours, theirs } = await withBoth(hall, many, async (mine, rival) => {
    const windows = { ours: [] as { p50: number; p99: number }[], theirs: [] as { p50: number; p99: number }[] }
    for (const side of [mine, rival]) await heard(side, 10, 1)
    for (let nth = 0; nth < QUIET; nth++) {
      windows.ours.push(await heard(mine, 10, 3))
      windows.theirs.push(await heard(rival, 10, 3))
    }
    return windows
  })
  const middle = (windows: typeof ours, of: 'p50' | 'p99') => median(windows.map((window) => window[of]))
  const p99 = `p99 ${middle(ours, 'p99').toFixed(1)} beside ${middle(theirs, 'p99').toFixed(1)} ms`
  hall.figures.beside(
    `a${String(many)}`,
    `comment → last of ${String(many)} watchers, p50; ${p99}`,
    { ours: middle(ours, 'p50'), rival: middle(theirs, 'p50'), unit: 'ms' },
    { most: 1.4 },
  )
}

/** How long comments took to the last watcher, ms. One that somebody never got is no figure at all. */
async function heard({ crowd, talk: to }: Side, perSecond: number, seconds: number) {
  const said = await talk(to, perSecond, seconds)
  const lasts: number[] = []
  for (let nth = 0; nth < 20 && lasts.length < said.length; nth++) {
    await pause(250)
    lasts.push(...(await crowd.report()).lasts)
  }
  if (lasts.length < said.length)
    throw new Error(`${String(said.length - lasts.length)} comments had not come to all watchers after 5 s`)
  lasts.sort((a, b) => a - b)
  return { p50: quantile(lasts, 0.5), p99: quantile(lasts, 0.99) }
}

/** (b) The most deliveries a second of which 99 in 100 come within 250 ms. */
export async function throughput(hall: Hall, many: number, least: number): Promise<void> {
  const [ours, theirs] = await withBoth(hall, many, async (mine, rival) => {
    const climbs = [mine, rival].map((side) => new Climb(side, many))
    for (let nth = 0; nth < SEARCH; nth++) for (const climb of climbs) await climb.step()
    for (let nth = 0; nth < TRIES; nth++) for (const climb of climbs) await climb.hold()
    return climbs.map((climb) => climb.reached()) as [number, number]
  })
  hall.figures.beside(
    `b${String(many)}`,
    `deliveries to ${String(many)} watchers with p99 under 250 ms`,
    { ours, rival: theirs, unit: '/s' },
    { least },
  )
}

/** How one side finds out how much it can do. */
class Climb {
  readonly #side: Side
  readonly #many: number
  #rate: number
  #good = 0
  #factor = 2
  readonly #held: number[] = []

  constructor(side: Side, many: number) {
    this.#side = side
    this.#many = many
    this.#rate = many >= 1000 ? 8 : 40
  }

  /** A short window nearer to what it can do; nothing where that is known. */
  async step(): Promise<void> {
    if (this.#factor < FINEST || this.#rate < 0.5) return
    const { late } = await this.#window(this.#rate, 1.5)
    if (!late) this.#good = this.#rate
    else if (this.#good > 0) this.#factor = Math.sqrt(this.#factor)
    this.#rate = this.#good > 0 ? this.#good * this.#factor : this.#rate / 2
  }

  /** A window that counts if it was not late; else a little less is tried next. Nothing where enough count. */
  async hold(): Promise<void> {
    if (this.#held.length === WINDOWS || this.#good === 0) return
    const { late, perSecond } = await this.#window(this.#good, 2.5)
    if (late) this.#good *= 0.95
    else this.#held.push(perSecond)
  }

  reached(): number {
    if (this.#held.length < WINDOWS)
      throw new Error(`Only ${String(this.#held.length)} of ${String(TRIES)} windows came within ${String(LATE)} ms`)
    return median(this.#held)
  }

  /** What never came is late too. */
  async #window(rate: number, seconds: number): Promise<{ perSecond: number; late: boolean }> {
    const { crowd, talk: to } = this.#side
    const from = performance.now()
    const said = await talk(to, rate, seconds)
    const took = (performance.now() - from) / 1000
    await pause(LATE + 50)
    const { deliveries } = await crowd.report()
    const missing = said.length * this.#many - deliveries.length
    const times = [...deliveries.sort((a, b) => a - b), ...Array<number>(Math.max(0, missing)).fill(Infinity)]
    const late = quantile(times, 0.99) > LATE || took > seconds * 1.2
    // Nothing of this window may count in the next.
    if (late) await quiet(crowd)
    return { perSecond: deliveries.length / took, late }
  }
}

/** Waits until nothing comes any more, 10 s at most. */
async function quiet(crowd: Side['crowd']): Promise<void> {
  for (let nth = 0; nth < 40; nth++) {
    await pause(250)
    if ((await crowd.report()).deliveries.length === 0) return
  }
}
