import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange, sentId, type Member } from '#db/testing/cast.ts'
import { look } from '#server/platform/look.ts'
import { work } from '#server/platform/work.ts'
import { renderFacts } from '#server/streams/renderers.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { markRead } from './mark-read.ts'
import { postEntry } from './post-entry.ts'
import { feedOf } from './queries.ts'
import './render-entries.ts'
import { storeHappened } from './store-happened.ts'
import { factsOf, type FeedSubject } from './subject.ts'

let on: TestPortal
let task: FeedSubject
let contract: FeedSubject
let audience: string[]

beforeAll(async () => {
  on = await testPortal()
  task = { kind: 'task', id: on.cast.taskOfRila }
  contract = { kind: 'contract', id: on.cast.contractOfRila }
  audience = [on.cast.ana.userId, on.cast.boris.userId, on.cast.vera.userId, on.cast.jonas.userId]
})
afterAll(() => on.close())

const post = (who: Member, subject: FeedSubject, body: string, more: { teamOnly?: boolean; replyTo?: string } = {}) =>
  postEntry(on.as(who), subject, { body, sentId: sentId(), audience, teamOnly: false, ...more })
const feed = (who: Member, subject: FeedSubject, before?: string | null) =>
  look(on.as(who), async (inner) =>
    feedOf(inner, subject, await factsOf(inner.scope, subject), { before: before ?? null }),
  )
const found = async (who: Member, subject: FeedSubject, id: string) =>
  (await feed(who, subject)).entries.find((entry) => entry.id === id)
/** What catch-up hands out for an entry. */
const told = async (id: string) => {
  const events = await on.db.selectFrom('events').selectAll().execute()
  return renderFacts(
    on.db,
    events.filter(({ data }) => data.entryId === id),
  )
}
const ageTo = (id: string, days: number, ms: number) =>
  on.db
    .updateTable('feed_entries')
    .set({ at: new Date(Date.now() - days * 86_400_000 + ms) })
    .where('id', '=', id)
    .execute()

describe('feedOf', () => {
  it('shows the very same of the same rows, and anew what was renamed', async () => {
    await post(on.cast.mila, task, 'The samples are on the way.')
    const first = await feed(on.cast.ana, task)
    expect((await feed(on.cast.boris, task)).entries).toBe(first.entries)
    await rearrange(on.db, (db) =>
      db.updateTable('users').set({ name: 'Mila Renamed' }).where('id', '=', on.cast.mila.userId).execute(),
    )
    expect((await feed(on.cast.ana, task)).entries.at(-1)?.author.name).toBe('Mila Renamed')
  })

  it('[B6] shows team-only entries to staff and not a trace of them to externals', async () => {
    const { id } = await post(on.cast.mila, task, 'canary-of-the-team', { teamOnly: true })
    await post(on.cast.mila, task, 'canary-answer', { teamOnly: true, replyTo: id })
    expect(await found(on.cast.nora, task, id)).toMatchObject({ kind: 'team' })
    const page = await feed(on.cast.ana, task)
    expect(JSON.stringify(page)).not.toMatch(/canary-of-the-team|canary-answer|\/team/)
    expect(Object.keys(page.positions)).toEqual([
      `task:${task.id}`,
      `account:${on.cast.rila}/readers`,
      `project:${on.cast.projectOfRila}/readers`,
    ])
  })

  it('[A7] [S4] ends at days back, one millisecond either side, in the page, the quote and the catch-up’s date', async () => {
    const old = await post(on.cast.mila, task, 'canary-too-old')
    const young = await post(on.cast.mila, task, 'just young enough')
    const reply = await post(on.cast.mila, task, 'As I said', { replyTo: old.id })
    await ageTo(old.id, 90, -1)
    await ageTo(young.id, 90, 5000)
    const anas = await feed(on.cast.ana, task)
    expect(anas.entries.map(({ id }) => id)).toContain(young.id)
    expect(JSON.stringify(anas)).not.toContain('canary-too-old')
    expect(anas.entries.find(({ id }) => id === reply.id)).toMatchObject({ replyTo: old.id, reply: null })
    expect(JSON.stringify(await feed(on.cast.boris, task))).toContain('canary-too-old')
    const [event] = await told(old.id)
    expect(event?.datedAt.getTime()).toBeLessThan(Date.now() - 90 * 86_400_000)
    expect(JSON.stringify(await told(reply.id))).not.toContain('canary-too-old')
    await expect(post(on.cast.ana, task, 'To what I cannot see', { replyTo: old.id })).rejects.toMatchObject({
      fields: { body: { key: 'reply_gone' } },
    })
  })

  it('reads older pages without a gap or a double, two streams in the order of their times', async () => {
    for (let nth = 0; nth < 110; nth++) await post(on.cast.mila, task, `nr ${nth}`, { teamOnly: nth % 3 === 0 })
    const all: string[] = []
    let before: string | null = null
    do {
      const page = await feed(on.cast.mila, task, before)
      expect(page.entries.length).toBeLessThanOrEqual(50)
      expect(page.entries.map(({ at }) => at)).toEqual(page.entries.map(({ at }) => at).toSorted())
      all.unshift(...page.entries.map(({ id }) => id))
      before = page.more
    } while (before)
    const rows = await on.db
      .selectFrom('feed_entries')
      .select('id')
      .where('stream', 'like', `task:${task.id}%`)
      .orderBy('at')
      .orderBy('stream')
      .execute()
    expect(all).toEqual(rows.map(({ id }) => id))
  })

  it('[B6] what happened stands in the feed under the event’s own number, with names', async () => {
    await work(on.as(on.cast.mila), async (inner) => {
      storeHappened(inner, `task:${task.id}`, { what: 'task.people_added', people: [on.cast.boris.userId] })
      storeHappened(inner, `task:${task.id}`, { what: 'task.moved', from: 'new', to: 'in_progress' })
      await Promise.resolve()
    })
    const page = await feed(on.cast.ana, task)
    expect(page.entries.slice(-2).map(({ happened }) => happened)).toEqual([
      { what: 'task.people_added', people: ['Boris'] },
      { what: 'task.moved', from: 'new', to: 'in_progress' },
    ])
    expect(page.positions[`task:${task.id}`]).toBe(page.entries.at(-1)?.seq)
  })

  it('[B6] read marks move forward only, and never past what there is', async () => {
    const { seq } = await post(on.cast.boris, task, 'Read me')
    await markRead(on.as(on.cast.ana), task, { all: seq + 1000, team: 5 })
    await markRead(on.as(on.cast.ana), task, { all: 1, team: 0 })
    const mine = await feed(on.cast.ana, task)
    expect(mine.readUpTo).toEqual({ [`task:${task.id}`]: seq })
    const hers = (await feed(on.cast.mila, task)).reads
    expect(hers).toContainEqual({ userId: on.cast.ana.userId, stream: `task:${task.id}`, seq })
    await markRead(on.as(on.cast.claire), task, { all: 5, team: 0 })
    expect((await feed(on.cast.mila, task)).reads.map(({ userId }) => userId)).not.toContain(on.cast.claire.userId)
  })

  it('[B7] names everyone in it, and in whose name they are here', async () => {
    const { people } = await feed(on.cast.ana, contract)
    expect(people.map(({ name, kind, account }) => [name, kind, account])).toEqual([
      ['Ana', 'external', 'Rila Hotels'],
      ['Boris', 'external', 'Rila Hotels'],
      ['Jonas', 'external', 'Rila Hotels'],
      ['Vera', 'external', 'Rila Hotels'],
      ['Victor', 'staff', null],
    ])
  })
})
