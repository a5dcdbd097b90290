import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loginName } from '#server/auth/forms.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { proposeLogin } from './propose-login.ts'

let on: TestPortal
beforeAll(async () => void (on = await testPortal()))
afterAll(() => on.close())

describe('the login name that is proposed to somebody new', () => {
  it.each([
    ['Ana Petrova', 'ap@rila.example', 'ana.petrova'],
    ['Seán O’Brien-Smith', 'so@brien.example', 'sean.s'],
    ['Maximiliana Wolfeschlegelsteinhausen', 'office@wolfe.example', 'maximiliana.w'],
    // Letters that are not on every keyboard: the address is typed with those that are.
    ['  Калин  Илиев ', 'Kalin.Iliev+portal@rila.example', 'kalin.iliev'],
    ['Александра-Кристияна Константинова-Добруджанска', 'sasha@rila.example', 'sasha'],
    ['李明', 'li_ming@corvin.example', 'li.ming'],
    // Where the address makes none, it is of their own letters, and as short.
    ['Калин Илиев', 'калин@rila.example', 'калин.илиев'],
    ['ليلى حداد', 'x@alnoor.example', 'ليلى.حداد'],
    ['Александра-Кристияна Константинова', 'а@rila.example', 'александра.к'],
    ['x'.repeat(200), `${'y'.repeat(60)}@rila.example`, 'x'.repeat(17)],
  ])('[A4] is short, and as one could choose it: %s, %s', async (name, email, proposed) => {
    expect(await proposeLogin(on.db, { name, email })).toBe(proposed)
    expect(loginName.safeParse(proposed).success).toBe(true)
  })

  it('[A4] is nobody else’s', async () => {
    const email = 'mila@corvin.example'
    expect(await proposeLogin(on.db, { name: 'MILA', email })).toBe('mila.2')
    await on.db.updateTable('users').set({ login_name: 'Mila.2' }).where('login_name', '=', 'petar').execute()
    expect(await proposeLogin(on.db, { name: 'Mila', email })).toBe('mila.3')
  })

  it('[A4] is left to them where neither their name nor their address makes one', async () => {
    for (const name of ['', '…', '李明', 'A'])
      expect(await proposeLogin(on.db, { name, email: 'a@rila.example' })).toBe('')
  })
})
