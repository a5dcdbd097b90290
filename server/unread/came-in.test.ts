import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '#db/database.ts'
import { external, rearrange, sentId, type Member } from '#db/testing/cast.ts'
import { talking } from '#server/conversations/testing/talking.ts'
import type { FeedSubject } from '#server/feed/subject.ts'
import { postEntry } from '#server/feed/post-entry.ts'
import { frameOf } from '#server/home/frame.ts'
import { readWaiting } from '#server/home/waiting.ts'
import { look } from '#server/platform/look.ts'
import { postUpdate } from '#server/projects/post-update.ts'
import { addPeople } from '#server/tasks/add-people.ts'
import { changeRole } from '#server/tasks/change-role.ts'
import { tellSaid } from '#server/tasks/tell-said.ts'
import { marked } from '#server/tasks/marks.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { mailUnread } from './mail-unread.ts'

let on: TestPortal
let talk: ReturnType<typeof talking>
beforeEach(async () => {
  on = await testPortal()
  talk = talking(on)
})
afterEach(() => on.close())

const audience = (...more: readonly Member[]) =>
  [on.cast.ana, on.cast.boris, on.cast.vera, on.cast.claire, on.cast.jonas, ...more].map(({ userId }) => userId)
const say = (who: Member, subject: FeedSubject, body: string, more: readonly Member[] = []) =>
  postEntry(on.as(who), subject, { body, sentId: sentId(), audience: audience(...more), teamOnly: false })
const task = () => ({ kind: 'task', id: on.cast.taskOfRila }) as const
const contract = () => ({ kind: 'contract', id: on.cast.contractOfRila }) as const
/** How many messages of the conversation are unread, which the frame, the list and the page agree on. */
const unreadIn = async (who: Member, id: string) => {
  const count = (await frameOf(on.as(who))).unread[id] ?? 0
  expect((await talk.list(who)).rows.find((row) => row.id === id)?.unread).toBe(count)
  expect((await talk.list(who, 'show=unread')).rows.some((row) => row.id === id)).toBe(count > 0)
  return count
}
const isMarked = (who: Member) =>
  look(on.as(who), async (here) => (await marked(here, [{ id: on.cast.taskOfRila }]))[0]?.unread)
const contractCounts = async (who: Member) =>
  (await frameOf(on.as(who))).unreadContracts.includes(on.cast.contractOfRila)
const projectMarked = async (who: Member) =>
  (await look(on.as(who), readWaiting)).projects.find(({ id }) => id === on.cast.projectOfRila)?.unread ?? false
/** What the ten-minute mail names, and how often. */
const mailTo = async ({ userId, grantId }: Member) => {
  await on.db.deleteFrom('outbox_mails').execute()
  await on.db.deleteFrom('reminded').execute()
  await mailUnread(on.portal, { userId, grantId })
  return (await on.db.selectFrom('outbox_mails').select('text_body').executeTakeFirst())?.text_body ?? null
}
const change = (what: (db: Db) => Promise<unknown>) => rearrange(on.db, what)

describe('somebody who is given access', () => {
  it('[A2] [C2] [C4] has nothing unread of what was said before, and all that is said from then on', async () => {
    const { mila, ana, rila, projectOfRila: projectId } = on.cast
    const account = await talk.open(mila, { accountId: rila })
    for (const body of ['One', 'Two', 'Three']) await talk.say(ana, account, { body })
    const update = { projectId, sentId: randomUUID(), body: 'The pool is full', audience: audience() }
    await postUpdate(on.as(mila), update)
    expect([await unreadIn(mila, account), await projectMarked(ana)]).toEqual([3, true])

    const newcomer = {
      name: 'Nina',
      email: 'nina@rila.example',
      accountId: rila,
      role: 80,
      answersId: mila.userId,
    } as const
    const nina = await external(on.db, newcomer)
    expect([await unreadIn(nina, account), await projectMarked(nina), await mailTo(nina)]).toEqual([0, false, null])
    expect((await talk.page(nina, account)).entries).toHaveLength(3)

    await talk.say(ana, account, { body: 'Welcome', audience: audience(nina) })
    await postUpdate(on.as(mila), { ...update, sentId: randomUUID(), audience: audience(nina) })
    expect([await unreadIn(nina, account), await projectMarked(nina)]).toEqual([1, true])
    expect(await mailTo(nina)).toContain('(1)')
    // Those who were there have it all.
    expect(await unreadIn(mila, account)).toBe(4)
  })
})

