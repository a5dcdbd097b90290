import { afterAll, beforeAll, expect, it } from 'vitest'
import { freezeStaff } from '#server/staff/freeze-staff.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import type { Freezing } from './forms.ts'
import { freezeAccount } from './freeze-account.ts'
import { freezePerson } from './freeze-person.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

it('[A17] a last day that is over is refused: it would freeze nobody', async () => {
  const { adam, ana, rila } = home.cast
  const over = { frozen: 'off', lastDay: '2020-01-01' } as const
  const says = { fields: { lastDay: { key: 'freeze_day_is_over' } } }
  await expect(freezeAccount(home.as(adam), rila, over)).rejects.toMatchObject(says)
  await expect(freezePerson(home.as(adam), { userId: ana.userId, ...over })).rejects.toMatchObject(says)
})

it('[A17] [A20] a last day without a freeze is refused wherever one is set, and is not taken for saved', async () => {
  const { adam, ana, petar, rila } = home.cast
  const none = { frozen: null, lastDay: '2999-01-01', shownFrozen: '', shownLastDay: '' } as const
  const says = { status: 422, fields: { lastDay: { key: 'day_without_freeze' } } }
  const ways = [
    (form: Freezing) => freezeAccount(home.as(adam), rila, form),
    (form: Freezing) => freezePerson(home.as(adam), { userId: ana.userId, ...form }),
    (form: Freezing) => freezeStaff(home.as(adam), petar.userId, form),
  ]
  for (const freeze of ways) {
    await expect(freeze(none)).rejects.toMatchObject(says)
    await freeze({ ...none, frozen: 'read_only' })
    const shown = { shownFrozen: 'read_only', shownLastDay: '2999-01-01' } as const
    await expect(freeze({ frozen: null, lastDay: '2999-01-02', ...shown })).rejects.toMatchObject(says)
    // Without script the day of the freeze that is undone is sent with it.
    await freeze({ frozen: null, lastDay: '2999-01-01', ...shown })
  }
})
