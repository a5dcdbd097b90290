import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange, sentId, type Member } from '#db/testing/cast.ts'
import { NotFound } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { renderFacts } from '#server/streams/renderers.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { deleteEntry } from './delete-entry.ts'
import { editEntry } from './edit-entry.ts'
import { postEntry } from './post-entry.ts'
import { feedOf, historyOf, sourceOf } from './queries.ts'
import './render-entries.ts'
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
const edit = (who: Member, subject: FeedSubject, entryId: string, body: string, was?: string) =>
  editEntry(on.as(who), subject, { entryId, body, audience, ...(was && { was }) })
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

describe('editEntry and deleteEntry', () => {
  it('[B6] changes one’s own comment and keeps the earlier text for staff only', async () => {
    const { id } = await post(on.cast.ana, task, 'First')
    await edit(on.cast.ana, task, id, 'Second')
    const entry = await found(on.cast.boris, task, id)
    expect(entry).toMatchObject({ html: '<p>Second</p>', editedAt: expect.any(String) as string })
    const versions = (who: Member) =>
      look(on.as(who), async (inner) => historyOf(inner, task, await factsOf(inner.scope, task), id))
    expect(await versions(on.cast.mila)).toMatchObject([{ body: 'First' }])
    await expect(versions(on.cast.ana)).rejects.toBeInstanceOf(NotFound)
  })

  it('[B6] nobody edits or deletes somebody else’s, staff included', async () => {
    const { id } = await post(on.cast.ana, task, 'Mine')
    for (const who of [on.cast.boris, on.cast.mila, on.cast.nora]) {
      await expect(edit(who, task, id, 'Not yours')).rejects.toMatchObject({
        status: 403,
        words: { key: 'not_author' },
      })
      await expect(deleteEntry(on.as(who), task, { entryId: id })).rejects.toMatchObject({
        words: { key: 'not_author' },
      })
    }
    expect(await found(on.cast.ana, task, id)).toMatchObject({ html: '<p>Mine</p>' })
  })

  it('an edit of a text that changed elsewhere is told so and overwrites nothing', async () => {
    const { id } = await post(on.cast.ana, task, 'One')
    await edit(on.cast.ana, task, id, 'Two')
    await expect(edit(on.cast.ana, task, id, 'Three')).rejects.toMatchObject({
      status: 409,
      words: { key: 'entry_changed' },
    })
    const source = await look(on.as(on.cast.ana), async (inner) =>
      sourceOf(inner, task, await factsOf(inner.scope, task), id),
    )
    expect(source.body).toBe('Two')
    await edit(on.cast.ana, task, id, 'Three', source.was ?? undefined)
    expect(await found(on.cast.ana, task, id)).toMatchObject({ html: '<p>Three</p>' })
  })

  it('[B6] deleted text is handed out nowhere: page, catch-up, quote, edit form', async () => {
    const canary = 'canary-of-a-deleted-text'
    const { id } = await post(on.cast.ana, task, canary)
    const reply = await post(on.cast.boris, task, 'Yes', { replyTo: id })
    expect(JSON.stringify(await found(on.cast.mila, task, reply.id))).toContain(canary)
    await deleteEntry(on.as(on.cast.ana), task, { entryId: id })
    expect(await found(on.cast.mila, task, id)).toMatchObject({ html: null, deletedAt: expect.any(String) as string })
    for (const who of [on.cast.ana, on.cast.mila]) expect(JSON.stringify(await feed(who, task))).not.toContain(canary)
    const caught = [...(await told(id)), ...(await told(reply.id))]
    expect(caught.map(({ fact }) => fact)).toEqual(['entry.posted', 'entry.deleted', 'entry.posted'])
    expect(JSON.stringify(caught)).not.toContain(canary)
    await expect(
      look(on.as(on.cast.ana), async (inner) => sourceOf(inner, task, await factsOf(inner.scope, task), id)),
    ).rejects.toBeInstanceOf(NotFound)
    await expect(edit(on.cast.ana, task, id, 'Back')).rejects.toBeInstanceOf(NotFound)
  })

  it('[D3] closed comments close edit and delete of one’s own as well', async () => {
    const { id } = await post(on.cast.ana, contract, 'Before')
    await rearrange(on.db, (db) =>
      db.updateTable('contracts').set({ comments: 'closed' }).where('id', '=', contract.id).execute(),
    )
    await expect(edit(on.cast.ana, contract, id, 'After')).rejects.toMatchObject({
      words: { key: 'comments_closed_contract' },
    })
    await expect(deleteEntry(on.as(on.cast.ana), contract, { entryId: id })).rejects.toMatchObject({
      words: { key: 'comments_closed_contract' },
    })
    expect(await found(on.cast.ana, contract, id)).toMatchObject({ html: '<p>Before</p>' })
    await rearrange(on.db, (db) =>
      db.updateTable('contracts').set({ comments: 'as_portal' }).where('id', '=', contract.id).execute(),
    )
    await edit(on.cast.ana, contract, id, 'After')
  })
})
