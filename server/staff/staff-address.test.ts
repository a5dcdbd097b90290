import { afterAll, beforeAll, expect, it } from 'vitest'
import { addContact } from '#server/accounts/add-contact.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { addStaff } from './add-staff.ts'
import { editStaff } from './edit-staff.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const card = (name: string, email: string) => ({
  name,
  email,
  role: 'member' as const,
  mayGrantAccess: false,
  mayLoginAsClient: false,
  mayActAsClient: false,
  doesBilling: false,
  doesContracts: false,
})
const adam = () => home.as(home.cast.adam)
const mailsAbout = (id: string) =>
  home.db
    .selectFrom('outbox_mails')
    .select(['to_address', 'subject', 'text_body'])
    .where('about', '=', `user:${id}`)
    .orderBy('to_address')
    .execute()
const openLinks = (id: string) =>
  home.db.selectFrom('password_resets').select('id').where('user_id', '=', id).where('used_at', 'is', null).execute()

it('[A20] an admin corrects name and address: who is signed in stays so, both addresses hear of it, and it is in the log', async () => {
  const { petar } = home.cast
  const { id: link } = await home.db
    .insertInto('password_resets')
    .values({ user_id: petar.userId, token_hash: 'of the old one', expires_at: new Date(Date.now() + 60_000) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await home.db.updateTable('users').set({ password_hash: 'chosen' }).where('id', '=', petar.userId).execute()
  expect(await openLinks(petar.userId)).toEqual([{ id: link }])

  const form = { ...card('Petar Ivanov', 'petar.ivanov@northlight.example'), version: 1 }
  expect(await editStaff(adam(), petar.userId, form)).toEqual({ moved: true })

  expect(await openLinks(petar.userId)).toEqual([])
  expect(await look(home.as(petar), ({ viewer }) => Promise.resolve(viewer.name))).toBe('Petar Ivanov')
  const mails = await mailsAbout(petar.userId)
  expect(mails.map((mail) => mail.to_address)).toEqual(['petar.ivanov@northlight.example', 'petar@northlight.example'])
  expect(mails[0]?.text_body).toContain('from petar@northlight.example to petar.ivanov@northlight.example')
  const entry = await home.db
    .selectFrom('audit_entries')
    .select(['old', 'new'])
    .where('what', '=', 'staff_card')
    .executeTakeFirstOrThrow()
  expect(entry).toMatchObject({ old: { email: 'petar@northlight.example' }, new: { email: form.email } })
  // A name of their own stays their login name.
  const user = await home.db.selectFrom('users').select('login_name').where('id', '=', petar.userId).executeTakeFirst()
  expect(user?.login_name).toBe('petar')
  expect(await editStaff(adam(), petar.userId, { ...form, version: 2 })).toEqual({ moved: false })
  expect(await mailsAbout(petar.userId)).toHaveLength(2)
})

it('[A20] who has not come yet is invited anew at the corrected address, and signs in with it', async () => {
  const { userId } = await addStaff(adam(), card('Sam', 'smam@northlight.example'))
  const [old] = await openLinks(userId)
  await editStaff(adam(), userId, { ...card('Sam', 'sam@northlight.example'), version: 1 })
  const links = await openLinks(userId)
  expect(links).toHaveLength(1)
  expect(links).not.toContainEqual(old)
  const mail = await home.db
    .selectFrom('outbox_mails')
    .select(['to_address', 'text_body'])
    .where('about', '=', `reset:${links[0]?.id ?? ''}`)
    .executeTakeFirstOrThrow()
  expect(mail.to_address).toBe('sam@northlight.example')
  expect(mail.text_body).toContain('You sign in with sam@northlight.example')
  expect(await mailsAbout(userId)).toEqual([])
})

it('[A20] an address that somebody signs in with is refused, whoever they are, and nothing is changed', async () => {
  const { mila } = home.cast
  for (const email of ['nora@northlight.example', 'ana@rila.example'])
    await expect(editStaff(adam(), mila.userId, { ...card('Mila', email), version: 1 })).rejects.toMatchObject({
      fields: { email: { key: 'address_is_taken' } },
    })
  const user = await home.db.selectFrom('users').select(['email', 'version']).where('id', '=', mila.userId).execute()
  expect(user).toEqual([{ email: 'mila@northlight.example', version: 1 }])
})

it('[A1] [A20] an address of a contact, who cannot sign in yet, is refused by name, whatever its case, also when both come at once', async () => {
  const { corvin, mila } = home.cast
  const person = { phone: null, jobTitle: null, isPrimary: false }
  await addContact(home.as(mila), corvin, { ...person, name: 'Remy', email: 'Remy@Corvin.example' })
  const is = { fields: { email: { key: 'is_contact', values: { name: 'Remy', account: 'Maison Corvin' } } } }
  const remy = card('Remy', 'remy@corvin.example')
  await expect(addStaff(adam(), remy)).rejects.toMatchObject(is)
  await expect(editStaff(adam(), mila.userId, { ...remy, version: 1 })).rejects.toMatchObject(is)
  const named = await home.db.selectFrom('users').select('id').where('name', '=', 'Remy').execute()
  expect(named).toEqual([])
  for (let nth = 0; nth < 5; nth++) {
    const email = `both${String(nth)}@corvin.example`
    const both = await Promise.allSettled([
      addContact(home.as(mila), corvin, { ...person, name: 'Both', email }),
      addStaff(adam(), card('Both', email)),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  }
})

it('[A12] [A20] whom people are told to turn to follows their new name and address', async () => {
  const { nora } = home.cast
  await home.db.updateTable('portal_settings').set({ administrator_contact: 'Nora, nora@northlight.example' }).execute()
  const owner = { ...card('Nora Hale', 'nora.hale@northlight.example'), role: 'owner' as const, version: 1 }
  await editStaff(home.as(nora), nora.userId, owner)
  const settings = await home.db.selectFrom('portal_settings').select('administrator_contact').executeTakeFirst()
  expect(settings?.administrator_contact).toBe('Nora Hale, nora.hale@northlight.example')
})
