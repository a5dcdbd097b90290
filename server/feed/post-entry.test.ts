import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange, sentId, type Member } from '#db/testing/cast.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '#server/platform/errors.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { postEntryForm } from './forms.ts'
import { postEntry } from './post-entry.ts'
import type { FeedSubject } from './subject.ts'

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

interface Typed {
  body?: string
  sentId?: string
  teamOnly?: boolean
  audience?: string[]
  replyTo?: string
}

const post = (who: Member, subject: FeedSubject, typed: Typed = {}) =>
  postEntry(on.as(who), subject, postEntryForm.parse({ body: 'Hello', sentId: sentId(), audience, ...typed }))
const clock = async (stream: string) => (await positionsOf(on.db, [stream]))[stream] ?? 0
const entries = (stream: string) =>
  on.db.selectFrom('feed_entries').selectAll().where('stream', '=', stream).orderBy('seq').execute()

describe('postEntry', () => {
  it('[B6] stores entry and event under the next number of the clock', async () => {
    const before = await clock(`task:${task.id}`)
    const posted = await post(on.cast.ana, task)
    expect(posted).toMatchObject({ stream: `task:${task.id}`, seq: before + 1 })
    const event = await on.db
      .selectFrom('events')
      .selectAll()
      .where('stream', '=', posted.stream)
      .where('seq', '=', posted.seq)
      .executeTakeFirstOrThrow()
    expect(event).toMatchObject({ fact: 'entry.posted', data: { entryId: posted.id } })
  })

  it('[C3] a retry is stored once, answered alike, and leaves no hole in the clock', async () => {
    const once = sentId()
    const first = await post(on.cast.ana, task, { sentId: once })
    const again = await Promise.all(Array.from({ length: 8 }, () => post(on.cast.ana, task, { sentId: once })))
    for (const answer of again) expect(answer).toEqual(first)
    const after = await post(on.cast.boris, task)
    expect(after.seq).toBe(first.seq + 1)
    const stored = await entries(first.stream)
    expect(stored.length).toBeGreaterThan(1)
    expect(stored.map(({ seq }) => seq)).toEqual(
      Array.from({ length: stored.length }, (_, nth) => after.seq - stored.length + nth + 1),
    )
  })

  it('[C3] a retry after the right was withdrawn is told that it was stored', async () => {
    const once = sentId()
    const first = await post(on.cast.ana, contract, { sentId: once })
    await rearrange(on.db, (db) =>
      db.updateTable('contracts').set({ comments: 'closed' }).where('id', '=', contract.id).execute(),
    )
    expect(await post(on.cast.ana, contract, { sentId: once })).toEqual(first)
    await expect(post(on.cast.ana, contract)).rejects.toMatchObject({ words: { key: 'comments_closed_contract' } })
    await rearrange(on.db, (db) =>
      db.updateTable('contracts').set({ comments: 'as_portal' }).where('id', '=', contract.id).execute(),
    )
  })

  it('[B2] a task that is not theirs is as missing as one that never was', async () => {
    const hidden = await post(on.cast.claire, task).catch((error: unknown) => error)
    const never = await post(on.cast.claire, { kind: 'task', id: randomUUID() }).catch((error: unknown) => error)
    expect(hidden).toBeInstanceOf(NotFound)
    expect(hidden).toEqual(never)
    await expect(post(on.cast.petar, task)).rejects.toBeInstanceOf(NotFound)
  })

  it('[D3] closed comments refuse every external, and nobody of the team', async () => {
    await post(on.cast.jonas, contract)
    await rearrange(on.db, (db) => db.updateTable('portal_settings').set({ contract_comments: false }).execute())
    await rearrange(on.db, (db) =>
      db
        .updateTable('policy_version')
        .set(({ eb }) => ({ version: eb('version', '+', 1) }))
        .execute(),
    )
    for (const who of [on.cast.ana, on.cast.vera, on.cast.jonas])
      await expect(post(who, contract)).rejects.toMatchObject({ status: 403, words: { key: 'comments_closed_portal' } })
    await post(on.cast.victor, contract)
    await rearrange(on.db, (db) => db.updateTable('portal_settings').set({ contract_comments: true }).execute())
    await rearrange(on.db, (db) =>
      db
        .updateTable('policy_version')
        .set(({ eb }) => ({ version: eb('version', '+', 1) }))
        .execute(),
    )
    await post(on.cast.ana, contract)
  })

  it('[F9] a contract back in draft takes no comment of an external', async () => {
    await rearrange(on.db, (db) =>
      db.updateTable('contracts').set({ status: 'draft' }).where('id', '=', contract.id).execute(),
    )
    await expect(post(on.cast.ana, contract)).rejects.toBeInstanceOf(NotFound)
    await rearrange(on.db, (db) =>
      db.updateTable('contracts').set({ status: 'in_review' }).where('id', '=', contract.id).execute(),
    )
  })

  it('[B7] judges each of a writer’s comments by whom it names, and keeps its own words', async () => {
    await post(on.cast.ana, task, { body: 'The first' })
    const { stream, id } = await post(on.cast.ana, task, { body: 'The second' })
    expect((await entries(stream)).at(-1)).toMatchObject({ id, body: 'The second' })
    await expect(post(on.cast.ana, task, { audience: [] })).rejects.toBeInstanceOf(Conflict)
    await expect(post(on.cast.ana, { ...task, id: randomUUID() })).rejects.toBeInstanceOf(NotFound)
  })

  it('[B7] asks again when more people would read it than the composer named', async () => {
    const before = await clock(`task:${task.id}`)
    const refusal = await post(on.cast.mila, task, { audience: [on.cast.ana.userId] }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Conflict)
    expect(refusal).toMatchObject({ words: { key: 'audience_grown', values: { names: 'Boris' } } })
    expect(await clock(`task:${task.id}`)).toBe(before)
    await post(on.cast.mila, task, { audience: [on.cast.ana.userId, on.cast.boris.userId] })
    await expect(post(on.cast.victor, contract, { audience: [] })).rejects.toMatchObject({
      words: { values: { names: 'Ana, Boris, Jonas, and Vera' } },
    })
  })

  it('[B6] a team-only comment goes to the team and to nobody else, and names no readers', async () => {
    const posted = await post(on.cast.mila, task, { teamOnly: true, audience: [] })
    expect(posted.stream).toBe(`task:${task.id}/team`)
    await expect(post(on.cast.ana, task, { teamOnly: true })).rejects.toMatchObject({
      status: 403,
      words: { key: 'staff_only' },
    })
    await expect(post(on.cast.ana, task, { replyTo: posted.id })).rejects.toMatchObject({
      fields: { body: { key: 'reply_gone' } },
    })
    await expect(post(on.cast.mila, task, { replyTo: posted.id })).rejects.toBeInstanceOf(Invalid)
    await post(on.cast.mila, task, { replyTo: posted.id, teamOnly: true })
  })

  it('[B6] replies only to an entry of the same feed', async () => {
    const here = await post(on.cast.ana, task)
    await post(on.cast.boris, task, { replyTo: here.id })
    await expect(post(on.cast.victor, contract, { replyTo: here.id })).rejects.toMatchObject({
      fields: { body: { key: 'reply_gone' } },
    })
  })

  it('[B6] mentions only people of the task', async () => {
    const { id } = await post(on.cast.ana, task, { body: `@[${on.cast.mila.userId}] and @[${on.cast.boris.userId}]` })
    const named = await on.db.selectFrom('mentions').select('user_id').where('entry_id', '=', id).execute()
    expect(new Set(named.map((row) => row.user_id))).toEqual(new Set([on.cast.mila.userId, on.cast.boris.userId]))
    for (const outsider of [on.cast.claire, on.cast.petar])
      await expect(post(on.cast.ana, task, { body: `@[${outsider.userId}]` })).rejects.toMatchObject({
        fields: { body: { key: 'mention_not_in_it' } },
      })
    await expect(post(on.cast.mila, task, { teamOnly: true, body: `@[${on.cast.ana.userId}]` })).rejects.toBeInstanceOf(
      Invalid,
    )
  })

  it('[A17] a frozen person or account may read and not write', async () => {
    await rearrange(on.db, (db) =>
      db.updateTable('users').set({ frozen: 'read_only' }).where('id', '=', on.cast.boris.userId).execute(),
    )
    await expect(post(on.cast.boris, task)).rejects.toBeInstanceOf(NotAllowed)
    await rearrange(on.db, (db) =>
      db.updateTable('users').set({ frozen: null }).where('id', '=', on.cast.boris.userId).execute(),
    )
    await post(on.cast.boris, task)
  })

  it('an emptied task loses nothing: twenty at once keep order without a hole', async () => {
    const before = await clock(`task:${task.id}`)
    const posted = await Promise.all(
      Array.from({ length: 20 }, (_, nth) => post(nth % 2 ? on.cast.ana : on.cast.boris, task, { body: `nr ${nth}` })),
    )
    expect(posted.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, nth) => before + nth + 1),
    )
  })
})

describe('postEntryForm', () => {
  const parse = (body: unknown) => postEntryForm.safeParse({ body, sentId: sentId() })

  it('[B6] refuses an empty comment in words, also one of blanks that cannot be seen', () => {
    for (const body of ['', ' \n ', '\u200b\u2060', undefined])
      expect(parse(body).error?.issues[0]?.message).toBe('comment_empty')
  })

  it('[B6] takes 10,000 characters and refuses one more, and 100,000', () => {
    expect(parse('x'.repeat(10_000)).success).toBe(true)
    expect(parse('a\r\n'.repeat(4999)).success).toBe(true)
    for (const length of [10_001, 100_000])
      expect(parse('x'.repeat(length)).error?.issues[0]?.message).toBe('comment_too_long')
  })
})
