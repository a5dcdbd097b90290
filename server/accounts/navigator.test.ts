import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { external } from '#db/testing/cast.ts'
import { look } from '#server/platform/look.ts'
import { deliverMail } from '#server/mail/deliver-mail.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { accountPage, contactPage } from './account-page.ts'
import { accessChangesIn } from './access-form.ts'
import { addContact } from './add-contact.ts'
import { changeGrant } from './change-grant.ts'
import { enableAccess } from './enable-access.ts'
import { listGrants } from './list-grants.ts'
import { navigatorAction } from './navigator-action.ts'
import { saveAccess } from './save-access.ts'
import { resumeAccess, suspendAccess } from './switch-access.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const adam = () => home.as(home.cast.adam)
const mila = () => home.as(home.cast.mila)
const users = async (asked: string) =>
  (await listGrants(mila(), new URLSearchParams(asked))).people.map(({ user }) => user.name)
const grantOf = (id: string) => home.db.selectFrom('grants').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const formOf = (fields: Record<string, string | string[]>) => {
  const form = new FormData()
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(name, value)
  return form
}

describe('the navigator', () => {
  it('[A8] shows who has access to whose data and how far, filters, sorts, searches and pages', async () => {
    expect((await users(''))[0]).toBe('Claire')
    expect(await users('')).toHaveLength(5)
    expect(await users('sort=user')).toEqual(['Ana', 'Boris', 'Claire', 'Jonas', 'Vera'])
    expect(await users('sort=user&direction=desc')).toEqual(['Vera', 'Jonas', 'Claire', 'Boris', 'Ana'])
    expect((await users('sort=role')).slice(2)).toEqual(['Ana', 'Boris', 'Jonas'])
    expect((await users('sort=days'))[0]).toBe('Ana')
    expect(await users('kind=collaborator')).toEqual(['Jonas'])
    expect((await users('role=80')).sort()).toEqual(['Claire', 'Vera'])
    expect(await users('q=corvin')).toEqual(['Claire'])
    expect(await users('state=suspended')).toEqual([])
    expect(await users('state=online')).toEqual([])
    const [ana] = (await listGrants(mila(), new URLSearchParams('q=ana@rila'))).people
    expect(ana).toMatchObject({
      account: { name: 'Rila Hotels' },
      role: 40,
      daysBack: 90,
      kind: 'client',
      answers: { name: 'Mila' },
      online: false,
      state: 'live',
    })
    await expect(listGrants(home.as(home.cast.vera), new URLSearchParams())).rejects.toMatchObject({ status: 404 })
  })

  it('[A2] [A8] who was invited stands among them until they come: found, counted, filtered, with what became of the mail', async () => {
    const before = (await listGrants(mila(), new URLSearchParams())).counts
    const { contactId } = await addContact(mila(), home.cast.corvin, {
      name: 'Bruno',
      email: 'bruno@corvin.example',
      phone: null,
      jobTitle: null,
      isPrimary: false,
    })
    expect(await users('q=bruno')).toEqual([])
    const terms = { kind: 'client', role: 20, daysBack: 14, lastDay: null, notes: 'Trial', answersId: null } as const
    const { invitationId } = await enableAccess(mila(), { ...terms, contactId, email: 'bruno@corvin.example' })
    for (const asked of ['q=bruno', 'q=bruno@corvin', 'state=invited', 'role=20&kind=client&state=invited'])
      expect(await users(asked)).toEqual(['Bruno'])
    expect(await users('sort=user')).toEqual(['Ana', 'Boris', 'Bruno', 'Claire', 'Jonas', 'Vera'])
    for (const asked of ['state=live', 'state=online', 'state=suspended', 'role=40&state=invited'])
      expect(await users(asked)).not.toContain('Bruno')
    const one = async () => (await listGrants(mila(), new URLSearchParams('q=bruno'))).people[0]
    expect(await one()).toMatchObject({
      ...{ id: invitationId, state: 'invited', daysBack: 14, notes: 'Trial', mayChange: true },
      ...{ account: { name: 'Maison Corvin' }, answers: { name: 'Mila' }, mail: { state: 'waiting', at: null } },
    })
    const waiting = await home.db
      .selectFrom('outbox_mails')
      .select('id')
      .where('about', '=', `invitation:${invitationId}`)
      .executeTakeFirstOrThrow()
    const heard: string[] = []
    const deaf = home.portal.doorbell.listen((streams) => void heard.push(...streams))
    await deliverMail(home.portal, () => Promise.resolve(), waiting.id)
    deaf()
    expect(heard).toContain('access')
    expect(await one()).toMatchObject({ mail: { state: 'sent', at: expect.any(String) as string } })
    expect((await listGrants(mila(), new URLSearchParams())).counts).toEqual({ ...before, invited: before.invited + 1 })
    await home.db
      .updateTable('invitations')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('id', '=', invitationId)
      .execute()
    expect(await one()).toMatchObject({ state: 'run_out' })
    await navigatorAction(mila(), formOf({ do: 'send_again', invitationId }))
    expect(await one()).toMatchObject({ state: 'invited', mail: { state: 'waiting' } })
    await navigatorAction(mila(), formOf({ do: 'withdraw', invitationId }))
    expect(await users('q=bruno')).toEqual([])
    expect((await listGrants(mila(), new URLSearchParams())).counts).toEqual(before)
  })

  it('[A8] goes on where it stopped, in every order, and shows nobody twice', async () => {
    for (let nth = 0; nth < 33; nth++)
      await external(home.db, {
        name: `Guest ${nth % 7}`,
        email: `guest${nth}@corvin.example`,
        accountId: home.cast.corvin,
        role: nth % 2 ? 20 : 40,
        answersId: home.cast.mila.userId,
      })
    for (let nth = 0; nth < 7; nth++) {
      const name = `Guest ${nth}`
      const email = `offered${nth}@corvin.example`
      const person = { name, email, phone: null, jobTitle: null, isPrimary: false }
      const { contactId } = await addContact(mila(), home.cast.corvin, person)
      const terms = { kind: 'client', role: 20, daysBack: null, lastDay: null, notes: '', answersId: null } as const
      await enableAccess(mila(), { ...terms, contactId, email })
    }
    for (const sort of ['customer', 'user', 'role', 'days', 'kind', 'ends', 'seen']) {
      const first = await listGrants(mila(), new URLSearchParams({ sort }))
      expect(first.people).toHaveLength(30)
      const all = await listGrants(mila(), new URLSearchParams(`sort=${sort}&${first.more ?? ''}`))
      expect(all.more).toBeNull()
      expect(new Set(all.people.map(({ id }) => id)).size).toBe(45)
    }
  })

  it('[A8] [X10] who saves a grant that was changed meanwhile is told, and it stays', async () => {
    const { grantId } = home.cast.boris
    const terms = { grantId, daysBack: null, lastDay: null, notes: '', answersId: null, version: 1 }
    await changeGrant(mila(), { ...terms, role: 30 })
    await expect(changeGrant(adam(), { ...terms, role: 10 })).rejects.toMatchObject({
      status: 409,
      words: { key: 'grant_changed', values: { name: 'Boris' } },
    })
    expect(await grantOf(grantId)).toMatchObject({ role: 30, version: 2 })
  })
})

