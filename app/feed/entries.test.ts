import { describe, expect, it } from 'vitest'
import type { EntryView } from '#server/feed/views.ts'
import type { FeedState } from '../live/apply-feed.ts'
import { absorb, continues, firstUnread, hasNews, seenBy, youngEnough } from './entries.ts'

const stream = 'task:1'
const entry = (seq: number, more: Partial<EntryView> = {}): EntryView => ({
  id: `e${seq}`,
  stream,
  kind: 'all',
  seq,
  at: `2026-01-01T00:${String(seq).padStart(2, '0')}:00.000000Z`,
  sentId: `s${seq}`,
  author: { id: 'ana', name: 'Ana', kind: 'external', account: 'Rila' },
  html: '',
  replyTo: null,
  reply: null,
  mentions: [],
  happened: null,
  editedAt: null,
  deletedAt: null,
  ...more,
})
const boris = { id: 'boris', name: 'Boris', kind: 'external', account: 'Rila' } as const
const state = (entries: EntryView[], more: Partial<FeedState> = {}): FeedState => ({
  subject: { kind: 'task', id: '1' },
  streams: { all: stream, team: null },
  entries,
  more: null,
  positions: {},
  readUpTo: {},
  reads: [],
  people: [],
  me: { id: 'ana', name: 'Ana', staff: false },
  nextSentId: 's',
  editing: null,
  hostName: 'Northlight',
  past: false,
  horizon: null,
  now: '2026-01-01T00:00:00Z',
  ...more,
})
const ids = (entries: EntryView[]) => entries.map(({ id }) => id)

describe('absorb', () => {
  it('[C4] keeps older pages that were loaded, with their own way further back', () => {
    const held = { entries: [entry(1), entry(2), entry(3)], more: 'older' }
    const next = absorb(held, state([entry(3), entry(4)], { more: 'newer' }))
    expect(ids(next.entries)).toEqual(['e1', 'e2', 'e3', 'e4'])
    expect(next.more).toBe('older')
  })

  it('[C4] begins anew where something is missing in between', () => {
    const next = absorb({ entries: [entry(1)], more: null }, state([entry(8), entry(9)], { more: 'cursor' }))
    expect(ids(next.entries)).toEqual(['e8', 'e9'])
    expect(next.more).toBe('cursor')
  })

  it('[B6] gives older entries their new face', () => {
    const gone = entry(1, { html: null, deletedAt: '2026-01-02T00:00:00.000Z' })
    const next = absorb({ entries: [entry(1), entry(2)], more: null }, state([entry(2)], { changed: { e1: gone } }))
    expect(next.entries[0]).toEqual(gone)
  })
})

describe('youngEnough', () => {
  it('[A7] lets go of what ages out while the page is open', () => {
    const entries = [entry(1), entry(2)]
    const [horizon, made] = ['2026-01-01T00:00:30Z', '2026-02-01T00:00:00Z']
    expect(ids(youngEnough(entries, horizon, made, Date.parse(made)))).toEqual(['e1', 'e2'])
    expect(ids(youngEnough(entries, horizon, made, Date.parse(made) + 60_000))).toEqual(['e2'])
    expect(youngEnough(entries, null, made, Date.parse(made) + 1e12)).toBe(entries)
  })
})

describe('what stands between entries', () => {
  it('[B6] there is news where somebody else wrote past the marks, also before what is shown; on a first visit, and of what only happened, there is none', () => {
    const entries = [entry(1, { author: boris }), entry(2), entry(3, { author: boris })]
    expect(hasNews(state(entries, { readUpTo: { [stream]: 1 } }))).toBe(true)
    expect(hasNews(state(entries, { readUpTo: { [stream]: 0 }, more: 'older' }))).toBe(true)
    const read = { readUpTo: { [stream]: 3 } }
    expect(hasNews(state(entries, read))).toBe(false)
    expect(hasNews(state([...entries, entry(4)], read))).toBe(false)
    const moved = { what: 'moved', from: 'in_progress', to: 'ready_for_review' } as unknown as EntryView['happened']
    expect(hasNews(state([...entries, entry(4, { author: boris, happened: moved })], read))).toBe(false)
    expect(hasNews(state([...entries, entry(4, { author: boris, deletedAt: '2026-01-02T00:00:00Z' })], read))).toBe(
      false,
    )
    expect(hasNews(state(entries))).toBe(false)
  })

  it('[C4] the unread begins with the first entry of somebody else past the marks, and nowhere on a first visit', () => {
    const entries = [entry(1, { author: boris }), entry(2), entry(3, { author: boris })]
    expect(firstUnread(state(entries, { readUpTo: { [stream]: 1 } }))).toBe('e3')
    expect(firstUnread(state(entries, { readUpTo: { [stream]: 3 } }))).toBeNull()
    expect(firstUnread(state(entries))).toBeNull()
  })

  it('[C4] is not said to begin where what is shown begins, while more lies further up', () => {
    const entries = [entry(5, { author: boris }), entry(6, { author: boris })]
    expect(firstUnread(state(entries, { readUpTo: { [stream]: 1 }, more: 'cursor' }))).toBeNull()
    expect(firstUnread(state(entries, { readUpTo: { [stream]: 1 }, more: null }))).toBe('e5')
    expect(firstUnread(state([entry(1), ...entries], { readUpTo: { [stream]: 1 }, more: 'cursor' }))).toBe('e5')
  })

  it('[B6] names who has read one’s newest comment', () => {
    const people = [boris, { id: 'mila', name: 'Mila', kind: 'staff' as const, account: null }]
    const reads = [
      { userId: 'boris', stream, seq: 2 },
      { userId: 'mila', stream, seq: 1 },
    ]
    expect(seenBy(state([entry(1), entry(2)], { people, reads }))).toEqual({ id: 'e2', names: ['Boris'] })
    expect(seenBy(state([entry(3)], { people, reads }))).toEqual({ id: 'e3', names: [] })
  })

  it('says a name once for what is written in one go to the same readers', () => {
    expect(continues(entry(1), entry(2))).toBe(true)
    expect(continues(entry(1), entry(7))).toBe(false)
    expect(continues(entry(1), entry(2, { kind: 'team' }))).toBe(false)
    expect(continues(entry(1), entry(2, { author: boris }))).toBe(false)
    expect(continues(undefined, entry(2))).toBe(false)
  })
})
