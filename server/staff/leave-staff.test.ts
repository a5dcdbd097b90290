import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { proveWatchers } from '#server/access/watch.ts'
import { peopleIn } from '#server/feed/people.ts'
import { look } from '#server/platform/look.ts'
import { readProjectStaff } from '#server/projects/edit-page.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { addStaff } from './add-staff.ts'
import { editStaff } from './edit-staff.ts'
import { freezeStaff } from './freeze-staff.ts'
import { staffCard, staffPage } from './queries.ts'
import { removeStaff } from './remove-staff.ts'
import { inviteStaffAgain } from './send-again.ts'
import { withdrawStaff } from './withdraw-staff.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const FIRST = { version: 1 }
const NO_TICKS = {
  mayGrantAccess: false,
  mayLoginAsClient: false,
  mayActAsClient: false,
  doesBilling: false,
  doesContracts: false,
}
const card = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@northlight.example`,
  role: 'member' as const,
  ...NO_TICKS,
})
const adam = () => home.as(home.cast.adam)
const add = async (name: string) => (await addStaff(adam(), card(name))).userId
const listed = async (id: string) => (await staffPage(adam())).staff.some((one) => one.id === id)
const rowOf = (id: string) => home.db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const openLinks = (id: string) =>
  home.db.selectFrom('password_resets').select('id').where('user_id', '=', id).where('used_at', 'is', null).execute()

describe('withdrawing an invitation', () => {
  it('[A20] its link stops working, and the address can be invited again; a second press changes nothing', async () => {
    const id = await add('Sam')
    expect(await openLinks(id)).toHaveLength(1)
    await Promise.all([withdrawStaff(adam(), id, FIRST), withdrawStaff(home.as(home.cast.nora), id, FIRST)])
    expect(await openLinks(id)).toHaveLength(0)
    expect(await listed(id)).toBe(false)
    const logged = await home.db
      .selectFrom('audit_entries')
      .select('what')
      .where('subject', '=', `user:${id}`)
      .orderBy('id')
      .execute()
    expect(logged.map(({ what }) => what)).toEqual(['staff_added', 'staff_withdrawn'])
    const again = await add('Sam')
    expect(again).not.toBe(id)
    expect(await listed(again)).toBe(true)
  })

  it('[A20] is refused for who has chosen a password meanwhile, and for others than admins', async () => {
    const id = await add('Lena')
    await expect(withdrawStaff(home.as(home.cast.mila), id, FIRST)).rejects.toMatchObject({ message: 'not_admin' })
    await home.db.updateTable('users').set({ password_hash: 'chosen' }).where('id', '=', id).execute()
    await expect(withdrawStaff(adam(), id, FIRST)).rejects.toMatchObject({ message: 'staff_came' })
    expect(await listed(id)).toBe(true)
  })
})

describe('removing somebody', () => {
  it('[A20] is for admins; nobody removes themselves, and admins no Owner', async () => {
    const { nora, mila, petar, ana } = home.cast
    await expect(removeStaff(home.as(mila), petar.userId, FIRST)).rejects.toMatchObject({ message: 'not_admin' })
    await expect(removeStaff(adam(), ana.userId, FIRST)).rejects.toMatchObject({ status: 404 })
    await expect(removeStaff(adam(), nora.userId, FIRST)).rejects.toMatchObject({ message: 'only_owners' })
    for (const who of [nora, home.cast.adam])
      await expect(removeStaff(home.as(who), who.userId, FIRST)).rejects.toMatchObject({
        message: 'not_oneself_removed',
      })
  })

  it('[A20] waits until others have taken over what they manage, answer for and approve, and says what that is', async () => {
    const { mila, petar, projectOfRila, contractOfRila } = home.cast
    await home.db
      .insertInto('contract_people')
      .values({ contract_id: contractOfRila, user_id: mila.userId, role: 'approver', position: 2 })
      .execute()
    await expect(removeStaff(adam(), mila.userId, FIRST)).rejects.toMatchObject({
      status: 409,
      words: { key: 'staff_hands_over', values: { name: 'Mila' } },
    })
    const { handOver } = await staffCard(adam(), mila.userId, true)
    expect(new Set(handOver?.rows.map(({ what }) => what))).toEqual(new Set(['manages', 'answers', 'approves']))
    expect(handOver?.rows).toContainEqual({
      id: projectOfRila,
      what: 'manages',
      title: 'Rila spa',
      path: `/projects/${projectOfRila}/people`,
    })
    expect((await staffCard(adam(), petar.userId, true)).handOver).toEqual({ rows: [], more: false })
  })

  it('[A20] takes every right at once and for good; words and tasks stay theirs, and places they were in know them no more', async () => {
    const { petar, projectOfRila, taskOfRila } = home.cast
    await home.db
      .insertInto('project_staff')
      .values({ project_id: projectOfRila, user_id: petar.userId, role: 'team' })
      .execute()
    await rearrange(home.db, (db) =>
      db.deleteFrom('task_people').where('task_id', '=', taskOfRila).where('role', '=', 'assignee').execute(),
    )
    await home.db
      .insertInto('task_people')
      .values({ task_id: taskOfRila, user_id: petar.userId, role: 'assignee' })
      .execute()
    const standing = async () =>
      (await proveWatchers(home.db, [{ caller: home.as(petar), streams: [`task:${taskOfRila}`] }]))[0]
    expect(await standing()).toMatchObject({ ended: null })
    const inTask = async () => {
      const people = await look(adam(), (here) => peopleIn(here, { kind: 'task', id: taskOfRila }))
      return people.map(({ name }) => name)
    }
    expect(await inTask()).toContain('Petar')

    await removeStaff(adam(), petar.userId, FIRST)

    expect(await standing()).toMatchObject({ ended: 'turned_off' })
    await expect(look(home.as(petar), () => Promise.resolve())).rejects.toMatchObject({ status: 401 })
    expect(await rowOf(petar.userId)).toMatchObject({ frozen: 'off', password_hash: null, login_name: null })
    expect(await inTask()).not.toContain('Petar')
    expect(
      await home.db.selectFrom('task_people').select('role').where('user_id', '=', petar.userId).execute(),
    ).toEqual([{ role: 'assignee' }])
    const { team } = await look(adam(), (here) => readProjectStaff(here, projectOfRila))
    expect(team.map(({ name }) => name)).not.toContain('Petar')
    expect(
      await home.db.selectFrom('project_staff').select('role').where('user_id', '=', petar.userId).execute(),
    ).toEqual([])
  })

  it('[A20] nothing of their card can be changed afterwards: whoever has it open hears it, and nobody thaws them', async () => {
    const { petar, nora } = home.cast
    const { member } = await staffCard(adam(), petar.userId)
    expect(member).toMatchObject({ removedAt: expect.any(String) as string, invited: false })
    const gone = { words: { key: 'staff_gone', values: { name: 'Petar' } } }
    await expect(editStaff(adam(), petar.userId, { ...card('Petar'), version: 2 })).rejects.toMatchObject(gone)
    await expect(freezeStaff(adam(), petar.userId, { frozen: null, lastDay: null })).rejects.toMatchObject(gone)
    await expect(inviteStaffAgain(adam(), petar.userId)).rejects.toMatchObject(gone)
    await removeStaff(home.as(nora), petar.userId, FIRST)
    const back = rearrange(home.db, (db) =>
      db.updateTable('users').set({ removed_at: null, frozen: null }).where('id', '=', petar.userId).execute(),
    )
    await expect(back).rejects.toMatchObject({ code: 'PG010' })
  })

  it('[A20] contracts they own, which nobody else can be given, pass to whoever removes them', async () => {
    const { victor, contractOfRila, nora } = home.cast
    await removeStaff(home.as(nora), victor.userId, FIRST)
    const contract = await home.db
      .selectFrom('contracts')
      .select('owner_id')
      .where('id', '=', contractOfRila)
      .executeTakeFirstOrThrow()
    expect(contract.owner_id).toBe(nora.userId)
  })

  it('[A20] is refused for a card that somebody saved meanwhile; of two who remove each other one stays', async () => {
    const { nora } = home.cast
    const id = await add('Otto')
    await editStaff(adam(), id, { ...card('Otto'), role: 'admin', version: 1 })
    await expect(removeStaff(adam(), id, FIRST)).rejects.toMatchObject({ message: 'card_changed' })
    await editStaff(home.as(nora), home.cast.adam.userId, { ...card('Adam'), role: 'owner', version: 1 })
    const both = await Promise.allSettled([
      removeStaff(home.as(nora), home.cast.adam.userId, { version: 2 }),
      removeStaff(adam(), nora.userId, FIRST),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from users where staff_role = 'owner' and removed_at is null`.execute(home.db)
    expect(rows[0]?.n).toBe(1)
  })
})
