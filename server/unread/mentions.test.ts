import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, sentId, type Member } from '#db/testing/cast.ts'
import { talking } from '#server/conversations/testing/talking.ts'
import { deleteEntry } from '#server/feed/delete-entry.ts'
import { editEntry } from '#server/feed/edit-entry.ts'
import { markRead } from '#server/feed/mark-read.ts'
import { postEntry } from '#server/feed/post-entry.ts'
import type { FeedSubject } from '#server/feed/subject.ts'
import { frameOf } from '#server/home/frame.ts'
import { readWaiting } from '#server/home/waiting.ts'
import { look } from '#server/platform/look.ts'
import { removePerson } from '#server/tasks/remove-person.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'

let on: TestPortal
let heard: ReturnType<typeof talking>['heard']
let task: FeedSubject
let contract: FeedSubject
let project: FeedSubject
let audience: string[]
beforeEach(async () => {
  on = await testPortal()
  heard = talking(on).heard
  const { cast } = on
  task = { kind: 'task', id: cast.taskOfRila }
  contract = { kind: 'contract', id: cast.contractOfRila }
  project = { kind: 'project', id: cast.projectOfRila }
  audience = [cast.ana, cast.boris, cast.vera, cast.jonas].map(({ userId }) => userId)
})
afterEach(() => on.close())

const post = (who: Member, subject: FeedSubject, people: Member[], more: { teamOnly?: boolean } = {}) =>
  postEntry(on.as(who), subject, { body: naming(people), sentId: sentId(), audience, teamOnly: false, ...more })
const naming = (people: Member[]) => `canary ${people.map(({ userId }) => `@[${userId}]`).join(' ')}`
const read = (who: Member, subject: FeedSubject, all: number, team = 0) => markRead(on.as(who), subject, { all, team })
const waiting = async (who: Member) => (await look(on.as(who), readWaiting)).mentions
const counted = async (who: Member) => (await frameOf(on.as(who))).mentions
/** What somebody finds on Home, which is what their frame counts. */
async function unread(who: Member): Promise<string[]> {
  const found = await waiting(who)
  expect(await counted(who)).toBe(found.reduce((all, { count }) => all + count, 0))
  return found.map(({ id }) => id)
}
const toldOf = async (who: Member) =>
  (await heard(who)).filter(({ fact }) => fact.startsWith('mention.')).map(({ fact }) => fact)
const ageTo = (id: string, days: number) =>
  on.db
    .updateTable('feed_entries')
    .set({ at: new Date(Date.now() - days * 86_400_000) })
    .where('id', '=', id)
    .execute()

