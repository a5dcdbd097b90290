import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange, sentId, type Member } from '#db/testing/cast.ts'
import { changeStatus } from '#server/contracts/change-status.ts'
import { listContracts } from '#server/contracts/list-contracts.ts'
import { postEntryForm } from '#server/feed/forms.ts'
import { markRead } from '#server/feed/mark-read.ts'
import { postEntry } from '#server/feed/post-entry.ts'
import { look } from '#server/platform/look.ts'
import { listTasks } from '#server/tasks/list-tasks.ts'
import { moveTask } from '#server/tasks/move-task.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { readWaiting } from './waiting.ts'

let on: TestPortal
beforeAll(async () => void (on = await testPortal()))
afterAll(() => on.close())

const waiting = (who: Member) => look(on.as(who), readWaiting)

describe('a task on the home page', () => {
  const comment = (who: Member, teamOnly = false) =>
    postEntry(
      on.as(who),
      { kind: 'task', id: on.cast.taskOfRila },
      postEntryForm.parse({
        body: 'Blue or green?',
        sentId: sentId(),
        audience: [on.cast.ana.userId, on.cast.boris.userId],
        ...(teamOnly && { teamOnly: true }),
      }),
    )
  /** Whether it is marked; null when it is not there. */
  const marked = async (who: Member) => {
    const { tasks, others } = await waiting(who)
    return [...tasks, ...others].find(({ id }) => id === on.cast.taskOfRila)?.unread ?? null
  }
  const read = (who: Member, all: number, team = 0) =>
    markRead(on.as(who), { kind: 'task', id: on.cast.taskOfRila }, { all, team })

  it('[B6] [F5] is marked for everyone who takes part in it, who made it too, until they have read what others said', async () => {
    const { ana, boris, mila } = on.cast
    expect([await marked(ana), await marked(boris), await marked(mila)]).toEqual([false, false, false])
    const { seq } = await comment(ana)
    expect([await marked(ana), await marked(boris), await marked(mila)]).toEqual([false, true, true])
    await read(mila, seq)
    expect([await marked(boris), await marked(mila)]).toEqual([true, false])
    await read(boris, seq)
    expect(await marked(boris)).toBe(false)
  })

  it('[B6] [S5] is not marked for those outside by what only the team reads', async () => {
    const { ana, boris, mila, petar, projectOfRila } = on.cast
    await on.db
      .insertInto('project_staff')
      .values({ project_id: projectOfRila, user_id: petar.userId, role: 'team' })
      .execute()
    const { seq } = await comment(petar, true)
    expect([await marked(ana), await marked(boris), await marked(mila)]).toEqual([false, false, true])
    await read(mila, 0, seq)
    expect(await marked(mila)).toBe(false)
    await rearrange(on.db, (db) => db.deleteFrom('project_staff').where('user_id', '=', petar.userId).execute())
  })

  it('[A7] nor by what is out of their days back', async () => {
    const { boris, ana } = on.cast
    await comment(ana)
    await on.db
      .updateTable('feed_entries')
      .set({ at: new Date(Date.now() - 40 * 86_400_000) })
      .where('stream', '=', `task:${on.cast.taskOfRila}`)
      .execute()
    expect(await marked(boris)).toBe(true)
    const days = (back: number | null) =>
      rearrange(on.db, (db) =>
        db.updateTable('grants').set({ days_back: back }).where('id', '=', boris.grantId).execute(),
      )
    await days(30)
    expect(await marked(boris)).toBe(false)
    await days(null)
  })
})

