import { afterAll, beforeAll, expect, it } from 'vitest'
import { proveWatchers } from '#server/access/watch.ts'
import { postEntry } from '#server/feed/post-entry.ts'
import { sentId } from '#db/testing/cast.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { freezePerson } from './freeze-person.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const say = () => {
  const { ana, taskOfRila } = home.cast
  const form = { sentId: sentId(), body: 'Are the tiles here?', audience: readers(), teamOnly: false }
  return postEntry(home.as(ana), { kind: 'task', id: taskOfRila }, form)
}
const readers = () => Object.values(home.cast).flatMap((one) => (typeof one === 'object' ? [one.userId] : []))
const standing = async () =>
  (await proveWatchers(home.db, [{ caller: home.as(home.cast.ana), streams: [`task:${home.cast.taskOfRila}`] }]))[0]

it('[A17] closes the portal to a person, or leaves them to read, until they are thawed', async () => {
  const { ana, adam } = home.cast
  await freezePerson(home.as(adam), { userId: ana.userId, frozen: 'off', lastDay: null })
  expect(await standing()).toMatchObject({ ended: 'shut', reason: 'person_frozen_off' })
  await expect(say()).rejects.toMatchObject({ message: 'person_frozen_off' })
  await freezePerson(home.as(adam), { userId: ana.userId, frozen: 'read_only', lastDay: '2999-01-01' })
  expect(await standing()).toMatchObject({ ended: null })
  await expect(say()).rejects.toMatchObject({ message: 'person_read_only' })
  await freezePerson(home.as(adam), { userId: ana.userId, frozen: null, lastDay: null })
  await expect(say()).resolves.toBeDefined()
})

it('[A17] is for host admins, and says who did what', async () => {
  const { ana, adam, mila } = home.cast
  const off = { userId: ana.userId, frozen: 'off', lastDay: null } as const
  await expect(freezePerson(home.as(mila), off)).rejects.toMatchObject({ message: 'not_admin' })
  await expect(freezePerson(home.as(adam), { ...off, userId: mila.userId })).rejects.toMatchObject({ status: 404 })
  await freezePerson(home.as(adam), off)
  const [entry] = await home.db.selectFrom('audit_entries').selectAll().orderBy('at', 'desc').limit(1).execute()
  expect(entry).toMatchObject({ what: 'person_frozen', old: { frozen: null }, new: { frozen: 'off' } })
  await freezePerson(home.as(adam), { ...off, frozen: null })
})
