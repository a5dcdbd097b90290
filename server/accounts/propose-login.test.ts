import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loginName } from '#server/auth/forms.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { proposeLogin } from './propose-login.ts'

let on: TestPortal
beforeAll(async () => void (on = await testPortal()))
afterAll(() => on.close())

describe('the login name that is proposed to somebody new', () => {
  it.each([
    ['Ana Petrova', 'ana.petrova'],
    ['  Калин  Илиев ', 'калин.илиев'],
    ['Seán O’Brien-Smith', 'seán.o.brien.smith'],
    ['ليلى حداد', 'ليلى.حداد'],
    ['x'.repeat(200), 'x'.repeat(36)],
  ])('[A4] is made of their name, as one could choose it: %s', async (name, proposed) => {
    expect(await proposeLogin(on.db, name)).toBe(proposed)
    expect(loginName.safeParse(proposed).success).toBe(true)
  })

  it('[A4] is nobody else’s', async () => {
    expect(await proposeLogin(on.db, 'MILA')).toBe('mila.2')
    await on.db.updateTable('users').set({ login_name: 'Mila.2' }).where('login_name', '=', 'petar').execute()
    expect(await proposeLogin(on.db, 'Mila')).toBe('mila.3')
  })

  it('[A4] is left to them where their name makes none', async () => {
    for (const name of ['', '…', '李明', 'A']) expect(await proposeLogin(on.db, name)).toBe('')
  })
})
