import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NAMES } from '#db/testing/names.ts'
import type { Caller } from '#server/platform/caller.ts'
import { streamOf } from '#server/streams/events.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { accountPage, contactPage } from './account-page.ts'
import { addContact } from './add-contact.ts'
import { createAccount } from './create-account.ts'
import { editAccount } from './edit-account.ts'
import { editContact } from './edit-contact.ts'
import { enableAccess } from './enable-access.ts'
import type { AccountForm, ContactForm } from './forms.ts'
import { accountForm, contactForm, enableAccessForm } from './forms.ts'
import { listAccounts } from './list-accounts.ts'
import { removeContact } from './remove-contact.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const account = (more: Partial<AccountForm> = {}): AccountForm => ({
  name: 'Old Mill',
  isCustomer: true,
  isSupplier: false,
  isPerson: false,
  email: null,
  phone: null,
  website: null,
  address: null,
  locale: 'en',
  ...more,
})
const person = (name: string, more: Partial<ContactForm> = {}): ContactForm => ({
  name,
  email: null,
  phone: null,
  jobTitle: null,
  isPrimary: false,
  ...more,
})
const mila = () => home.as(home.cast.mila)
const found = async (asked: string, only?: 'supplier') =>
  (await listAccounts(mila(), new URLSearchParams(asked), only)).accounts.map(({ name }) => name)

describe('accounts', () => {
  it('[A1] are customers, suppliers or both, and a one-person business is its own first contact', async () => {
    await expect(createAccount(mila(), account({ isCustomer: false }))).rejects.toMatchObject({
      fields: { isCustomer: { key: 'customer_or_supplier' } },
    })
    const { accountId } = await createAccount(
      mila(),
      account({ name: 'Tom Weaver', isPerson: true, isSupplier: true, email: 'tom@weaver.example' }),
    )
    const page = await accountPage(mila(), accountId)
    expect(page.account).toMatchObject({ name: 'Tom Weaver', isCustomer: true, isSupplier: true, isPerson: true })
    expect(page.contacts).toMatchObject([{ name: 'Tom Weaver', email: 'tom@weaver.example', isPrimary: true }])
    expect(await found('kind=person')).toEqual(['Tom Weaver'])
    expect(await found('', 'supplier')).toEqual(['Tom Weaver'])
    expect(await found('kind=customer')).toContain('Rila Hotels')
  })

  it.each(NAMES)('[A1] keep a name as it was typed: %s', async (name) => {
    const { accountId } = await createAccount(mila(), accountForm.parse({ name, isCustomer: 'on' }))
    await addContact(mila(), accountId, contactForm.parse({ name }))
    expect(await accountPage(mila(), accountId)).toMatchObject({ account: { name }, contacts: [{ name }] })
    expect(await found(`q=${encodeURIComponent(Array.from(name).slice(0, 12).join(''))}`)).toEqual([name])
    expect(accountForm.safeParse({ name: `${name}${'x'.repeat(200)}`, isCustomer: 'on' }).success).toBe(false)
  })

  it('[A1] [S24] have a website that is one, or are told so: nothing else becomes a link', () => {
    const site = (website: string) => accountForm.safeParse({ name: 'Old Mill', isCustomer: 'on', website })
    for (const [typed, kept] of [
      ['koehler.example', 'https://koehler.example'],
      ['https://www.koehler.example/bread', 'https://www.koehler.example/bread'],
      ['http://koehler.example', 'http://koehler.example'],
      ['koehler.example:8080', 'https://koehler.example:8080'],
      ['', null],
    ])
      expect(site(typed ?? '').data?.website, String(typed)).toBe(kept)
    for (const typed of [
      'koehler',
      'javascript:alert(1)//a.b',
      'mailto:a@b.example',
      'two words.example',
      'https://a@b.example',
    ])
      expect(site(typed).error?.issues, typed).toMatchObject([{ path: ['website'], message: 'not_a_website' }])
  })

  it('[A1] are found by their people, and by how far the portal is open to them', async () => {
    expect(await found('q=claire')).toEqual(['Maison Corvin'])
    expect(await found('access=open')).toEqual(['Maison Corvin', 'Rila Hotels'])
    expect(await found('access=none')).not.toContain('Rila Hotels')
    expect(await found('q=%25')).toEqual([])
  })

  it('[A1] [A8] count people: who has two kinds of access, or is invited to two, is one of them', async () => {
    const { ana, rila } = home.cast
    const counts = async () =>
      (await listAccounts(mila(), new URLSearchParams('q=Rila'))).accounts.map(({ grants, invited }) => ({
        grants,
        invited,
      }))
    const before = await counts()
    await home.db
      .insertInto('grants')
      .values({ user_id: ana.userId, account_id: rila, kind: 'supplier', role: 10 })
      .execute()
    expect(await counts()).toEqual(before)
  })

  it('[A1] [X10] two who save one account: the second is told, and nothing is overwritten', async () => {
    const { accountId } = await createAccount(mila(), account({ name: 'Harbour' }))
    await editAccount(mila(), accountId, { ...account({ name: 'Harbour Foods' }), version: 1 })
    for (const isSupplier of [false, true])
      await expect(
        editAccount(home.as(home.cast.adam), accountId, { ...account({ name: 'Port', isSupplier }), version: 1 }),
      ).rejects.toMatchObject({ status: 409, message: 'account_changed' })
    await editAccount(mila(), accountId, { ...account({ name: 'Harbour Foods', isSupplier: true }), version: 2 })
    expect((await accountPage(mila(), accountId)).account).toMatchObject({ name: 'Harbour Foods', isSupplier: true })
  })

  it('[A1] are no business of externals, whose answer is that of what never was', async () => {
    for (const who of [home.cast.ana, home.cast.vera]) {
      await expect(accountPage(home.as(who), home.cast.rila)).rejects.toMatchObject({ status: 404 })
      await expect(listAccounts(home.as(who), new URLSearchParams())).rejects.toMatchObject({ status: 404 })
    }
    await expect(accountPage(mila(), 'no id at all')).rejects.toMatchObject({ status: 404 })
  })
})

