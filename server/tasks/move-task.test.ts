import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Member } from '#db/testing/cast.ts'
import { rearrange } from '#db/testing/cast.ts'
import type { TaskStatus } from '#server/access/facts.ts'
import { Conflict, NotAllowed, NotFound } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { moveTask } from './move-task.ts'
import { readTask } from './queries.ts'
import { happenedOn, toldOn, versionOf } from './testing/told.ts'

let on: TestPortal
beforeEach(async () => void (on = await testPortal()))
afterEach(() => on.close())

const move = (who: Member, from: TaskStatus, to: TaskStatus) =>
  moveTask(on.as(who), { taskId: on.cast.taskOfRila, from, to })
const status = async () =>
  (await on.db.selectFrom('tasks').select('status').where('id', '=', on.cast.taskOfRila).executeTakeFirstOrThrow())
    .status
const put = (to: TaskStatus) =>
  rearrange(on.db, (db) => db.updateTable('tasks').set({ status: to }).where('id', '=', on.cast.taskOfRila).execute())

describe('moveTask', () => {
  it('[B5] an assignee from outside moves New → In progress → Ready for review, and not a step further', async () => {
    const { ana } = on.cast
    await move(ana, 'new', 'in_progress')
    await move(ana, 'in_progress', 'ready_for_review')
    expect(await status()).toBe('ready_for_review')
    await expect(move(ana, 'ready_for_review', 'done')).rejects.toMatchObject({ words: { key: 'step_not_open' } })
    await expect(move(ana, 'ready_for_review', 'in_progress')).rejects.toBeInstanceOf(NotAllowed)
    expect(await status()).toBe('ready_for_review')
  })

  it('[B5] a participant from outside moves nothing, and leaps are open to no external', async () => {
    const { ana, boris } = on.cast
    await expect(move(boris, 'new', 'in_progress')).rejects.toMatchObject({ words: { key: 'not_assignee' } })
    await expect(move(ana, 'new', 'ready_for_review')).rejects.toMatchObject({ words: { key: 'step_not_open' } })
    await expect(move(ana, 'new', 'on_hold')).rejects.toBeInstanceOf(NotAllowed)
    expect(await status()).toBe('new')
  })

  it('[B5] an external cancels what they wrote themselves while it is New, never later and never what others wrote', async () => {
    const { ana, boris, taskOfRila } = on.cast
    await expect(move(ana, 'new', 'cancelled')).rejects.toMatchObject({ words: { key: 'not_yours_or_not_new' } })
    await rearrange(on.db, (db) =>
      db
        .updateTable('tasks')
        .set({ author_id: boris.userId, author_grant_id: boris.grantId })
        .where('id', '=', taskOfRila)
        .execute(),
    )
    await put('in_progress')
    await expect(move(boris, 'in_progress', 'cancelled')).rejects.toMatchObject({
      words: { key: 'not_yours_or_not_new' },
    })
    await put('new')
    await move(boris, 'new', 'cancelled')
    expect(await status()).toBe('cancelled')
  })

  it('[A20] staff of the project review a task to Done; closing it by force is for its author, manager, auditors and admins', async () => {
    const { mila, petar, adam, projectOfRila } = on.cast
    await on.db
      .insertInto('project_staff')
      .values({ project_id: projectOfRila, user_id: petar.userId, role: 'team' })
      .execute()
    await expect(move(petar, 'new', 'done')).rejects.toMatchObject({ words: { key: 'not_task_closer' } })
    await move(petar, 'new', 'ready_for_review')
    await move(petar, 'ready_for_review', 'done')
    await expect(move(petar, 'done', 'in_progress')).rejects.toMatchObject({ words: { key: 'not_task_closer' } })
    await move(adam, 'done', 'in_progress')
    await move(mila, 'in_progress', 'declined')
    expect(await status()).toBe('declined')
  })

  it('[B4] an auditor closes a task they did not write', async () => {
    const { petar, taskOfRila } = on.cast
    await on.db
      .insertInto('task_people')
      .values({ task_id: taskOfRila, user_id: petar.userId, role: 'participant' })
      .execute()
    await expect(move(petar, 'new', 'cancelled')).rejects.toBeInstanceOf(NotAllowed)
    await on.db
      .insertInto('task_people')
      .values({ task_id: taskOfRila, user_id: petar.userId, role: 'auditor' })
      .execute()
    await move(petar, 'new', 'cancelled')
    expect(await status()).toBe('cancelled')
  })

  it('[B2] who is not in the task gets the answer for one that never was', async () => {
    await expect(move(on.cast.vera, 'new', 'in_progress')).rejects.toBeInstanceOf(NotFound)
    await expect(move(on.cast.petar, 'new', 'in_progress')).rejects.toBeInstanceOf(NotFound)
  })

  it('[F9] back to Draft is a rule of its own, and externals lose the task with it', async () => {
    const before = await versionOf(on)
    await move(on.cast.mila, 'new', 'draft')
    expect(await versionOf(on)).toBeGreaterThan(before)
    await expect(move(on.cast.ana, 'draft', 'new')).rejects.toBeInstanceOf(NotFound)
    expect(await toldOn(on, `grant:${on.cast.ana.grantId}`)).toEqual([
      { fact: 'tasks.changed', data: { projectId: on.cast.projectOfRila } },
    ])
  })

  it('[B5] what is on hold says to staff where it was before, each time anew', async () => {
    const { ana, mila, taskOfRila } = on.cast
    const held = async (who: Member) => (await look(on.as(who), (here) => readTask(here, taskOfRila))).task.heldFrom
    for (const before of ['in_progress', 'ready_for_review'] as const) {
      await put(before)
      await move(mila, before, 'on_hold')
      expect([await held(mila), await held(ana)]).toEqual([before, null])
    }
    await move(mila, 'on_hold', 'in_progress')
    expect(await held(mila)).toBeNull()
  })

  it('[B5] of two who move it at once the second is told', async () => {
    const { ana, mila } = on.cast
    const moves = await Promise.allSettled([move(ana, 'new', 'in_progress'), move(mila, 'new', 'on_hold')])
    const [refused] = moves.filter((result) => result.status === 'rejected')
    expect(moves.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect(refused?.reason).toBeInstanceOf(Conflict)
  })

  it('[A17] [B5] who may only read, or may not make the step, is told that, also of a task that was moved meanwhile', async () => {
    const { ana, boris, mila, adam, taskOfRila, rila } = on.cast
    await move(mila, 'new', 'on_hold')
    const late = move(ana, 'new', 'in_progress')
    await expect(late).rejects.toBeInstanceOf(Conflict)
    await expect(move(boris, 'new', 'in_progress')).rejects.toMatchObject({ words: { key: 'not_assignee' } })
    await expect(move(ana, 'new', 'done')).rejects.toMatchObject({ words: { key: 'step_not_open' } })
    const frozen = { frozen: 'read_only' } as const
    await rearrange(on.db, async (db) => {
      await db.updateTable('users').set(frozen).where('id', 'in', [mila.userId]).execute()
      await db.updateTable('accounts').set(frozen).where('id', '=', rila).execute()
    })
    for (const to of ['in_progress', 'on_hold'] as const) {
      await expect(move(mila, 'new', to)).rejects.toMatchObject({ words: { key: 'person_read_only' } })
      await expect(move(ana, 'new', to)).rejects.toMatchObject({ words: { key: 'account_read_only' } })
    }
    await expect(move(adam, 'new', 'in_progress')).rejects.toBeInstanceOf(Conflict)
    expect(await happenedOn(on, `task:${taskOfRila}`)).toHaveLength(1)
  })

  it('[B6] the step stands in the feed and reaches page and lists of those in it, and of nobody else', async () => {
    const { ana, vera, mila, petar, taskOfRila } = on.cast
    const before = await versionOf(on)
    await move(ana, 'new', 'in_progress')
    expect(await versionOf(on)).toBe(before)
    expect(await happenedOn(on, `task:${taskOfRila}`)).toEqual([{ what: 'moved', from: 'new', to: 'in_progress' }])
    expect((await toldOn(on, `task:${taskOfRila}`)).map(({ fact }) => fact)).toEqual(['entry.posted', 'task.moved'])
    for (const own of [`grant:${ana.grantId}`, `staff:${mila.userId}`]) expect(await toldOn(on, own)).toHaveLength(1)
    for (const other of [`grant:${vera.grantId}`, `staff:${petar.userId}`]) expect(await toldOn(on, other)).toEqual([])
  })

  it('[B5] nothing changes when it is there already', async () => {
    await move(on.cast.mila, 'in_progress', 'new')
    expect(await toldOn(on, `task:${on.cast.taskOfRila}`)).toEqual([])
  })
})
