import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rearrange, sentId, type Member } from '#db/testing/cast.ts'
import { deleteEntry } from '#server/feed/delete-entry.ts'
import { editEntry } from '#server/feed/edit-entry.ts'
import { postEntry } from '#server/feed/post-entry.ts'
import type { FeedSubject } from '#server/feed/subject.ts'
import { wayToEntry } from '#server/feed/way-to-entry.ts'
import { look } from '#server/platform/look.ts'
import { removePerson } from '#server/tasks/remove-person.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { search } from './search.ts'

let on: TestPortal
let task: FeedSubject
let contract: FeedSubject
let project: FeedSubject
let audience: string[]
beforeAll(async () => {
  on = await testPortal()
  const { taskOfRila, contractOfRila, projectOfRila, ana, boris, vera, jonas } = on.cast
  task = { kind: 'task', id: taskOfRila }
  contract = { kind: 'contract', id: contractOfRila }
  project = { kind: 'project', id: projectOfRila }
  audience = [ana, boris, vera, jonas].map(({ userId }) => userId)
})
afterAll(() => on.close())

const post = async (who: Member, subject: FeedSubject, body: string, more: { teamOnly?: boolean } = {}) =>
  (await postEntry(on.as(who), subject, { body, sentId: sentId(), audience, teamOnly: false, ...more })).id
const hits = (who: Member, typed: string) =>
  look(on.as(who), async (here) =>
    (await search(here, typed)).flatMap((group) => (group.subject === 'comments' ? group.hits : [])),
  )
const found = async (who: Member, typed: string) => (await hits(who, typed)).map(({ title }) => title)
const taskOf = async (ref: string, title: string) =>
  on.db
    .insertInto('tasks')
    .values({ ref, project_id: project.id, title, author_id: on.cast.mila.userId })
    .returning('id')
    .executeTakeFirstOrThrow()
/** As posting tells them. */
const factsOf = (stream: string) =>
  sql`insert into events (stream, seq, fact, data, at)
    select stream, seq, 'entry.posted', jsonb_build_object('entryId', id), at from feed_entries where stream = ${stream}
    on conflict do nothing`.execute(on.db)
const cell = (object: 'task' | 'contract', action: 'list' | 'view', ticked: boolean) =>
  rearrange(on.db, (db) =>
    db
      .insertInto('matrix_cells')
      .values({ object, action, kind: 'client', ticked })
      .onConflict((so) => so.columns(['object', 'action', 'kind']).doUpdateSet({ ticked }))
      .execute(),
  )

it('[F6] a comment is found by its words, in any script, with who wrote it when and where, and leads to where it stands', async () => {
  const { ana, mila, boris } = on.cast
  const about = { task: 'Tiles for the pool', contract: 'Maintenance 2027', project: 'Rila spa' }
  for (const subject of [task, contract, project]) {
    const id = await post(mila, subject, `Плочките за **Hôtel** ${subject.kind} пристигнаха, @[${ana.userId}]`)
    for (const typed of [`плочк hotel ${subject.kind}`, `HÔTEL ${subject.kind}`])
      for (const who of [mila, ana, boris])
        expect(await hits(who, typed), typed).toEqual([
          {
            subject: 'comments',
            id,
            title: `Плочките за **Hôtel** ${subject.kind} пристигнаха, @Ana`,
            beside: about[subject.kind as keyof typeof about],
            within: subject.kind,
            said: { by: 'Mila', at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string },
            ref: null,
            status: null,
            path: `/${subject.kind}s/${subject.id}${subject.kind === 'project' ? '/feed' : ''}?entry=${id}#e-${id}`,
          },
        ])
    expect(await look(on.as(ana), (here) => wayToEntry(here, subject, id))).toBe(`#e-${id}`)
  }
  expect(await found(ana, 'плочките nowhere')).toEqual([])
  // Whom it mentions stands in it as an id, which nobody wrote.
  expect(await found(mila, ana.userId.slice(0, 8))).toEqual([])
})

