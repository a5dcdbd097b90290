import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { rearrange } from './testing/cast.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const refusedAs = (code: string) => ({ code })

describe('externals are no auditors, whatever the code does', () => {
  it('[B4] of a task: neither in their grant nor as if they were staff, neither new nor promoted', async () => {
    const { taskOfRila, ana, vera, petar } = home.cast
    const add = (one: { userId: string; grantId: string | null }) =>
      home.db
        .insertInto('task_people')
        .values({ task_id: taskOfRila, user_id: one.userId, grant_id: one.grantId, role: 'auditor' })
        .execute()
    await expect(add(vera)).rejects.toMatchObject({ code: expect.stringMatching(/PG004|23514/) as string })
    await expect(add({ userId: vera.userId, grantId: null })).rejects.toMatchObject({
      code: expect.stringMatching(/PG004|PG005/) as string,
    })
    const promote = rearrange(home.db, (db) =>
      db.updateTable('task_people').set({ role: 'auditor' }).where('grant_id', '=', ana.grantId).execute(),
    )
    await expect(promote).rejects.toMatchObject({ code: expect.stringMatching(/PG004|23514/) as string })
    await expect(add(petar)).resolves.toHaveLength(1)
  })

  it('[B4] of a project, nor anything else of its staff', async () => {
    const { projectOfRila, ana, mila } = home.cast
    for (const role of ['auditor', 'team', 'client_manager'] as const) {
      const add = home.db
        .insertInto('project_staff')
        .values({ project_id: projectOfRila, user_id: ana.userId, role })
        .execute()
      await expect(add).rejects.toMatchObject(refusedAs('PG004'))
    }
    const become = rearrange(home.db, (db) =>
      db.updateTable('project_staff').set({ user_id: ana.userId }).where('user_id', '=', mila.userId).execute(),
    )
    await expect(become).rejects.toMatchObject(refusedAs('PG004'))
  })

  it('[B4] [A20] nor can a staff member who is one become external', async () => {
    const turn = rearrange(home.db, (db) =>
      db
        .updateTable('users')
        .set({ kind: 'external', staff_role: null })
        .where('id', '=', home.cast.mila.userId)
        .execute(),
    )
    await expect(turn).rejects.toMatchObject(refusedAs('PG006'))
  })
})

describe('taking part', () => {
  it('[A5] an external takes part in a grant of their own, never in another’s and never without one', async () => {
    const { taskOfRila, contractOfRila, vera, claire } = home.cast
    for (const grantId of [claire.grantId, null]) {
      const onTask = home.db
        .insertInto('task_people')
        .values({ task_id: taskOfRila, user_id: vera.userId, grant_id: grantId, role: 'participant' })
      await expect(onTask.execute()).rejects.toMatchObject(refusedAs('PG005'))
      const onContract = home.db
        .insertInto('contract_people')
        .values({ contract_id: contractOfRila, user_id: vera.userId, grant_id: grantId, role: 'reviewer' })
      await expect(onContract.execute()).rejects.toMatchObject(refusedAs('PG005'))
    }
  })

  it('[A5] a grant is one for each user, account and kind; with it everything taken part in goes', async () => {
    const { ana, rila, taskOfRila } = home.cast
    const twice = home.db
      .insertInto('grants')
      .values({ user_id: ana.userId, account_id: rila, kind: 'client', role: 10 })
      .execute()
    await expect(twice).rejects.toMatchObject(refusedAs('23505'))
    const people = () => home.db.selectFrom('task_people').select('user_id').where('task_id', '=', taskOfRila).execute()
    expect((await people()).map((one) => one.user_id)).toContain(ana.userId)
    await rearrange(home.db, (db) => db.deleteFrom('grants').where('id', '=', ana.grantId).execute())
    expect((await people()).map((one) => one.user_id)).not.toContain(ana.userId)
  })

  it('[A5] [B7] a grant is one person’s for good', async () => {
    const { ana, boris } = home.cast
    const given = rearrange(home.db, (db) =>
      db.updateTable('grants').set({ user_id: ana.userId }).where('id', '=', boris.grantId).execute(),
    )
    await expect(given).rejects.toMatchObject(refusedAs('PG009'))
  })

  it('[B6] a sender’s own id is stored once', async () => {
    const { mila } = home.cast
    const say = (seq: number) =>
      sql`insert into feed_entries (stream, seq, author_id, sent_id, body)
        values ('task:x', ${seq}, ${mila.userId}, '00000000-0000-4000-8000-000000000001', 'once')`.execute(home.db)
    await say(1)
    await expect(say(2)).rejects.toMatchObject(refusedAs('23505'))
  })
})
