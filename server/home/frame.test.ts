import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

  it('offers the settings, and with them the outbox, to admins only', async () => {
    expect((await frameOf(on.as(on.cast.adam))).places).toContain('settings')
    for (const who of [on.cast.mila, on.cast.ana]) expect((await frameOf(on.as(who))).places).not.toContain('settings')
  })
})