describe('unread mentions', () => {
  it('[B6] [F5] stand on Home with who mentioned one, in what and where to read it, newest first', async () => {
    const { ana, mila } = on.cast
    const first = await post(mila, task, [ana])
    const second = await post(on.cast.boris, contract, [ana])
    const third = await post(mila, project, [on.cast.vera])
    const found = await waiting(ana)
    expect(found).toMatchObject([
      {
        id: second.id,
        on: 'contract',
        title: 'Maintenance 2027',
        path: `/contracts/${contract.id}?entry=${second.id}#e-${second.id}`,
      },
      {
        id: first.id,
        on: 'task',
        title: 'Tiles for the pool',
        path: `/tasks/${task.id}?entry=${first.id}#e-${first.id}`,
      },
    ])
    expect(found.map(({ by }) => by.name)).toEqual(['Boris', 'Mila'])
    expect(found[0]?.at).toMatch(/^\d{4}-.*Z$/)
    expect(JSON.stringify(found)).not.toContain('canary')
    expect(await waiting(on.cast.vera)).toMatchObject([
      { on: 'project', title: 'Rila spa', path: `/projects/${project.id}/feed?entry=${third.id}#e-${third.id}` },
    ])
    expect(await counted(ana)).toBe(2)
  })

  it('[F5] of one record are one line, which leads to the oldest, says how many they are and who wrote last; each is counted', async () => {
    const { ana, boris, mila } = on.cast
    const first = await post(mila, task, [ana])
    await post(mila, contract, [ana])
    const second = await post(mila, task, [ana])
    await post(boris, task, [ana])
    expect(await waiting(ana)).toMatchObject([
      { on: 'task', id: first.id, count: 3, by: { name: 'Boris' } },
      { on: 'contract', count: 1, by: { name: 'Mila' } },
    ])
    expect(await counted(ana)).toBe(4)
    await read(ana, task, first.seq)
    expect((await waiting(ana))[0]).toMatchObject({ id: second.id, count: 2 })
    expect(await counted(ana)).toBe(3)
  })

  it('[F5] are cut at a dozen records, and say how many there are', async () => {
    const { ana, mila, projectOfRila } = on.cast
    const made = await on.db
      .insertInto('tasks')
      .values(
        Array.from({ length: 13 }, (_, nth) => ({
          ref: `MANY${nth}`,
          project_id: projectOfRila,
          title: `Task ${nth}`,
          author_id: ana.userId,
          author_grant_id: ana.grantId,
        })),
      )
      .returning('id')
      .execute()
    for (const { id } of made) await post(mila, { kind: 'task', id }, [ana])
    await post(mila, task, [ana])
    await post(mila, task, [ana])
    const { mentions, counts } = await look(on.as(ana), readWaiting)
    expect([mentions.length, mentions[0]?.count, counts.mentions, await counted(ana)]).toEqual([12, 2, 15, 15])
  })

  it('[C4] are gone once their feed is read so far, of everyone’s and of the team’s each for itself', async () => {
    const { ana, boris, mila } = on.cast
    const first = await post(mila, task, [ana, boris])
    const second = await post(mila, task, [ana])
    await read(ana, task, first.seq)
    expect(await unread(ana)).toEqual([second.id])
    expect(await unread(boris)).toEqual([first.id])
    await read(ana, task, second.seq)
    expect(await unread(ana)).toEqual([])
    const team = await post(on.cast.nora, task, [mila], { teamOnly: true })
    await read(mila, task, second.seq)
    expect(await unread(mila)).toEqual([team.id])
    await read(mila, task, 0, team.seq)
    expect(await unread(mila)).toEqual([])
  })

  it('[B6] are not one’s own words, nor those of whoever names nobody', async () => {
    const { ana, mila } = on.cast
    await post(ana, task, [ana])
    await post(mila, task, [])
    expect(await unread(ana)).toEqual([])
    expect(await toldOf(ana)).toEqual([])
  })

  it('[B6] go with an entry that is taken back, and come and go with what it is changed to', async () => {
    const { ana, boris, mila } = on.cast
    const { id } = await post(mila, task, [ana])
    expect(await unread(ana)).toEqual([id])
    await editEntry(on.as(mila), task, { entryId: id, body: naming([boris]), audience })
    expect([await unread(ana), await unread(boris)]).toEqual([[], [id]])
    await deleteEntry(on.as(mila), task, { entryId: id })
    expect(await unread(boris)).toEqual([])
    expect(await toldOf(ana)).toEqual(['mention.posted', 'mention.changed'])
    expect(await toldOf(boris)).toEqual(['mention.changed', 'mention.changed'])
  })

  it('[B6] [S5] are not shown to whom the record is closed: taken off it, a draft again, nobody of it, a text not for them', async () => {
    const { ana, boris, claire, mila, vera } = on.cast
    const { id } = await post(mila, task, [ana, boris])
    await on.db
      .insertInto('mentions')
      .values([claire, vera].map(({ userId }) => ({ entry_id: id, user_id: userId })))
      .execute()
    expect([await unread(ana), await unread(boris)]).toEqual([[id], [id]])
    expect([await unread(claire), await unread(vera)]).toEqual([[], []])
    await removePerson(on.as(mila), { taskId: task.id, person: `grant:${boris.grantId}` })
    expect([await unread(ana), await unread(boris)]).toEqual([[id], []])
    await rearrange(on.db, (db) => db.updateTable('tasks').set({ status: 'draft' }).execute())
    expect(await unread(ana)).toEqual([])
    const later = await post(mila, task, [ana])
    expect(await toldOf(ana)).toEqual(['mention.posted'])
    await deleteEntry(on.as(mila), task, { entryId: later.id })
    expect(await toldOf(ana)).toEqual(['mention.posted'])
  })

  it('[B6] [S5] of the team’s words are the team’s, whoever is named in them', async () => {
    const { ana, mila, nora } = on.cast
    const { id } = await post(nora, task, [mila], { teamOnly: true })
    await on.db.insertInto('mentions').values({ entry_id: id, user_id: ana.userId }).execute()
    expect(await unread(mila)).toEqual([id])
    expect(await unread(ana)).toEqual([])
    await deleteEntry(on.as(nora), task, { entryId: id })
    expect([await toldOf(mila), await toldOf(ana)]).toEqual([['mention.posted', 'mention.changed'], []])
  })

  it('[A7] end at days back, and so does what is told of them', async () => {
    const { ana, boris, mila } = on.cast
    const { id } = await post(mila, task, [ana, boris])
    await ageTo(id, 91)
    expect([await unread(ana), await unread(boris)]).toEqual([[], [id]])
    await deleteEntry(on.as(mila), task, { entryId: id })
    expect(await toldOf(ana)).toEqual(['mention.posted'])
    expect(await toldOf(boris)).toEqual(['mention.posted', 'mention.changed'])
  })
})

describe('what is told of a mention', () => {
  it('[C4] [F5] the mentioned hear of it on their own streams with ids only, and hear that they read it', async () => {
    const { ana, mila } = on.cast
    const rung: string[] = []
    on.portal.doorbell.listen((streams) => void rung.push(...streams))
    const { seq } = await post(mila, task, [ana])
    expect(rung).toContain(`grant:${ana.grantId}`)
    expect(await heard(ana)).toEqual([{ fact: 'mention.posted', data: { stream: `task:${task.id}` } }])
    expect(await heard(mila)).toEqual([])
    await read(ana, task, seq)
    expect(await toldOf(ana)).toEqual(['mention.posted', 'mention.read'])
    await post(mila, task, [])
    await read(ana, task, seq + 1)
    expect(await toldOf(ana)).toEqual(['mention.posted', 'mention.read'])
  })

  it('[C3] sent again, it is told once', async () => {
    const { ana, mila } = on.cast
    const form = { body: naming([ana]), sentId: sentId(), audience, teamOnly: false }
    const first = await postEntry(on.as(mila), task, form)
    expect(await postEntry(on.as(mila), task, form)).toEqual(first)
    expect(await toldOf(ana)).toEqual(['mention.posted'])
    expect(await unread(ana)).toEqual([first.id])
  })

  it('[B6] of many at once each is told to each, and no two writers wait for each other', async () => {
    const { ana, boris, mila, nora } = on.cast
    const some = Array.from({ length: 12 }, (_, nth) =>
      nth % 2 === 0 ? post(mila, task, [ana, boris]) : post(nora, project, [on.cast.vera, mila]),
    )
    await Promise.all([...some, ...Array.from({ length: 6 }, () => post(ana, task, []))])
    expect(await toldOf(boris)).toHaveLength(6)
    expect(await toldOf(on.cast.vera)).toHaveLength(6)
  })
})
