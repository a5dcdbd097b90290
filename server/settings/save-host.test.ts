import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proveWatchers } from '#server/access/watch.ts'
import { readViewer } from '#server/access/viewer.ts'
import { endOfDay } from '#server/accounts/end-of-day.ts'
import { frameOf } from '#server/home/frame.ts'
import { PortalError } from '#server/platform/errors.ts'
import { addStaff } from '#server/staff/add-staff.ts'
import { addStaffForm } from '#server/staff/forms.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import type { HostForm } from './forms.ts'
import { hostPage } from './host-page.ts'
import { saveHost } from './save-host.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const adam = () => home.as(home.cast.adam)
const hostNow = async () => (await hostPage(adam())).host
const form = async (more: Partial<HostForm> = {}): Promise<HostForm> => {
  const now = await hostNow()
  return { ...now, shownName: now.hostName, shownZone: now.timeZone, ...more }
}

describe('the host’s name and time zone', () => {
  it('[A12] are changed by admins, and in force for everybody who looks after it', async () => {
    const endsAt = async () =>
      (await home.db.selectNoFrom(endOfDay('2026-11-28').as('at')).executeTakeFirstOrThrow()).at.toISOString()
    expect(await endsAt()).toBe('2026-11-28T22:00:00.000Z')
    const nameSeen = async () => (await readViewer(home.db, home.as(home.cast.ana))).policy.hostName
    const before = await nameSeen()
    await saveHost(adam(), await form({ hostName: 'Southlight', timeZone: 'UTC' }))
    expect(before).not.toBe('Southlight')
    expect(await nameSeen()).toBe('Southlight')
    expect(await endsAt()).toBe('2026-11-29T00:00:00.000Z')
    expect(
      await home.db
        .selectFrom('audit_entries')
        .select('new')
        .where('what', '=', 'settings.host')
        .executeTakeFirstOrThrow(),
    ).toEqual({ new: { hostName: 'Southlight', timeZone: 'UTC' } })
  })

  it('[A12] [F1] are heard of on every open page, also by those to whom settings are nothing', async () => {
    const { ana, mila } = home.cast
    const [standing] = await proveWatchers(home.db, [{ caller: home.as(ana), streams: ['host', 'settings'] }])
    expect(standing?.ended === null && [...standing.streams].map(([name, { allowed }]) => [name, allowed])).toEqual([
      ['host', true],
      ['settings', false],
    ])
    for (const who of [ana, mila]) {
      const before = await frameOf(home.as(who))
      await saveHost(adam(), await form({ hostName: `Renamed for ${who.userId}` }))
      const now = await frameOf(home.as(who))
      expect(now.host).not.toBe(before.host)
      expect(now.around).toEqual({ host: Number(before.around['host']) + 1 })
      expect(now.own).toEqual(before.own)
    }
  })

  it('[A12] [X10] of two admins the second is told, and nothing is overwritten', async () => {
    const shown = await form({ hostName: 'Eastlight' })
    await saveHost(adam(), shown)
    await expect(saveHost(adam(), { ...shown, hostName: 'Westlight' })).rejects.toMatchObject({
      status: 409,
      message: 'host_changed',
    })
    // What is so already is saved already.
    await saveHost(adam(), shown)
    expect(await hostNow()).toMatchObject({ hostName: 'Eastlight' })
  })

  it('[A12] [A15] people who come begin with the host’s zone', async () => {
    await saveHost(adam(), await form({ timeZone: 'America/Lima' }))
    const { userId } = await addStaff(
      adam(),
      addStaffForm.parse({ name: 'Sam', email: 'sam@north.example', role: 'member' }),
    )
    expect(
      await home.db.selectFrom('users').select('time_zone').where('id', '=', userId).executeTakeFirstOrThrow(),
    ).toEqual({ time_zone: 'America/Lima' })
  })

  it('[A12] a zone that is none is refused, and so is whoever is no admin', async () => {
    await expect(saveHost(adam(), await form({ timeZone: 'Europe/Atlantis' }))).rejects.toMatchObject({
      fields: { timeZone: { key: 'choose_one' } },
    })
    for (const who of [home.cast.mila, home.cast.ana]) {
      const asked = await form({ hostName: 'Mine' })
      await expect(saveHost(home.as(who), asked)).rejects.toBeInstanceOf(PortalError)
      await expect(hostPage(home.as(who))).rejects.toBeInstanceOf(PortalError)
    }
    expect((await hostNow()).hostName).not.toBe('Mine')
  })
})
