import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Chunk, News } from '#server/streams/frames.ts'
import type { Positions } from '#server/streams/positions.ts'
import { begin, hear, newIn, renew, type Apply, type Shown } from './snapshot.ts'
import { Tracker, type Follower } from './tracker.ts'

const news = (seq: number, fact = 'entry.posted'): News => ({ seq, fact, data: {}, at: '2027-01-01T00:00:00.000Z' })
const chunk = (from: number, to: number, stream = 'a'): Chunk => ({
  stream,
  from,
  to,
  facts: Array.from({ length: to - from }, (_, nth) => news(from + nth + 1)),
})

/** What is shown: the numbers of each stream, in the order in which they were applied. */
type State = Readonly<Record<string, readonly number[]>>
const apply: Apply<State> = (state, { seq, fact }, stream) =>
  fact === 'task.unknown' ? null : { ...state, [stream]: [...(state[stream] ?? []), seq] }
const upTo = (clock: number) => Array.from({ length: clock }, (_, nth) => nth + 1)
/** What a loader answers at this moment. */
const fetched = (positions: Positions): State =>
  Object.fromEntries(Object.entries(positions).map(([stream, clock]) => [stream, upTo(clock)]))

describe('newIn', () => {
  it('applies the next, ignores the old, and tells a gap', () => {
    expect(newIn(3, chunk(3, 5))?.facts.map(({ seq }) => seq)).toEqual([4, 5])
    expect(newIn(4, chunk(3, 5))?.facts.map(({ seq }) => seq)).toEqual([5])
    expect(newIn(5, chunk(3, 5))).toEqual({ facts: [], position: 5 })
    expect(newIn(2, chunk(3, 5))).toBeNull()
  })

  it('goes on past numbers of which nothing is left', () => {
    expect(newIn(3, { stream: 'a', from: 3, to: 9, facts: [news(7)] })).toEqual({ facts: [news(7)], position: 9 })
  })
})

describe('hear and renew', () => {
  it('a snapshot that was on its way loses nothing that was heard meanwhile', () => {
    let shown = begin<State>(fetched({ a: 2 }), { a: 2 })
    shown = hear(shown, chunk(2, 6), apply)
    shown = renew(shown, fetched({ a: 4 }), { a: 4 }, apply)
    expect(shown.state).toEqual(fetched({ a: 6 }))
    expect(shown.positions).toEqual({ a: 6 })
  })

  it('an unknown fact makes what is shown stale until a snapshot has it', () => {
    let shown = begin<State>(fetched({ a: 0 }), { a: 0 })
    shown = hear(shown, { stream: 'a', from: 0, to: 1, facts: [news(1, 'task.unknown')] }, apply)
    expect(shown.stale).toBe(true)
    shown = renew(shown, fetched({ a: 1 }), { a: 1 }, apply)
    expect(shown.stale).toBe(false)
  })
})

/** The server's side of one line: it hands on what comes after a position, and forgets the line when it is cut. */
class Served {
  readonly clocks: Record<string, number> = { a: 0, b: 0 }
  watched: Record<string, number> = {}
  /** Frames under way. */
  under: Chunk[] = []

  watch(streams: Positions) {
    Object.assign(this.watched, streams)
  }
  pass(most: number) {
    for (const [stream, position] of Object.entries(this.watched)) {
      const to = Math.min(position + most, this.clocks[stream] ?? 0)
      if (to <= position) continue
      this.under.push(chunk(position, to, stream))
      this.watched[stream] = to
    }
  }
  cut() {
    this.watched = {}
    this.under = []
  }
}

/** A page: one snapshot, renewed now and then, over a tracker as `useLive` does it. */
class Page {
  shown: Shown<State>
  readonly applied: string[] = []
  #follower: Follower | null = null
  readonly #tracker: Tracker
  readonly #served: Served

