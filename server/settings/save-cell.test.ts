import { afterAll, beforeAll, expect, it } from 'vitest'
import { proveWatchers } from '#server/access/watch.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { saveCell } from './save-cell.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const maySee = async () => {
  const stream = `task:${home.cast.taskOfRila}`
  const [standing] = await proveWatchers(home.db, [{ caller: home.as(home.cast.ana), streams: [stream] }])
  return standing?.ended === null && standing.streams.get(stream)?.allowed
}

it('[A10] closes for one kind what its cell no longer ticks, and opens it again', async () => {
  const admin = home.as(home.cast.adam)
  expect(await maySee()).toBe(true)
  await saveCell(admin, { action: 'task.view', kind: 'client', ticked: false })
  expect(await maySee()).toBe(false)
  await saveCell(admin, { action: 'task.view', kind: 'supplier', ticked: false })
  await saveCell(admin, { action: 'task.view', kind: 'client', ticked: true })
  expect(await maySee()).toBe(true)
  const audited = await home.db.selectFrom('audit_entries').select('subject').orderBy('at').execute()
  expect(audited.map(({ subject }) => subject)).toEqual(['task.view/client', 'task.view/supplier', 'task.view/client'])
})

it('[A10] refuses what another page decides, and whoever is no admin', async () => {
  const fixed = { action: 'contract.comment', kind: 'client', ticked: false } as const
  await expect(saveCell(home.as(home.cast.adam), fixed)).rejects.toMatchObject({ message: 'cell_is_fixed' })
  const cell = { action: 'task.list', kind: 'client', ticked: false } as const
  await expect(saveCell(home.as(home.cast.mila), cell)).rejects.toMatchObject({ message: 'not_admin' })
})