describe('readWaiting', () => {
  it('[F5] a task waits for whoever is next: the assignee, then the manager who reviews it', async () => {
    const { ana, boris, mila, vera, taskOfRila } = on.cast
    expect((await waiting(ana)).tasks.map(({ title }) => title)).toEqual(['Tiles for the pool'])
    expect((await waiting(boris)).others.map(({ title }) => title)).toEqual(['Tiles for the pool'])
    expect((await waiting(mila)).tasks).toEqual([])
    expect(await waiting(vera)).toMatchObject({
      tasks: [],
      contracts: [],
      others: [],
      counts: { waiting: 0, overdue: 0, open: 0 },
    })
    await moveTask(on.as(ana), { taskId: taskOfRila, from: 'new', to: 'in_progress' })
    await moveTask(on.as(ana), { taskId: taskOfRila, from: 'in_progress', to: 'ready_for_review' })
    expect((await waiting(ana)).tasks).toEqual([])
    expect((await waiting(mila)).tasks.map(({ title }) => title)).toEqual(['Tiles for the pool'])
    expect((await waiting(mila)).counts).toMatchObject({ waiting: 1 })
  })

  it('[F5] the list of tasks that Home leads to for the rest holds all that waits, a review that falls to one too', async () => {
    const { ana, boris, mila, petar, taskOfRila, projectOfRila } = on.cast
    const listed = async (who: Member, whose: string) => {
      const query = new URLSearchParams({ whose, sort: 'due' })
      return (await look(on.as(who), (here) => listTasks(here, null, query))).tasks.map(({ id }) => id)
    }
    await on.db.updateTable('tasks').set({ status: 'ready_for_review' }).where('id', '=', taskOfRila).execute()
    expect((await waiting(mila)).tasks.map(({ id }) => id)).toEqual([taskOfRila])
    expect(await listed(mila, 'waiting')).toEqual([taskOfRila])
    for (const who of [ana, boris, petar]) expect(await listed(who, 'waiting')).toEqual([])

    const more = await on.db
      .insertInto('tasks')
      .values(
        Array.from({ length: 13 }, (_, at) => ({
          ref: `T-REST${at}`,
          project_id: projectOfRila,
          title: `One of many ${at}`,
          status: 'in_progress',
          priority: 'normal',
          author_id: mila.userId,
        })),
      )
      .returning('id')
      .execute()
    const among = (role: 'participant' | 'assignee', who: Member) =>
      more.map(({ id }) => ({ task_id: id, user_id: who.userId, grant_id: who.grantId, role }))
    await on.db
      .insertInto('task_people')
      .values([...among('participant', boris), ...among('assignee', ana)])
      .execute()
    const [his, hers] = [await waiting(boris), await waiting(ana)]
    expect([his.others.length, his.more.others]).toEqual([12, true])
    expect(await listed(boris, 'mine')).toEqual(expect.arrayContaining(more.map(({ id }) => id)))
    expect([hers.tasks.length, hers.counts.waiting]).toEqual([12, 13])
    expect((await listed(ana, 'waiting')).toSorted()).toEqual(more.map(({ id }) => id).toSorted())
    await rearrange(on.db, (db) => db.deleteFrom('tasks').where('title', 'like', 'One of many%').execute())
  })

  it('[B1] who only has a task in a project cannot tell how it stands, nor by its being left out', async () => {
    const { claire, vera, taskOfRila, projectOfRila } = on.cast
    await on.db
      .insertInto('task_people')
      .values({ task_id: taskOfRila, user_id: claire.userId, grant_id: claire.grantId, role: 'participant' })
      .execute()
    await on.db.updateTable('projects').set({ status: 'on_hold' }).where('id', '=', projectOfRila).execute()
    expect((await waiting(vera)).projects).toEqual([])
    expect((await waiting(claire)).projects).toEqual([
      { id: projectOfRila, name: 'Rila spa', status: null, unread: false },
    ])
  })

  it('[D2] a contract waits for who is named to approve it, until they have', async () => {
    const { ana, boris, contractOfRila } = on.cast
    for (const status of ['awaiting_approval', 'in_review'] as const) {
      await rearrange(on.db, (db) =>
        db.updateTable('contracts').set({ status }).where('id', '=', contractOfRila).execute(),
      )
      expect((await waiting(boris)).contracts).toMatchObject([{ title: 'Maintenance 2027', status }])
    }
    expect((await waiting(boris)).contracts).toMatchObject([{ title: 'Maintenance 2027', accountName: 'Rila Hotels' }])
    await on.db
      .insertInto('approvals')
      .values({ contract_id: contractOfRila, contract_version: 1, user_id: boris.userId, grant_id: boris.grantId })
      .execute()
    expect((await waiting(boris)).contracts).toEqual([])
    expect((await waiting(ana)).contracts).toMatchObject([{ title: 'Maintenance 2027', status: 'in_review' }])
  })

  it('[D1] [F5] a contract that a client asked for waits for its owner until others review it, on Home and in the list', async () => {
    const { ana, boris, vera, mila, petar, nora, rila } = on.cast
    const { id } = await on.db
      .insertInto('contracts')
      .values({
        ref: 'C-ASKED',
        title: 'Solar roof',
        account_id: rila,
        owner_id: mila.userId,
        requested_by_grant_id: ana.grantId,
        status: 'requested',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const listed = async (who: Member) => {
      const query = new URLSearchParams({ show: 'waiting' })
      return (await look(on.as(who), (here) => listContracts(here, query))).rows.map((row) => row.id)
    }
    expect((await waiting(mila)).contracts).toMatchObject([{ id, status: 'requested', accountName: 'Rila Hotels' }])
    expect(await listed(mila)).toEqual([id])
    for (const who of [ana, boris, vera, petar, nora]) {
      expect((await waiting(who)).contracts.map((contract) => contract.id)).not.toContain(id)
      expect(await listed(who)).not.toContain(id)
    }
    await changeStatus(on.as(mila), { contractId: id, status: 'draft', from: 'requested' })
    expect((await waiting(mila)).contracts).toMatchObject([{ id, status: 'draft' }])
    expect(await listed(mila)).toEqual([id])
    await changeStatus(on.as(mila), { contractId: id, status: 'in_review', from: 'draft' })
    expect((await waiting(mila)).contracts).toMatchObject([{ id, status: 'in_review' }])
    await on.db
      .insertInto('contract_people')
      .values({ contract_id: id, user_id: ana.userId, grant_id: ana.grantId, role: 'reviewer' })
      .execute()
    expect((await waiting(mila)).contracts).toEqual([])
    expect(await listed(mila)).toEqual([])
  })
})
