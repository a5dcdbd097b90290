import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { external, rearrange } from '#db/testing/cast.ts'
import type { Caller } from '#server/platform/caller.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#server/testing/test-portal.ts'
import { changeGrant, removeGrant } from './change-grant.ts'
import type { ChangeGrantForm } from './forms.ts'
import { listGrants } from './list-grants.ts'
import { grantAction } from './grant-action.ts'
import { suspendGrant } from './suspend-grant.ts'
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

  it('[A5] a last day that is over is refused, and changes nothing; today is a last day', async () => {
    const { rows } = await sql<{ today: string; yesterday: string }>`
      select to_char(day, 'YYYY-MM-DD') as today, to_char(day - 1, 'YYYY-MM-DD') as yesterday
      from (select (clock_timestamp() at time zone time_zone)::date as day from portal_settings) now`.execute(portal.db)
    const { today = '', yesterday = '' } = rows[0] ?? {}
    const { grantId } = portal.people.boris
    const change = (more: Partial<ChangeGrantForm>) => changeGrant(as('adam'), terms(grantId, { role: 30, ...more }))
    const given = async () => (await listGrants(as('adam'), new URLSearchParams())).counts.given
    const before = await given()

    await expect(change({ lastDay: yesterday })).rejects.toMatchObject({ fields: { lastDay: { key: 'day_is_over' } } })
    expect(await viewerOf('boris')).toMatchObject({ expiresAt: null })
    await change({ lastDay: today })
    expect(await given()).toBe(before)

    await rearrange(portal.db, (db) =>
      db
        .updateTable('grants')
        .set({ expires_at: sql`clock_timestamp() - interval '3 days'` })
        .where('id', '=', grantId)
        .execute(),
    )
    const ended = (await listGrants(as('adam'), new URLSearchParams())).people.find(({ id }) => id === grantId)
    expect(await given()).toBe(before - 1)
    await change({ lastDay: ended?.lastDay ?? '', notes: 'left us' })
    await expect(viewerOf('boris')).rejects.toMatchObject({ message: 'grant_expired' })
    await change({ lastDay: null })
    expect(await viewerOf('boris')).toMatchObject({ expiresAt: null })
  })

  it('[A5] who answers for an external is one of the house', async () => {
    await expect(
      changeGrant(as('adam'), terms(portal.people.ana.grantId, { answersId: portal.people.boris.userId })),
    ).rejects.toMatchObject({ fields: { answersId: { key: 'must_be_staff' } } })
  })

  it('[A5] a grant that is suspended in place of being removed keeps its tasks for when it is lifted', async () => {
    const { grantId } = portal.people.ana
    const tasks = () => portal.db.selectFrom('task_people').select('id').where('grant_id', '=', grantId).execute()
    const before = await tasks()
    expect(before).not.toHaveLength(0)
    const { version: seen } = await portal.db
      .selectFrom('grants')
      .select('version')
      .where('id', '=', grantId)
      .executeTakeFirstOrThrow()
    const form = new FormData()
    form.set('do', 'suspend_grant')
    form.set('grantId', grantId)
    form.set('version', String(seen))
    await expect(grantAction(as('petar'), form)).rejects.toMatchObject({ status: 403 })
    expect(await viewerOf('ana')).toMatchObject({ suspended: false })

    expect(await grantAction(as('adam'), form)).toEqual({ told: 'suspended' })
    await expect(viewerOf('ana')).rejects.toMatchObject({ message: 'grant_suspended' })
    expect(await tasks()).toEqual(before)
    await expect(grantAction(as('adam'), form)).rejects.toMatchObject({ message: 'grant_changed' })

    await changeGrant(as('adam'), terms(grantId))
    expect(await viewerOf('ana')).toMatchObject({ suspended: false })
    expect(await tasks()).toEqual(before)
  })

  it('[A6] an Owner’s access cannot be suspended in place of being removed', async () => {
    await expect(suspendGrant(as('nora'), { grantId: await owner() })).rejects.toMatchObject({
      message: 'owner_is_for_ever',
    })
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

  it('[A17] [A3] who may change nothing is told that, not that the grant they saw was removed meanwhile', async () => {
    const { vera, mila } = portal.people
    await removeGrant(as('adam'), { grantId: vera.grantId })
    const gone = { grantId: vera.grantId, version: 1 }
    await expect(removeGrant(as('adam'), gone)).rejects.toMatchObject({ status: 409, message: 'grant_gone' })
    await expect(removeGrant(as('petar'), gone)).rejects.toMatchObject({ status: 403, message: 'may_not_grant_access' })
    await rearrange(portal.db, (db) =>
      db.updateTable('users').set({ frozen: 'read_only' }).where('id', '=', mila.userId).execute(),
    )
    for (const refused of [removeGrant(as('mila'), gone), suspendGrant(as('mila'), gone)])
      await expect(refused).rejects.toMatchObject({ status: 403, message: 'person_read_only' })
  })
})
