import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { frameOf } from './frame.ts'

let on: TestPortal
beforeAll(async () => {
  on = await testPortal()
})
afterAll(() => on.close())

describe('the frame', () => {
  it.each([true, false])('says whether mail leaves the portal: %s', async (sendsMail) => {
    const caller = on.as(on.cast.mila)
    expect(await frameOf({ ...caller, portal: { ...on.portal, sendsMail } })).toMatchObject({ sendsMail })
  })

  it('[A7] says how far back an external sees, and nothing of it to staff and whoever sees everything', async () => {
    const { ana, boris, mila } = on.cast
    await rearrange(on.db, (db) =>
      db.updateTable('grants').set({ days_back: 90 }).where('id', '=', ana.grantId).execute(),
    )
    expect((await frameOf(on.as(ana))).grant).toMatchObject({ daysBack: 90 })
    expect((await frameOf(on.as(boris))).grant).toMatchObject({ daysBack: null })
    expect((await frameOf(on.as(mila))).grant).toBeNull()
  })

  it('offers the settings, and with them the outbox, to admins only', async () => {
    expect((await frameOf(on.as(on.cast.adam))).places).toContain('settings')
    for (const who of [on.cast.mila, on.cast.ana]) expect((await frameOf(on.as(who))).places).not.toContain('settings')
  })

  it('[A5] [S3] says that access has ended, and whom to ask, to whom it was taken; an address that is another’s is none', async () => {
    const { ana, vera } = on.cast
    await rearrange(on.db, (db) => db.deleteFrom('grants').where('id', '=', vera.grantId).execute())
    await expect(frameOf(on.as(vera))).rejects.toMatchObject({
      status: 403,
      words: { key: 'no_grant', values: { host: 'Portico' } },
    })
    await expect(frameOf({ ...on.as(ana), grantId: vera.grantId })).rejects.toMatchObject({ status: 404 })
    await expect(frameOf({ ...on.as(on.cast.mila), grantId: vera.grantId })).rejects.toMatchObject({ status: 404 })
  })

  it('[A17] says to whoever may only read that it is so, and why', async () => {
    const { boris, rila } = on.cast
    const freeze = (table: 'users' | 'accounts', id: string, frozen: 'read_only' | null) =>
      rearrange(on.db, (db) => db.updateTable(table).set({ frozen }).where('id', '=', id).execute())
    const readOnly = async () => (await frameOf(on.as(boris))).readOnly
    expect(await readOnly()).toBeNull()
    await freeze('accounts', rila, 'read_only')
    expect(await readOnly()).toBe('account_read_only')
    await freeze('users', boris.userId, 'read_only')
    expect(await readOnly()).toBe('person_read_only')
    await freeze('users', boris.userId, null)
    await freeze('accounts', rila, null)
  })
})
