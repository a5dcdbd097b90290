import { describe, expect, it } from 'vitest'
import type { EntryView } from '#server/feed/views.ts'
import { applyFeed, applyPast, merge, type FeedState } from './apply-feed.ts'

const stream = 'task:1'
const entry = (seq: number, more: Partial<EntryView> = {}): EntryView => ({
  id: `e${seq}`,
  stream,
  kind: 'all',
  seq,
  at: `2026-01-01T00:00:${String(seq).padStart(2, '0')}.000000Z`,
  sentId: `s${seq}`,
  author: { id: 'ana', name: 'Ana', kind: 'external', account: 'Rila' },
  html: `<p>${seq}</p>`,
  replyTo: null,
  reply: null,
  mentions: [],
  happened: null,
  editedAt: null,
  deletedAt: null,
  ...more,
})
const state: FeedState = {
  subject: { kind: 'task', id: '1' },
  streams: { all: stream, team: `${stream}/team` },
  entries: [entry(1), entry(2)],
  more: null,
  positions: {},
  readUpTo: {},
  reads: [],
  people: [],
  me: { id: 'mila', name: 'Mila', staff: true },
  nextSentId: 's',
  editing: null,
  hostName: 'Northlight',
  past: false,
  horizon: null,
  now: '2026-01-01T00:00:00Z',
}
const news = (fact: string, data: Record<string, unknown>) => ({ seq: 9, fact, data, at: '2026-01-01T00:00:00Z' })

/** What is shown after a fact that says itself what it does. */
const applied = (...told: Parameters<typeof applyFeed>): FeedState => applyFeed(...told) ?? expect.fail('It asks anew.')

describe('applyFeed', () => {
  it('[F1] puts an arrival where it belongs, once', () => {
    const posted = news('entry.posted', { entry: entry(3) })
    const once = applied(state, posted, stream)
    expect(once.entries.map(({ id }) => id)).toEqual(['e1', 'e2', 'e3'])
    expect(applied(once, posted, stream)).toEqual(once)
  })

  it('[B6] orders two streams by time, then by stream', () => {
    const team = entry(2, { id: 't', stream: `${stream}/team`, kind: 'team' })
    expect(merge([entry(3), team], [entry(2), entry(1)]).map(({ id }) => id)).toEqual(['e1', 'e2', 't', 'e3'])
  })

  it('[B6] replaces what was edited or taken back, also among older entries that were loaded meanwhile', () => {
    const edited = entry(1, { html: '<p>new</p>', editedAt: '2026-01-02T00:00:00.000Z' })
    expect(applied(state, news('entry.edited', { entry: edited }), stream).entries[0]).toEqual(edited)
    const older = entry(0, { html: null, deletedAt: '2026-01-02T00:00:00.000Z' })
    const after = applied(state, news('entry.deleted', { entry: older }), stream)
    expect(after.entries).toEqual(state.entries)
    expect(after.changed).toEqual({ e0: older })
  })

  it('[B6] read marks move forward only; one’s own are not somebody else’s', () => {
    const seen = (userId: string, seq: number) => news('entry.seen', { userId, seq })
    const after = [seen('ana', 5), seen('ana', 3), seen('mila', 4)].reduce(
      (now, one) => applied(now, one, stream),
      state,
    )
    expect(after.reads).toEqual([{ userId: 'ana', stream, seq: 5 }])
    expect(after.readUpTo).toEqual({ [stream]: 4 })
  })

  it('[B7] asks anew who reads it when they have become others', () => {
    expect(applyFeed(state, news('readers.changed', {}), 'account:1/readers')).toBeNull()
  })

  it('[B7] a page of older entries hears the same, and what is new is not put below them', () => {
    expect(applyPast(state, news('readers.changed', {}), 'account:1/readers')).toBeNull()
    expect(applyPast(state, news('entry.posted', { entry: entry(9) }), stream)).toBe(state)
    const deleted = entry(state.entries[0]?.seq ?? 0, { html: null, deletedAt: '2026-01-02T00:00:00.000Z' })
    expect(applyPast(state, news('entry.deleted', { entry: deleted }), stream)?.entries[0]).toEqual(deleted)
  })

  it('leaves facts of others alone', () => {
    expect(applied(state, news('task.moved', { status: 'done' }), stream)).toBe(state)
  })
})
