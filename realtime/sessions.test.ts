import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { endSessions } from '#server/auth/end-sessions.ts'
import { removeGrant } from '#server/accounts/change-grant.ts'
import { freezeStaff } from '#server/staff/freeze-staff.ts'
import { work } from '#server/platform/work.ts'
import { Cable } from './testing/cable.ts'
import { startNode } from './testing/nodes.ts'
import { stage, type Stage } from './testing/stage.ts'

let on: Stage

beforeAll(async () => {
  on = await stage()
})
afterEach(() => on.leave())
afterAll(() => on.close())

describe('a session that ends', () => {
  it('[S12] “sign out there” tells that session’s sockets and closes them at once, on every node, and no other', async () => {
    const boris = await on.watching(on.far, on.people.boris)
    const ana = await on.watching(on.far, on.people.ana)
    await endSessions(on.near.portal, { id: on.people.boris.sessionId })
    const ended = performance.now()
    await on.say(on.near, 1)
    await boris.until((client) => client.ended === 'signed_out' && !client.socket.connected)
    expect(performance.now() - ended).toBeLessThan(1000)
    expect(boris.news(on.task)).toEqual([])
    await ana.until((client) => client.news(on.task).length === 1)
    const again = on.join(on.near, on.people.boris)
    const refusal = await new Promise<string>((resolve) =>
      again.socket.on('connect_error', (error) => resolve(error.message)),
    )
    expect(refusal).toBe('sign_in_needed')
  })

  it('[S12] freezing somebody closes their sockets at once', async () => {
    const ana = await on.watching(on.far, on.people.ana)
    await work.rule(on.near.caller(on.people.adam), 'user.frozen', async ({ db }) => {
      await db.updateTable('users').set({ frozen: 'off' }).where('id', '=', on.people.ana.userId).execute()
      return { reach: { to: 'user', id: on.people.ana.userId }, result: null }
    })
    const frozen = performance.now()
    await on.say(on.near, 2)
    await ana.until((client) => client.ended === 'shut' && !client.socket.connected)
    expect(performance.now() - frozen).toBeLessThan(1000)
    expect(ana.news(on.task)).toEqual([])
  })

  it('[A17] [S12] who is turned off is signed out, and told why their screens close', async () => {
    const petar = await on.watching(on.far, on.people.petar, `staff:${on.people.petar.userId}`)
    await freezeStaff(on.near.caller(on.people.adam), on.people.petar.userId, { frozen: 'off', lastDay: null })
    await petar.until((client) => client.ended === 'turned_off' && !client.socket.connected)
    await freezeStaff(on.near.caller(on.people.adam), on.people.petar.userId, { frozen: null, lastDay: null })
  })

  it('[A5] [F1] whose access is removed is not signed out: the page that they have open says so', async () => {
    const jonas = await on.watching(on.far, on.people.jonas, `grant:${on.people.jonas.grantId}`)
    await removeGrant(on.near.caller(on.people.adam), { grantId: on.people.jonas.grantId, version: undefined })
    await jonas.until((client) => client.ended === 'shut' && !client.socket.connected)
  })

  it('[A5] a grant that is not one’s own opens nothing', async () => {
    const claire = on.join(on.near, { ...on.people.claire, grantId: on.people.vera.grantId })
    claire.watch({ [on.task]: 0 })
    await claire.until(({ ended }) => ended === 'shut')
    expect(claire.frames).toEqual([])
  })
})

describe('a node cut from PostgreSQL', () => {
  it('[X4] shows nothing more, drops its sockets within two seconds, lets nobody in, and recovers by itself', async () => {
    const url = new URL(on.database.url)
    const cable = await Cable.to(Number(url.port))
    url.port = String(cable.port)
    url.hostname = '127.0.0.1'
    const node = await startNode(url.href)
    try {
      const mila = await on.watching(node, on.people.mila)
      const before = mila.frames.length
      cable.silence()
      const cut = performance.now()
      await on.say(on.near, 3)
      await mila.until(({ disconnects }) => disconnects === 1)
      expect(performance.now() - cut).toBeLessThan(2000)
      expect(mila.frames.slice(before).some((frame) => frame.news)).toBe(false)
      expect(node.tail.connected).toBe(false)
      cable.mend()
      const mended = performance.now()
      await mila.until(({ socket }) => socket.connected, 10_000)
      expect(performance.now() - mended).toBeLessThan(6000)
      mila.watch({ [on.task]: (await on.clock()) - 1 })
      await mila.until((client) => client.news(on.task).length === 1)
    } finally {
      await cable.close()
      await node.close()
    }
  })
})