it('[F6] of a long comment what is around the first word is shown', async () => {
  const { mila, ana } = on.cast
  await post(mila, task, `${'before it '.repeat(60)}\n\nthe Éclairage of the corridor ${'behind it '.repeat(60)}`)
  const [title = ''] = await found(ana, 'eclairage')
  expect(title).toMatch(/^…\S.*the Éclairage of the corridor behind.*…$/)
  expect(title.length).toBeLessThanOrEqual(202)
})

it('[B1] [B2] [D2] [F9] comments are found where their feed is read, by nobody else', async () => {
  const { adam, mila, petar, ana, vera, claire, jonas, victor, rila } = on.cast
  const hidden = await taskOf('HIDDEN02', 'Hidden')
  const drafted = await on.db
    .insertInto('contracts')
    .values({ ref: 'DRAFT002', title: 'Drafted', account_id: rila, owner_id: victor.userId, status: 'draft' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await on.db
    .insertInto('contract_people')
    .values({ contract_id: drafted.id, user_id: ana.userId, grant_id: ana.grantId, role: 'reviewer' })
    .execute()
  await post(mila, task, 'Ledger of a task')
  await post(mila, { kind: 'task', id: hidden.id }, 'Ledger of a hidden task')
  await post(mila, contract, 'Ledger of a contract')
  await post(victor, { kind: 'contract', id: drafted.id }, 'Ledger of a draft')
  await post(mila, project, 'Ledger of a project')
  const named = async (who: Member) => (await found(who, 'ledger')).map((title) => title.slice(10)).sort()
  expect(await named(adam)).toEqual(['a contract', 'a draft', 'a hidden task', 'a project', 'a task'])
  expect(await named(petar)).toEqual(['a contract', 'a draft', 'a project'])
  expect(await named(ana)).toEqual(['a contract', 'a project', 'a task'])
  expect(await named(vera)).toEqual(['a contract', 'a project'])
  expect(await named(jonas)).toEqual(['a contract'])
  expect(await named(claire)).toEqual([])
})

it('[B6] [B7] what was written for the team is found by the team alone', async () => {
  const { mila, ana, boris, vera, petar, adam } = on.cast
  for (const subject of [task, project]) await post(mila, subject, 'Discount for the inner circle', { teamOnly: true })
  for (const who of [mila, adam]) expect(await found(who, 'discount')).toHaveLength(2)
  // On the host's side, and not on the task.
  expect((await hits(petar, 'discount')).map(({ within }) => within)).toEqual(['project'])
  for (const who of [ana, boris, vera]) expect(await found(who, 'discount')).toEqual([])
})

it('[B6] it is found by what it says now, and by nothing once it was taken back', async () => {
  const { ana, mila, boris, adam } = on.cast
  const entryId = await post(ana, task, 'The first wording')
  expect(await found(mila, 'wording first')).toEqual(['The first wording'])
  await editEntry(on.as(ana), task, { entryId, audience, body: 'The second wording' })
  expect(await found(mila, 'wording')).toEqual(['The second wording'])
  for (const who of [ana, mila, adam]) expect(await found(who, 'first wording')).toEqual([])
  await deleteEntry(on.as(ana), task, { entryId })
  for (const who of [ana, boris, mila, adam]) expect(await found(who, 'wording')).toEqual([])
})

it('[A7] an external finds no comment that is older than their days back', async () => {
  const { ana, boris, mila } = on.cast
  const old = await post(mila, task, 'Survey, the old one')
  const young = await post(mila, task, 'Survey, the young one')
  for (const [id, days] of [
    [old, 91],
    [young, 89],
  ] as const)
    await on.db
      .updateTable('feed_entries')
      .set({ at: new Date(Date.now() - days * 86_400_000) })
      .where('id', '=', id)
      .execute()
  expect(await found(boris, 'survey')).toEqual(['Survey, the young one', 'Survey, the old one'])
  expect(await found(ana, 'survey')).toEqual(['Survey, the young one'])
})

it('[A10] [S5] where one may not list, or only list, no word is found; whoever else may finds it', async () => {
  const { ana, vera, mila, jonas } = on.cast
  await post(mila, contract, 'Warranty of ten years')
  const seen = async () => [(await found(ana, 'warranty')).length, (await found(vera, 'warranty')).length]
  expect(await seen()).toEqual([1, 1])
  for (const action of ['list', 'view'] as const) {
    await cell('contract', action, false)
    expect(await seen(), action).toEqual([0, 0])
    for (const who of [mila, jonas]) expect(await found(who, 'warranty')).toHaveLength(1)
    await cell('contract', action, true)
    expect(await seen()).toEqual([1, 1])
  }
})

it('[D3] where comments are closed, what was said is found as it is read', async () => {
  const { ana, claire, mila } = on.cast
  await post(mila, contract, 'Retention of five per cent')
  await rearrange(on.db, (db) =>
    db.updateTable('contracts').set({ comments: 'closed' }).where('id', '=', contract.id).execute(),
  )
  expect(await found(ana, 'retention')).toHaveLength(1)
  expect(await found(claire, 'retention')).toEqual([])
})

it('[B2] [F2] who was taken off a task finds nothing of it any more', async () => {
  const { boris, ana, mila } = on.cast
  await post(mila, task, 'Farewell to the scaffold')
  expect(await found(boris, 'farewell')).toHaveLength(1)
  await removePerson(on.as(mila), { taskId: task.id, person: `grant:${boris.grantId}` })
  expect(await found(boris, 'farewell')).toEqual([])
  expect(await found(ana, 'farewell')).toHaveLength(1)
})

it('[C1] [C2] what was said in a conversation is none: it is found in Chat', async () => {
  const { rila, mila } = on.cast
  const talk = await on.db
    .insertInto('conversations')
    .values({ kind: 'account', account_id: rila })
    .returning('id')
    .executeTakeFirstOrThrow()
  await on.db
    .insertInto('feed_entries')
    .values({
      stream: `conversation:${talk.id}`,
      seq: 1,
      author_id: mila.userId,
      sent_id: sql<string>`gen_random_uuid()`,
      body: 'Whispered in chat',
    })
    .execute()
  expect(await found(mila, 'whispered')).toEqual([])
})

it('[B2] [F6] a word that hundreds of comments hold is found all the same: the newest first, and by whom it concerns alone', async () => {
  const { adam, mila, ana, petar, vera, claire } = on.cast
  const others = await taskOf('OTHERS02', 'Others')
  const said = async (id: string, word: string, length: number) => {
    await on.db
      .insertInto('feed_entries')
      .values(
        Array.from({ length }, (_, nth) => ({
          stream: `task:${id}`,
          seq: 1000 + nth,
          author_id: mila.userId,
          sent_id: sql<string>`gen_random_uuid()`,
          body: `${word} ${String(nth)}`,
          at: new Date(Date.now() + nth * 1000),
        })),
      )
      .execute()
    await factsOf(`task:${id}`)
  }
  await said(others.id, 'Photo', 1200)
  const yesterday = new Date(Date.now() - 86_400_000)
  for (const [subject, body] of [
    [task, 'Photo of the pool'],
    [contract, 'Photo of the contract'],
    [project, 'Photo of the project'],
  ] as const) {
    const id = await post(mila, subject, body)
    await on.db.updateTable('feed_entries').set({ at: yesterday }).where('id', '=', id).execute()
  }
  const newest = [1199, 1198, 1197, 1196, 1195, 1194, 1193, 1192].map((nth) => `Photo ${nth}`)
  for (const who of [adam, mila]) expect(await found(who, 'photo')).toEqual(newest)
  const open = ['Photo of the contract', 'Photo of the project']
  const theirs = ['Photo of the contract', 'Photo of the pool', 'Photo of the project']
  expect((await found(ana, 'photo')).sort()).toEqual(theirs)
  // Where much else was said, too.
  await said(task.id, 'Brush', 400)
  expect((await found(ana, 'photo')).sort()).toEqual(theirs)
  for (const who of [petar, vera]) expect((await found(who, 'photo')).sort()).toEqual(open)
  expect(await found(claire, 'photo')).toEqual([])
})
