import { afterAll, beforeAll, expect, it } from 'vitest'
import { proveWatchers } from '#server/access/watch.ts'
import { postEntry } from '#server/feed/post-entry.ts'
import { rearrange, sentId, type Member } from '#db/testing/cast.ts'
import { freezeStaff } from '#server/staff/freeze-staff.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { accountPage, contactPage } from './account-page.ts'
import { accountAction } from './account-action.ts'
import { endOfDay } from './end-of-day.ts'
import type { Freezing } from './forms.ts'
import { freezeAccount } from './freeze-account.ts'
import { freezePerson } from './freeze-person.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const say = () => {
  const { ana, taskOfRila } = home.cast
  const form = { sentId: sentId(), body: 'Are the tiles here?', audience: readers(), teamOnly: false }
  return postEntry(home.as(ana), { kind: 'task', id: taskOfRila }, form)
}
const readers = () => Object.values(home.cast).flatMap((one) => (typeof one === 'object' ? [one.userId] : []))
const standing = async () =>
  (await proveWatchers(home.db, [{ caller: home.as(home.cast.ana), streams: [`task:${home.cast.taskOfRila}`] }]))[0]

it('[A17] closes the portal to a person, or leaves them to read, until they are thawed', async () => {
  const { ana, adam } = home.cast
  await freezePerson(home.as(adam), { userId: ana.userId, frozen: 'off', lastDay: null })
  expect(await standing()).toMatchObject({ ended: 'shut', reason: 'person_frozen_off' })
  await expect(say()).rejects.toMatchObject({ message: 'person_frozen_off' })
  await freezePerson(home.as(adam), { userId: ana.userId, frozen: 'read_only', lastDay: '2999-01-01' })
  expect(await standing()).toMatchObject({ ended: null })
  await expect(say()).rejects.toMatchObject({ message: 'person_read_only' })
  await freezePerson(home.as(adam), { userId: ana.userId, frozen: null, lastDay: null })
  await expect(say()).resolves.toBeDefined()
})

it('[A17] is for host admins, and says who did what', async () => {
  const { ana, adam, mila } = home.cast
  const off = { userId: ana.userId, frozen: 'off', lastDay: null } as const
  await expect(freezePerson(home.as(mila), off)).rejects.toMatchObject({ message: 'not_admin' })
  await expect(freezePerson(home.as(adam), { ...off, userId: mila.userId })).rejects.toMatchObject({ status: 404 })
  await freezePerson(home.as(adam), off)
  const [entry] = await home.db.selectFrom('audit_entries').selectAll().orderBy('at', 'desc').limit(1).execute()
  expect(entry).toMatchObject({ what: 'person_frozen', old: { frozen: null }, new: { frozen: 'off' } })
  await freezePerson(home.as(adam), { ...off, frozen: null })
})

it('[A17] closes the portal to everybody of an account in its name, or leaves them to read, until it is thawed', async () => {
  const { ana, adam, rila } = home.cast
  await freezeAccount(home.as(adam), rila, { frozen: 'off', lastDay: null })
  expect(await standing()).toMatchObject({ ended: 'shut', reason: 'account_frozen_off' })
  await expect(say()).rejects.toMatchObject({ message: 'account_frozen_off' })
  await freezeAccount(home.as(adam), rila, { frozen: 'read_only', lastDay: '2999-01-01' })
  expect(await standing()).toMatchObject({ ended: null })
  await expect(say()).rejects.toMatchObject({ message: 'account_read_only' })
  const page = await accountPage(home.as(adam), rila)
  expect([page.frozen, page.mayFreeze]).toEqual([{ how: 'read_only', lastDay: '2999-01-01' }, true])
  expect(page.grants.map(({ frozen }) => frozen)).toEqual(page.grants.map(() => 'read_only'))
  // Of the two freezes of a grant the stricter is told.
  await freezePerson(home.as(adam), { userId: ana.userId, frozen: 'off', lastDay: null })
  const hers = (await accountPage(home.as(adam), rila)).grants.find(({ id }) => id === ana.grantId)
  expect(hers?.frozen).toBe('off')
  await freezePerson(home.as(adam), { userId: ana.userId, frozen: null, lastDay: null })
  await freezeAccount(home.as(adam), rila, { frozen: null, lastDay: null })
  await expect(say()).resolves.toBeDefined()
  expect((await accountPage(home.as(adam), rila)).frozen).toBeNull()
})

it('[A17] an account is frozen by host admins, and it is logged who did what', async () => {
  const { adam, mila, ana, rila } = home.cast
  const off = { frozen: 'off', lastDay: null } as const
  await expect(freezeAccount(home.as(mila), rila, off)).rejects.toMatchObject({ message: 'not_admin' })
  await expect(freezeAccount(home.as(ana), rila, off)).rejects.toMatchObject({ status: 404 })
  await expect(freezeAccount(home.as(adam), ana.userId, off)).rejects.toMatchObject({ status: 404 })
  expect((await accountPage(home.as(mila), rila)).mayFreeze).toBe(false)
  await freezeAccount(home.as(adam), rila, off)
  const [entry] = await home.db.selectFrom('audit_entries').selectAll().orderBy('id', 'desc').limit(1).execute()
  expect(entry).toMatchObject({
    what: 'account_frozen',
    subject: `account:${rila}`,
    actor_id: adam.userId,
    old: { frozen: null },
    new: { frozen: 'off' },
  })
  await freezeAccount(home.as(adam), rila, { ...off, frozen: null })
})