describe('contacts', () => {
  it('[A1] one is primary: the first, then whoever is made it, also when two are at once', async () => {
    const { accountId } = await createAccount(mila(), account({ name: 'Crane' }))
    const ivy = await addContact(mila(), accountId, person('Ivy'))
    const ned = await addContact(mila(), accountId, person('Ned'))
    const primary = async () =>
      (await accountPage(mila(), accountId)).contacts.filter(({ isPrimary }) => isPrimary).map(({ name }) => name)
    expect(await primary()).toEqual(['Ivy'])
    await Promise.all([
      editContact(mila(), { ...person('Ned', { isPrimary: true }), ...ned, version: 1 }),
      addContact(mila(), accountId, person('Ola', { isPrimary: true })),
    ])
    expect(await primary()).toHaveLength(1)
    await removeContact(mila(), ivy)
    const [now] = (await accountPage(mila(), accountId)).contacts
    await removeContact(mila(), { contactId: now?.id ?? '' })
    expect(await primary()).toHaveLength(1)
  })

  it('[A1] somebody who has access is not taken out of the contacts, and who was invited is not let in afterwards', async () => {
    const ana = await home.db
      .selectFrom('contacts')
      .select('id')
      .where('user_id', '=', home.cast.ana.userId)
      .executeTakeFirstOrThrow()
    await expect(removeContact(mila(), { contactId: ana.id })).rejects.toMatchObject({ message: 'contact_has_access' })
    expect((await contactPage(mila(), ana.id)).contact).toMatchObject({ access: 'live' })
  })

  it('[A1] [A3] why one stays among the contacts is on their card, as it is refused: access, or an invitation that is not one’s own to take back', async () => {
    const { accountId } = await createAccount(mila(), account({ name: 'Ferry Lines' }))
    const { contactId } = await addContact(mila(), accountId, person('Otto', { email: 'otto@ferry.example' }))
    const adam = home.as(home.cast.adam)
    const kept = async (who: Caller, id = contactId) => (await contactPage(who, id)).contact?.kept
    const form = { contactId, email: 'otto@ferry.example', kind: 'client', role: 80 }
    await enableAccess(adam, enableAccessForm.parse(form))
    expect([await kept(mila()), await kept(adam)]).toEqual(['invitation', null])
    await expect(removeContact(mila(), { contactId })).rejects.toMatchObject({ status: 403 })
    expect(await kept(adam)).toBeNull()
    const ana = await home.db
      .selectFrom('contacts')
      .select('id')
      .where('user_id', '=', home.cast.ana.userId)
      .executeTakeFirstOrThrow()
    expect([await kept(adam, ana.id), await kept(mila(), ana.id)]).toEqual(['access', 'access'])
    const navigators = () =>
      home.db
        .selectFrom('events')
        .select('seq')
        .where('stream', '=', streamOf.access)
        .where('fact', '=', 'access.changed')
        .execute()
    const before = (await navigators()).length
    await removeContact(adam, { contactId })
    expect(await navigators()).toHaveLength(before + 1)
    await expect(contactPage(adam, contactId)).rejects.toMatchObject({ status: 404 })
  })

  it('[A1] an address is one contact’s of an account: the second is refused by the first one’s name, also when both come at once', async () => {
    const { accountId } = await createAccount(mila(), account({ name: 'Harbour Mills' }))
    const both = await Promise.allSettled([
      addContact(mila(), accountId, person('Grace', { email: 'grace@harbour.example' })),
      addContact(home.as(home.cast.adam), accountId, person('Grace', { email: 'Grace@Harbour.example' })),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const taken = { fields: { email: { key: 'contact_has_address', values: { name: 'Grace' } } } }
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: taken })
    const { contactId } = await addContact(mila(), accountId, person('Ned', { email: 'ned@harbour.example' }))
    const edit = (email: string) => editContact(mila(), { ...person('Ned', { email }), contactId, version: 1 })
    await expect(edit('grace@harbour.example')).rejects.toMatchObject(taken)
    await edit('ned@harbour.example')
    // The same person is known in another account too.
    const other = await createAccount(mila(), account({ name: 'Harbour Foods East' }))
    await addContact(mila(), other.accountId, person('Grace', { email: 'grace@harbour.example' }))
  })

  it('[A1] [A2] enabling access gives a contact no address that another one of the account has', async () => {
    const { accountId } = await createAccount(mila(), account({ name: 'Harbour Bakers' }))
    await addContact(mila(), accountId, person('Grace', { email: 'grace@bakers.example' }))
    const { contactId } = await addContact(mila(), accountId, person('Ned'))
    const enable = (email: string) =>
      enableAccess(mila(), enableAccessForm.parse({ contactId, email, kind: 'client', role: 40 }))
    const taken = { fields: { email: { key: 'contact_has_address', values: { name: 'Grace' } } } }
    for (const email of ['grace@bakers.example', 'Grace@Bakers.example'])
      await expect(enable(email)).rejects.toMatchObject(taken)
    const ned = () => home.db.selectFrom('contacts').select('email').where('id', '=', contactId).executeTakeFirst()
    expect(await ned()).toEqual({ email: null })
    expect(await home.db.selectFrom('invitations').where('contact_id', '=', contactId).execute()).toEqual([])
    await enable('ned@bakers.example')
    expect(await ned()).toEqual({ email: 'ned@bakers.example' })
    // Nor does another's address make another person of who has one.
    await expect(enable('grace@bakers.example')).rejects.toMatchObject(taken)
  })

  it('[A1] [A20] an address of the host’s own people is no contact’s', async () => {
    const staff = { fields: { email: { key: 'is_staff' } } }
    const { email } = await home.db
      .selectFrom('users')
      .select('email')
      .where('id', '=', home.cast.adam.userId)
      .executeTakeFirstOrThrow()
    await expect(addContact(mila(), home.cast.corvin, person('Adam', { email }))).rejects.toMatchObject(staff)
    // By a login name one comes in as by an address.
    const login = { userId: home.cast.petar.userId, name: 'petar@old-name.example' }
    await home.db.updateTable('users').set({ login_name: login.name }).where('id', '=', login.userId).execute()
    await expect(addContact(mila(), home.cast.corvin, person('Petar', { email: login.name }))).rejects.toMatchObject(
      staff,
    )
    const { contactId } = await addContact(mila(), home.cast.corvin, person('Remy'))
    await expect(
      editContact(mila(), { ...person('Remy', { email: email.toUpperCase() }), contactId, version: 1 }),
    ).rejects.toMatchObject(staff)
    await expect(createAccount(mila(), account({ name: 'Adam, alone', isPerson: true, email }))).rejects.toMatchObject(
      staff,
    )
  })

  it('[A1] [X10] two who save one contact: the second is told', async () => {
    const { contactId } = await addContact(mila(), home.cast.corvin, person('Luc'))
    await editContact(mila(), { ...person('Luc Fontanel'), contactId, version: 1 })
    await expect(
      editContact(home.as(home.cast.adam), { ...person('Lucas'), contactId, version: 1 }),
    ).rejects.toMatchObject({ status: 409, message: 'contact_changed' })
    expect((await contactPage(mila(), contactId)).contact).toMatchObject({ name: 'Luc Fontanel' })
  })
})
