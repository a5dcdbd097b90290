import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '#db/database.ts'
import { testDatabase, type TestDatabase } from '#tools/test-db.ts'
import { resetBehind } from './choose-password.ts'
import { makeOwner } from './make-owner.ts'

describe('the first owner', () => {
  const nora = { email: 'nora@northlight.example', name: 'Nora' }
  let own: TestDatabase
  let database: Database
  beforeAll(async () => {
    own = await testDatabase()
    database = await openDatabase(own.url)
  })
  afterAll(async () => {
    await database.close()
    await own.close()
  })

  it('[A20] gets a link that chooses a password, and another one until it was used', async () => {
    const { db } = database
    const first = await makeOwner(db, nora)
    expect(await resetBehind(db, first ?? '')).toMatchObject({ login: nora.email })
    const second = await makeOwner(db, nora)
    expect(await resetBehind(db, second ?? '')).toMatchObject({ login: nora.email })
    const owners = await db.selectFrom('users').select('name').where('staff_role', '=', 'owner').execute()
    expect(owners).toEqual([{ name: 'Nora' }])
  })

  it('[A20] is made on the machine only while the portal has none who can sign in', async () => {
    const { db } = database
    await db
      .insertInto('users')
      .values({
        kind: 'staff',
        staff_role: 'owner',
        name: 'Other',
        email: 'other@northlight.example',
        password_hash: 'set',
      })
      .execute()
    expect(await makeOwner(db, nora)).toBeNull()
  })
})
