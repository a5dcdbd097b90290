import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
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

it('[A8] [A18] what was removed before the log said of whose account it was stands there too, as far as the log tells it', async () => {
  const on = await testPortal()
  const { adam, ana, boris, vera, rila, corvin } = on.cast
  const contacts = await on.db.selectFrom('contacts').select(['id', 'name']).where('account_id', '=', rila).execute()
  const log = (what: string, subject: string, more: { grantId?: string; userId?: string; at: string }) =>
    on.db
      .insertInto('audit_entries')
      .values({
        what,
        subject,
        at: new Date(more.at),
        actor_id: adam.userId,
        actor_grant_id: more.grantId ?? null,
        old: more.userId ? { role: 40, expires_at: null, userId: more.userId } : null,
      })
      .execute()
  const invited = async (name: string, kind: 'client' | 'supplier', at: string) => {
    const { id } = await on.db
      .insertInto('invitations')
      .values({
        contact_id: contacts.find((one) => one.name === name)?.id ?? '',
        account_id: rila,
        email: `${name.toLowerCase()}@rila.example`,
        kind,
        role: 40,
        answers_id: adam.userId,
        invited_by: adam.userId,
        expires_at: new Date(at),
        used_at: new Date(at),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }
  const [of, by, without] = [randomUUID(), randomUUID(), randomUUID()]
  await log('activated', `invitation:${await invited('Ana', 'client', '2025-01-10')}`, {
    grantId: of,
    at: '2025-01-10',
  })
  await invited('Boris', 'client', '2025-02-10')
  await invited('Boris', 'supplier', '2025-03-10')
  await log('invitation_accepted', `grant:${by}`, { grantId: by, at: '2025-03-10' })
  // Accepted once more, for what was there already.
  await log('invitation_accepted', `grant:${by}`, { grantId: by, at: '2025-03-11' })
  await log('grant_removed', `grant:${of}`, { userId: ana.userId, at: '2025-06-01' })
  await log('grant_removed', `grant:${by}`, { userId: boris.userId, at: '2025-07-01' })
  await log('grant_removed', `grant:${without}`, { userId: vera.userId, at: '2025-08-01' })
  const earlier = async (account: string) => (await accountPage(on.as(adam), account)).earlier
  expect(await earlier(rila)).toEqual([])
  const again = () => sql.raw(readFileSync('db/migrations/0023-earlier-before.sql', 'utf8')).execute(on.db)
  await again()
  await again()
  expect(await earlier(rila)).toMatchObject([
    {
      name: 'Boris',
      kind: 'supplier',
      from: '2025-03-10T00:00:00.000Z',
      until: '2025-07-01T00:00:00.000Z',
      by: 'Adam',
    },
    { name: 'Ana', kind: 'client', role: 40, from: '2025-01-10T00:00:00.000Z', until: '2025-06-01T00:00:00.000Z' },
  ])
  expect(await earlier(corvin)).toEqual([])
  await on.close()
})