  constructor(tracker: Tracker, served: Served) {
    this.#tracker = tracker
    this.#served = served
    this.shown = begin(fetched(served.clocks), { ...served.clocks })
    this.follow()
  }

  follow() {
    if (this.#follower) this.#tracker.remove(this.#follower)
    this.#follower = {
      positions: { ...this.shown.positions },
      hear: (one) => (this.shown = hear(this.shown, one, apply)),
      reset: () => undefined,
    }
    this.#served.watch(this.#tracker.add(this.#follower))
  }

  /** A loader's answer of some moment ago arrives. */
  renewed(positions: Positions) {
    this.shown = renew(this.shown, fetched(positions), positions, apply)
    this.follow()
  }
}

describe('a page on a bad line', () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant('write' as const),
      stream: fc.constantFrom('a', 'b'),
      times: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({ do: fc.constant('pass' as const), most: fc.integer({ min: 1, max: 3 }) }),
    fc.record({
      do: fc.constantFrom(
        'deliver' as const,
        'cut' as const,
        'twice' as const,
        'lose' as const,
        'load' as const,
        'loaded' as const,
        'open' as const,
      ),
    }),
  )

  it('[C4] shows in the end what a fresh fetch shows: nothing lost, doubled or out of order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const served = new Served()
        const tracker = new Tracker()
        const pages = [new Page(tracker, served)]
        let loading: Positions | null = null
        const take = (one: Chunk) => {
          for (const [stream, after] of Object.entries(tracker.take({ news: [one] }).missing))
            served.watch({ [stream]: after })
        }
        for (const now of steps) {
          if (now.do === 'write') served.clocks[now.stream] = (served.clocks[now.stream] ?? 0) + now.times
          if (now.do === 'pass') served.pass(now.most)
          if (now.do === 'deliver') served.under.splice(0, 1).forEach(take)
          if (now.do === 'twice') served.under.slice(0, 1).forEach(take)
          // A frame that never arrived, though the line seems to stand.
          if (now.do === 'lose') served.under.splice(0, 1)
          if (now.do === 'open' && pages.length < 3) pages.push(new Page(tracker, served))
          if (now.do === 'load') loading = { ...served.clocks }
          if (now.do === 'loaded' && loading) {
            pages[0]?.renewed(loading)
            loading = null
          }
          if (now.do === 'cut') {
            served.cut()
            served.watch(tracker.wanted())
          }
        }
        // Waking up asks for everything after where one stands.
        served.watch(tracker.wanted())
        for (let round = 0; round < 400; round++) {
          served.pass(3)
          served.under.splice(0).forEach(take)
        }
        for (const page of pages) expect(page.shown.state).toEqual(fetched(served.clocks))
      }),
      { numRuns: 300 },
    )
  })
})

describe('Tracker', () => {
  it('asks for a stream that nobody followed and for a reader who is further behind, and for nothing else', () => {
    const tracker = new Tracker()
    const follower = (positions: Positions): Follower => ({ positions, hear: () => undefined, reset: () => undefined })
    const first = follower({ a: 5 })
    expect(tracker.add(first)).toEqual({ a: 5 })
    expect(tracker.add(follower({ a: 7, b: 0 }))).toEqual({ b: 0 })
    expect(tracker.add(follower({ a: 2 }))).toEqual({ a: 2 })
    tracker.remove(first)
    expect(tracker.release(['a', 'b'])).toEqual([])
  })

  it('[F2] a lost stream is told once and followed no longer', () => {
    const tracker = new Tracker()
    tracker.add({ positions: { a: 1 }, hear: () => undefined, reset: () => undefined })
    expect(tracker.take({ lost: [{ stream: 'a', reason: 'out_of_reach' }] }).lost).toHaveLength(1)
    expect(tracker.wanted()).toEqual({})
    expect(tracker.take({ lost: [{ stream: 'a', reason: 'out_of_reach' }] }).lost).toEqual([])
  })
})
