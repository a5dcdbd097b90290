import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { testPortal } from '#tools/test-portal.ts'
import { accountPage, contactPage } from './account-page.ts'
import { removeGrant } from './change-grant.ts'

it('[A8] [A18] says on the account’s page and the contact’s card what access there was, from when until when; to host admins', async () => {
  const on = await testPortal()
  const { adam, mila, ana, boris, rila, corvin } = on.cast
  const page = (who = adam, account = rila) => accountPage(on.as(who), account)
  expect((await page()).earlier).toEqual([])
  const contacts = await on.db.selectFrom('contacts').select(['id', 'name']).where('account_id', '=', rila).execute()
  const card = async (name: string) =>
    (await contactPage(on.as(adam), contacts.find((one) => one.name === name)?.id ?? '')).earlier
  await on.db.updateTable('contacts').set({ user_id: boris.userId }).where('name', '=', 'Boris').execute()
  await on.db
    .updateTable('grants')
    .set({ created_at: new Date('2026-01-05T10:00:00Z') })
    .where('id', '=', ana.grantId)
    .execute()
  // Boris' came to its last day before it was removed.
  await rearrange(on.db, (db) =>
    db
      .updateTable('grants')
      .set({ expires_at: sql`'2026-05-05T21:00:00Z'::timestamptz`, created_at: new Date('2026-02-01T10:00:00Z') })
      .where('id', '=', boris.grantId)
      .execute(),
  )
  for (const { grantId } of [ana, boris]) await removeGrant(on.as(adam), { grantId })
  const { earlier } = await page()
  expect(earlier).toMatchObject([
    { name: 'Boris', until: '2026-05-05T21:00:00.000Z', from: '2026-02-01T10:00:00.000Z', by: 'Adam' },
    { name: 'Ana', role: 40, kind: 'client', from: '2026-01-05T10:00:00.000Z', by: 'Adam' },
  ])
  expect(Date.parse(earlier[1]?.until ?? '')).toBeGreaterThan(Date.now() - 60_000)
  expect((await card('Boris')).map(({ name }) => name)).toEqual(['Boris'])
  expect(await card('Vera')).toEqual([])
  expect((await page(adam, corvin)).earlier).toEqual([])
  expect((await page(mila)).earlier).toEqual([])
  await on.close()
})