describe('one of the host’s people who comes in', () => {
  it('[C1] [C4] by answering for a contact has nothing unread of the account’s conversation', async () => {
    const { mila, petar, ana, rila } = on.cast
    const account = await talk.open(mila, { accountId: rila })
    await talk.say(ana, account)
    await change((db) =>
      db.updateTable('grants').set({ answers_id: petar.userId }).where('id', '=', ana.grantId).execute(),
    )
    expect(await unreadIn(petar, account)).toBe(0)
    await talk.say(ana, account)
    expect([await unreadIn(petar, account), await unreadIn(mila, account)]).toEqual([1, 2])
  })

  it.each([
    [
      'as its staff',
      (db: Db, user_id: string, project_id: string) =>
        db.insertInto('project_staff').values({ project_id, user_id, role: 'team' }).execute(),
    ],
    [
      'as its manager',
      (db: Db, manager_id: string, id: string) =>
        db.updateTable('projects').set({ manager_id }).where('id', '=', id).execute(),
    ],
  ] as const)(
    '[B6] [B9] [C4] to a project %s has nothing unread of its conversation, tasks and updates',
    async (_, comeIn) => {
      const { mila, petar, ana, projectOfRila: projectId } = on.cast
      const talkOf = await talk.open(mila, { projectId })
      const update = { projectId, body: 'The pool is full', audience: audience() }
      const speak = async () => {
        await talk.say(ana, talkOf)
        await say(ana, task(), 'Blue or green?')
        await postUpdate(on.as(mila), { ...update, sentId: randomUUID() })
      }
      await speak()
      await change((db) => comeIn(db, petar.userId, projectId))
      expect([await unreadIn(petar, talkOf), await isMarked(petar), await projectMarked(petar)]).toEqual([
        0,
        false,
        false,
      ])
      await speak()
      expect([await unreadIn(petar, talkOf), await isMarked(petar), await projectMarked(petar)]).toEqual([
        1,
        true,
        true,
      ])
    },
  )

  it('[D2] [C4] as the owner of a contract has nothing unread of what was said to the one before', async () => {
    const { petar, ana, contractOfRila } = on.cast
    await say(ana, contract(), 'Whose stamp?')
    await change((db) =>
      db.updateTable('contracts').set({ owner_id: petar.userId }).where('id', '=', contractOfRila).execute(),
    )
    expect([await contractCounts(petar), await mailTo(petar)]).toEqual([false, null])
    await say(ana, contract(), 'And whose pen?')
    expect(await contractCounts(petar)).toBe(true)
    expect(await mailTo(petar)).toContain('(1)')
  })
})

describe('somebody who is named later', () => {
  const comeToTask = (who: Member) =>
    on.db
      .insertInto('task_people')
      .values({ task_id: on.cast.taskOfRila, user_id: who.userId, grant_id: who.grantId, role: 'participant' })
      .execute()

  it('[B6] [F1] on a task finds what was said before unmarked; what is said next marks it, and their lists are told', async () => {
    const { ana, vera, taskOfRila: taskId } = on.cast
    const before = await say(ana, task(), 'Blue or green?')
    expect(before.seq).toBeGreaterThan(0)
    await comeToTask(vera)
    expect(await isMarked(vera)).toBe(false)
    const { seq } = await say(ana, task(), 'Blue it is')
    expect(await isMarked(vera)).toBe(true)
    await on.db.deleteFrom('events').where('stream', '=', `grant:${vera.grantId}`).execute()
    await tellSaid(on.portal, new Map([[`task:${taskId}`, seq]]))
    const told = await on.db.selectFrom('events').select('fact').where('stream', '=', `grant:${vera.grantId}`).execute()
    expect(told).toEqual([{ fact: 'task.said' }])
  })

  it('[B3] [B6] on a task has been there since then, whatever they are on it as', async () => {
    const { mila, ana, vera, taskOfRila: taskId } = on.cast
    await comeToTask(vera)
    await say(ana, task(), 'Blue or green?')
    const person = `grant:${vera.grantId}`
    await addPeople(on.as(mila), { taskId, people: [person], role: 'assignee', agreed: [on.cast.rila] })
    expect(await isMarked(vera)).toBe(true)
    await changeRole(on.as(mila), { taskId, person, role: 'participant' })
    expect(await isMarked(vera)).toBe(true)
    // Who had it before her was on it before that.
    expect(await isMarked(on.cast.boris)).toBe(true)
  })

  it('[D2] [C4] on a contract finds what was said before unmarked, and what is said next marked', async () => {
    const { ana, vera, contractOfRila: contract_id } = on.cast
    await say(ana, contract(), 'Whose stamp?')
    await on.db
      .insertInto('contract_people')
      .values({ contract_id, user_id: vera.userId, grant_id: vera.grantId, role: 'signer' })
      .execute()
    expect([await contractCounts(vera), await mailTo(vera)]).toEqual([false, null])
    await say(ana, contract(), 'And whose pen?')
    expect(await contractCounts(vera)).toBe(true)
    expect(await mailTo(vera)).toContain('(1)')
  })

  it('[B6] [F5] finds where they were mentioned before that: it was said to them', async () => {
    const { ana, vera, projectOfRila } = on.cast
    await change((db) =>
      db.updateTable('projects').set({ counterparty_sees_tasks: true }).where('id', '=', projectOfRila).execute(),
    )
    await say(ana, task(), `Ask @[${vera.userId}]`)
    await comeToTask(vera)
    expect((await frameOf(on.as(vera))).mentions).toBe(1)
    expect(await isMarked(vera)).toBe(true)
  })
})
