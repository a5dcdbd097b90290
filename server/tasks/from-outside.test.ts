import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyOf, rearrange, type Member } from '#db/testing/cast.ts'
import { markRead } from '#server/feed/mark-read.ts'
import { frameOf } from '#server/home/frame.ts'
import { readWaiting } from '#server/home/waiting.ts'
import { deliverMail } from '#server/mail/deliver-mail.ts'
import { look } from '#server/platform/look.ts'
import { lookForUnread } from '#server/unread/look-for-unread.ts'
import { mailUnread } from '#server/unread/mail-unread.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { createTask } from './create-task.ts'
import { createTaskForm } from './forms.ts'
import { listTasks } from './list-tasks.ts'
import { moveTask } from './move-task.ts'

let on: TestPortal
let taskId: string
// Petar manages the project; Ana gives her task to Mila, who deals with her account.
beforeEach(async () => {
  on = await testPortal()
  const { ana, mila, petar, projectOfRila: projectId } = on.cast
  await rearrange(on.db, (db) =>
    db.updateTable('projects').set({ manager_id: petar.userId }).where('id', '=', projectId).execute(),
  )
  const form = createTaskForm.parse({ projectId, title: 'A leak', assignee: keyOf(mila) })
  ;({ taskId } = await createTask(on.as(ana), form))
})
afterEach(() => on.close())

/** The new task as somebody's Home has it under what waits for them; null where it is not there. */
const waits = async (who: Member) => (await look(on.as(who), readWaiting)).tasks.find(({ id }) => id === taskId) ?? null
const counted = async (who: Member) => (await frameOf(on.as(who))).newTasks
const opens = (who: Member) => markRead(on.as(who), { kind: 'task', id: taskId }, { all: 1, team: 0 })
const FROM_ANA = { unread: true, from: { name: 'Ana', account: 'Rila Hotels' } }

describe('a task that a client made', () => {
  it('[B3] [F5] waits on Home, marked and by the client’s name, for whom it is given to and for the project’s manager; nobody else', async () => {
    const { mila, petar, nora, adam, ana, boris } = on.cast
    for (const who of [mila, petar]) {
      expect(await waits(who)).toMatchObject(FROM_ANA)
      expect(await counted(who)).toBe(1)
    }
    const query = new URLSearchParams({ whose: 'waiting' })
    const { tasks } = await look(on.as(petar), (here) => listTasks(here, null, query))
    expect(tasks).toMatchObject([{ id: taskId, ...FROM_ANA }])
    for (const who of [nora, adam, ana, boris]) {
      expect(await waits(who)).toBeNull()
      expect(await counted(who)).toBe(0)
    }
  })

  it('[F1] [F5] is new until it is opened, which one’s other pages hear; then it waits for whom it is given to alone', async () => {
    const { mila, petar } = on.cast
    await opens(petar)
    expect([await waits(petar), await counted(petar), await counted(mila)]).toEqual([null, 0, 1])
    await opens(mila)
    expect(await waits(mila)).toMatchObject({ unread: false, from: FROM_ANA.from })
    expect(await counted(mila)).toBe(0)
    const seen = await on.db.selectFrom('events').select(['stream', 'data']).where('fact', '=', 'task.seen').execute()
    const data = { taskId, first: true }
    expect(seen).toEqual(expect.arrayContaining([mila, petar].map((who) => ({ stream: keyOf(who), data }))))
  })

  it('[F5] is not new any more once somebody began it', async () => {
    const { mila, petar } = on.cast
    await moveTask(on.as(mila), { taskId, from: 'new', to: 'in_progress' })
    expect([await waits(petar), await counted(petar), await counted(mila)]).toEqual([null, 0, 0])
    expect(await waits(mila)).toMatchObject({ unread: false, from: null })
  })

  it('[B2] one that the host’s people made is new to nobody, and no client is told who made what', async () => {
    const { mila, ana, projectOfRila: projectId } = on.cast
    const form = createTaskForm.parse({ projectId, title: 'Our own', assignee: keyOf(ana) })
    const own = await createTask(on.as(mila), form)
    const { tasks } = await look(on.as(ana), readWaiting)
    expect(tasks.find(({ id }) => id === own.taskId)).toMatchObject({ unread: false, from: null })
    expect(await counted(on.cast.petar)).toBe(1)
  })

  it('[F4] is told by mail to who has not opened it after ten minutes, once', async () => {
    const { mila, petar, ana } = on.cast
    const jobs = async () =>
      (
        await sql<{
          key: string
          minutes: number
        }>`select key, round(extract(epoch from run_at - clock_timestamp()) / 60)::int as minutes
          from graphile_worker.jobs where key like 'unread%' order by key`.execute(on.db)
      ).rows
    expect(await jobs()).toEqual([{ key: `unread task:${taskId}`, minutes: 10 }])
    await lookForUnread(on.portal, { stream: `task:${taskId}` })
    const asked = (await jobs()).map(({ key }) => key).filter((key) => key.endsWith('staff'))
    expect(asked).toEqual([mila, petar].map(({ userId }) => `unread ${userId} staff`).toSorted())
    await opens(mila)
    for (const who of [mila, petar, petar, ana])
      await mailUnread(on.portal, { userId: who.userId, grantId: who.grantId })
    const mails = on.db.selectFrom('outbox_mails').selectAll()
    for (const { id } of await mails.execute()) await deliverMail(on.portal, null, id)
    const [mail, ...others] = await mails.execute()
    expect([mail, others]).toMatchObject([{ to_address: 'petar@northlight.example', dropped_at: null }, []])
    expect(mail?.text_body).toContain('A leak (1)')
    expect(mail?.text_body).toContain(`http://portal.test/s/tasks/${taskId}`)
  })
})
