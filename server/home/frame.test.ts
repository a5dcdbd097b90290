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
})