describe('the panel of an account', () => {
  const row = (grantId: string, version: number, fields: Record<string, string>) => ({
    row: grantId,
    [`change.${grantId}`]: '1',
    [`version.${grantId}`]: String(version),
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${name}.${grantId}`, value])),
  })

  it('[A8] Save and close applies all changes at once, as one change of rules', async () => {
    const { ana, vera, rila } = home.cast
    const { contactId } = await addContact(mila(), rila, {
      name: 'Rosa',
      email: 'rosa@rila.example',
      phone: null,
      jobTitle: null,
      isPrimary: false,
    })
    const before = await home.db.selectFrom('policy_changes').select('version').execute()
    await saveAccess(
      adam(),
      rila,
      accessChangesIn(
        formOf({
          ...row(ana.grantId, 1, { role: '30', daysBack: '7' }),
          ...{ row: [ana.grantId, vera.grantId] },
          [`remove.${vera.grantId}`]: 'on',
          [`version.${vera.grantId}`]: '1',
          add: 'new1',
          'contactId.new1': contactId,
          'email.new1': 'rosa@rila.example',
          'kind.new1': 'client',
          'role.new1': '40',
        }),
      ),
    )
    expect(await grantOf(ana.grantId)).toMatchObject({ role: 30, days_back: 7 })
    const page = await accountPage(adam(), rila)
    expect(page.grants.map(({ user }) => user.name).sort()).toEqual(['Ana', 'Boris', 'Jonas'])
    expect((await contactPage(adam(), contactId)).contact).toMatchObject({ access: 'invited' })
    const after = await home.db.selectFrom('policy_changes').select('version').execute()
    expect(after.length).toBe(before.length + 1)
  })

  it('[A8] one change that is refused refuses them all, each by its row', async () => {
    const { ana, boris, claire, rila } = home.cast
    const bad = (fields: Record<string, string | string[]>, who = adam()) =>
      Promise.resolve()
        .then(() => accessChangesIn(formOf(fields)))
        .then((changes) => saveAccess(who, rila, changes))
    const wish = row(ana.grantId, 2, { role: '10' })
    const both = (other: Record<string, string>, id: string) => ({ ...wish, ...other, row: [ana.grantId, id] })
    await expect(bad(both(row(boris.grantId, 1, { role: '20' }), boris.grantId))).rejects.toMatchObject({
      fields: { [`row.${boris.grantId}`]: { key: 'grant_changed', values: { name: 'Boris' } } },
    })
    await expect(bad(both(row(boris.grantId, 2, { role: '20', daysBack: '0' }), boris.grantId))).rejects.toMatchObject({
      fields: { [`daysBack.${boris.grantId}`]: { key: 'at_least_one' } },
    })
    // A grant of another account is not reached through this one.
    await expect(bad(both(row(claire.grantId, 1, { role: '10' }), claire.grantId))).rejects.toMatchObject({
      fields: { [`row.${claire.grantId}`]: { key: 'grant_gone' } },
    })
    await expect(bad(wish, home.as(home.cast.petar))).rejects.toMatchObject({ message: 'may_not_grant_access' })
    expect(await grantOf(ana.grantId)).toMatchObject({ role: 30, version: 2 })
  })
})

describe('the flag "Access to the portal"', () => {
  const contactOf = async (userId: string) =>
    (await home.db.selectFrom('contacts').select('id').where('user_id', '=', userId).executeTakeFirstOrThrow()).id
  const enters = (who: 'claire' | 'ana') =>
    look(home.as(home.cast[who]), () => Promise.resolve(true)).catch((error: unknown) =>
      error instanceof Error ? error.message : error,
    )

  it('[A2] clearing it suspends that person’s grants for the account, at once; setting it opens them as they were', async () => {
    const contactId = await contactOf(home.cast.claire.userId)
    expect(await enters('claire')).toBe(true)
    await suspendAccess(adam(), { contactId })
    expect(await enters('claire')).toBe('grant_suspended')
    expect((await contactPage(adam(), contactId)).contact).toMatchObject({ access: 'suspended' })
    expect(await enters('ana')).toBe(true)
    await resumeAccess(adam(), { contactId })
    expect(await enters('claire')).toBe(true)
  })

  it('[A2] [A3] only those who may grant that access clear it, and never an Owner’s', async () => {
    const contactId = await contactOf(home.cast.claire.userId)
    await expect(suspendAccess(home.as(home.cast.petar), { contactId })).rejects.toMatchObject({ status: 403 })
    // Claire is L80: above what Mila may give.
    await expect(suspendAccess(mila(), { contactId })).rejects.toMatchObject({ status: 403 })
    await home.db.insertInto('contacts').values({ account_id: home.cast.corvin, name: 'Kim' }).execute()
    const owner = await external(home.db, {
      name: 'Kalin',
      email: 'kalin@corvin.example',
      accountId: home.cast.corvin,
      role: 90,
      answersId: home.cast.mila.userId,
    })
    await expect(suspendAccess(adam(), { contactId: await contactOf(owner.userId) })).rejects.toMatchObject({
      message: 'owner_is_for_ever',
    })
  })

  it('[A2] clearing it takes back an invitation that was not used', async () => {
    const { contactId } = await addContact(mila(), home.cast.corvin, {
      name: 'Agnès',
      email: 'agnes@corvin.example',
      phone: null,
      jobTitle: null,
      isPrimary: false,
    })
    await enableAccess(mila(), {
      contactId,
      email: 'agnes@corvin.example',
      kind: 'client',
      role: 20,
      daysBack: null,
      lastDay: null,
      notes: '',
      answersId: null,
    })
    await suspendAccess(mila(), { contactId })
    expect((await contactPage(mila(), contactId)).contact).toMatchObject({ access: 'none', invitations: [] })
  })
})
