import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { external } from '#db/testing/cast.ts'
import type { Caller } from '#server/platform/caller.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#server/testing/test-portal.ts'
import { changeGrant, removeGrant } from './change-grant.ts'
import type { ChangeGrantForm } from './forms.ts'
import { accountPage } from './account-page.ts'

describe('changing access', () => {
  let portal: TestPortal
  beforeAll(async () => {
    portal = await testPortal()
  })
  afterAll(() => portal.close())

  const as = (who: 'adam' | 'nora' | 'mila' | 'petar' | 'ana' | 'boris' | 'vera'): Caller => {
    const { userId, sessionId, grantId } = portal.people[who]
    return { portal: portal.portal, userId, sessionId, grantId, address: '127.0.0.1' }
  }
  const terms = (grantId: string, more: Partial<ChangeGrantForm> = {}): ChangeGrantForm => ({
    grantId,
    role: 40,
    daysBack: null,
    lastDay: null,
    notes: '',
    answersId: null,
    ...more,
  })
  const version = async () =>
    (await portal.db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()).version
  const viewerOf = (who: 'ana' | 'boris') => look(as(who), ({ viewer }) => Promise.resolve(viewer.grant))
  const owner = async () =>
    (
      await external(portal.db, {
        name: 'Kalin',
        email: `kalin${String(Math.random())}@rila.example`,
        accountId: portal.people.rila,
        role: 90,
        answersId: portal.people.mila.userId,
      })
    ).grantId

  it('[A5] a changed role and days back are in force when it returns, and the change is on record', async () => {
    const before = await version()
    expect(await viewerOf('boris')).toMatchObject({ role: 20, horizon: null })
    await changeGrant(as('mila'), terms(portal.people.boris.grantId, { role: 30, daysBack: 7 }))
    expect(await viewerOf('boris')).toMatchObject({ role: 30 })
    expect((await viewerOf('boris'))?.horizon).toBeInstanceOf(Date)
    expect(await version()).toBeGreaterThan(before)
    const entry = await portal.db
      .selectFrom('audit_entries')
      .selectAll()
      .where('what', '=', 'grant_changed')
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({
      actor_id: portal.people.mila.userId,
      subject: `grant:${portal.people.boris.grantId}`,
      old: { role: 20 },
      new: { role: 30, days_back: 7 },
    })
  })

  it('[A3] others do not, and nothing is changed', async () => {
    await expect(changeGrant(as('petar'), terms(portal.people.ana.grantId, { role: 10 }))).rejects.toMatchObject({
      status: 403,
      message: 'may_not_grant_access',
    })
    await expect(removeGrant(as('vera'), { grantId: portal.people.ana.grantId })).rejects.toMatchObject({ status: 404 })
    expect(await viewerOf('ana')).toMatchObject({ role: 40 })
  })

  it('[A20] staff who may grant access neither reach above L40 nor give it', async () => {
    await expect(changeGrant(as('mila'), terms(portal.people.vera.grantId))).rejects.toMatchObject({ status: 403 })
    await expect(removeGrant(as('mila'), { grantId: portal.people.vera.grantId })).rejects.toMatchObject({
      status: 403,
    })
    await expect(changeGrant(as('mila'), terms(portal.people.ana.grantId, { role: 80 }))).rejects.toMatchObject({
      status: 403,
    })
    const page = await accountPage(as('mila'), portal.people.rila)
    expect(
      page.contacts.flatMap((contact) => contact.grants).find((grant) => grant.id === portal.people.vera.grantId)
        ?.mayChange,
    ).toBe(false)
  })

  it('[A6] nobody lowers, limits, suspends or removes an Owner', async () => {
    const grantId = await owner()
    for (const who of ['adam', 'nora'] as const) {
      const limits: Partial<ChangeGrantForm>[] = [
        { role: 80 },
        { role: 90, daysBack: 30 },
        { role: 90, lastDay: '2099-01-01' },
        { role: 90, suspended: 'on' },
      ]
      for (const more of limits)
        await expect(changeGrant(as(who), terms(grantId, more))).rejects.toMatchObject({
          status: 403,
          message: 'owner_is_for_ever',
        })
      await expect(removeGrant(as(who), { grantId })).rejects.toMatchObject({ message: 'owner_is_for_ever' })
    }
    const grant = await portal.db.selectFrom('grants').selectAll().where('id', '=', grantId).executeTakeFirstOrThrow()
    expect(grant).toMatchObject({ role: 90, days_back: null, expires_at: null, suspended_at: null })
  })

  it('[A6] an Owner’s notes and who answers may change', async () => {
    const grantId = await owner()
    await changeGrant(
      as('adam'),
      terms(grantId, { role: 90, notes: 'met in May', answersId: portal.people.mila.userId }),
    )
    expect(
      await portal.db.selectFrom('grants').select('notes').where('id', '=', grantId).executeTakeFirstOrThrow(),
    ).toEqual({ notes: 'met in May' })
  })

  it('[A6] raising to Owner needs the warning read', async () => {
    await expect(changeGrant(as('adam'), terms(portal.people.vera.grantId, { role: 90 }))).rejects.toMatchObject({
      fields: { understood: { key: 'owner_understood' } },
    })
  })

  it('[A5] who answers for an external is one of the house', async () => {
    await expect(
      changeGrant(as('adam'), terms(portal.people.ana.grantId, { answersId: portal.people.boris.userId })),
    ).rejects.toMatchObject({ fields: { answersId: { key: 'must_be_staff' } } })
  })

  it('[A5] a removed grant takes the person out of everything of that account', async () => {
    expect(
      await portal.db
        .selectFrom('task_people')
        .select('id')
        .where('grant_id', '=', portal.people.ana.grantId)
        .execute(),
    ).not.toHaveLength(0)
    await removeGrant(as('adam'), { grantId: portal.people.ana.grantId })
    await expect(viewerOf('ana')).rejects.toMatchObject({ status: 404 })
    expect(
      await portal.db
        .selectFrom('task_people')
        .select('id')
        .where('grant_id', '=', portal.people.ana.grantId)
        .execute(),
    ).toHaveLength(0)
  })
})