it('[A17] [A6] an Owner is told by mail what became of their access, and until when; others hear of it from their pages', async () => {
  const { adam, vera, rila } = home.cast
  await rearrange(home.db, (db) => db.updateTable('grants').set({ role: 90 }).where('id', '=', vera.grantId).execute())
  const mails = async () => {
    const rows = await home.db.selectFrom('outbox_mails').selectAll().orderBy('created_at').execute()
    return rows.map((mail) => `${mail.to_address}: ${mail.text_body.split('\n\n')[1] ?? ''}`)
  }
  const before = (await mails()).length
  const freeze = (frozen: 'off' | 'read_only' | null, lastDay: string | null = null) =>
    freezeAccount(home.as(adam), rila, { frozen, lastDay })
  await freeze('off')
  await freeze('read_only', '2999-01-01')
  await freeze('read_only', '2999-01-01')
  await freezePerson(home.as(adam), { userId: vera.userId, frozen: 'off', lastDay: '2999-01-01' })
  await freezePerson(home.as(adam), { userId: vera.userId, frozen: null, lastDay: null })
  await freeze(null)
  // Nothing became of it.
  await freeze(null)
  const [off, readOnly, person, thawed, last] = (await mails()).slice(before)
  expect(off).toMatch(/^vera@rila.example: Adam has turned off access .* for Rila Hotels.*You remain its Owner/)
  expect(readOnly).toMatch(/Rila Hotels read-only.*opens again by itself on January 2, 2999/)
  expect(person).toMatch(/turned off.*opens again by itself on January 2, 2999/)
  for (const mail of [thawed, last]) expect(mail).toMatch(/has opened access .* for Rila Hotels again/)
  expect((await mails()).length).toBe(before + 5)
  await rearrange(home.db, (db) => db.updateTable('grants').set({ role: 80 }).where('id', '=', vera.grantId).execute())
})

it('[A17] [A1] is saved on the card of a contact and on the page of the account', async () => {
  const { adam, ana, rila } = home.cast
  const send = (fields: Record<string, string>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    return accountAction(home.as(adam), rila, form)
  }
  const { id } = await home.db
    .updateTable('contacts')
    .set({ user_id: ana.userId })
    .where('account_id', '=', rila)
    .where('name', '=', 'Ana')
    .returning('id')
    .executeTakeFirstOrThrow()
  const card = async () => (await contactPage(home.as(adam), id)).contact
  expect(await card()).toMatchObject({ userId: ana.userId, frozen: null })
  const person = { do: 'freeze_person', userId: ana.userId }
  expect(await send({ ...person, frozen: 'read_only', lastDay: '2999-01-01' })).toEqual({ told: 'frozen' })
  expect(await card()).toMatchObject({ frozen: { how: 'read_only', lastDay: '2999-01-01' } })
  await send({ ...person, frozen: '', lastDay: '' })
  expect(await card()).toMatchObject({ frozen: null })
  expect(await send({ do: 'freeze_account', frozen: 'off', lastDay: '' })).toEqual({ told: 'frozen' })
  expect((await accountPage(home.as(adam), rila)).frozen).toEqual({ how: 'off', lastDay: null })
  await send({ do: 'freeze_account', frozen: '', lastDay: '' })
})

it('[A17] [X10] of two who freeze at once the second is told, and overwrites nothing unseen', async () => {
  const { adam, nora, ana, petar, rila } = home.cast
  const was = { shownFrozen: '', shownLastDay: '' } as const
  const off = { frozen: 'off', lastDay: null } as const
  const said = { status: 409, message: 'freeze_changed' }
  const ways = [
    (who: Member, form: Freezing) => freezeAccount(home.as(who), rila, form),
    (who: Member, form: Freezing) => freezePerson(home.as(who), { userId: ana.userId, ...form }),
    (who: Member, form: Freezing) => freezeStaff(home.as(who), petar.userId, form),
  ]
  for (const freeze of ways) {
    await freeze(adam, { frozen: 'read_only', lastDay: '2999-01-01', ...was })
    await expect(freeze(nora, { ...off, ...was })).rejects.toMatchObject(said)
    await expect(freeze(nora, { ...off, shownFrozen: 'read_only', shownLastDay: '' })).rejects.toMatchObject(said)
    await freeze(nora, { ...off, shownFrozen: 'read_only', shownLastDay: '2999-01-01' })
    await freeze(adam, { frozen: null, lastDay: null, shownFrozen: 'off', shownLastDay: '' })
  }
  await expect(freezeAccount(home.as(home.cast.mila), rila, { ...off, shownFrozen: 'off' })).rejects.toMatchObject({
    message: 'not_admin',
  })
  // One that came to its end by itself is nobody's doing, whichever way it is shown.
  for (const shown of [was, { shownFrozen: 'off', shownLastDay: '2026-01-01' }] as const) {
    await rearrange(home.db, (db) =>
      db
        .updateTable('accounts')
        .set({ frozen: 'off', frozen_until: endOfDay('2026-01-01') })
        .where('id', '=', rila)
        .execute(),
    )
    await freezeAccount(home.as(adam), rila, { frozen: null, lastDay: null, ...shown })
  }
})
