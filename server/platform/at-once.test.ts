import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { atOnce } from './at-once.ts'
import type { Caller } from './caller.ts'
import { look } from './look.ts'

let on: TestPortal
let ana: Caller

beforeAll(async () => {
  on = await testPortal()
  ana = on.as(on.cast.ana)
})
afterAll(() => on.close())
beforeEach(() => look(ana, () => Promise.resolve()))

/** What is stored when the statement is done; the lock it was done under comes back. */
const store = (caller: Caller) =>
  atOnce<{ mode: string | null }>(
    caller,
    ({ stands, viewer }) => sql`
      with stored as (
        insert into streams (name, clock) select 'once:' || ${viewer.userId}::text, 1 where ${stands}
        on conflict (name) do update set clock = streams.clock + 1 returning 1
      )
      select (select mode from pg_locks where pid = pg_backend_pid() and relation = 'policy_gate'::regclass) as mode from stored`,
  )
const stored = async () =>
  (await on.db.selectFrom('streams').select('clock').where('name', 'like', 'once:%').executeTakeFirst())?.clock ?? 0

describe('a statement that is done at once', () => {
  it('[A0] is done under the gate, and for good', async () => {
    const before = await stored()
    expect(await store(ana)).toEqual([{ mode: 'RowShareLock' }])
    expect(await stored()).toBe(before + 1)
  })

  it('does nothing for somebody whom this node has not read', async () => {
    expect(await store(on.as(on.cast.vera))).toEqual([])
  })

  it('[A0] does nothing once any rule has moved, whatever moved it', async () => {
    const before = await stored()
    await rearrange(on.db, (db) => db.updateTable('contracts').set({ comments: 'closed' }).execute())
    expect(await store(ana)).toEqual([])
    await look(ana, () => Promise.resolve())
    await rearrange(on.db, (db) => db.deleteFrom('sessions').where('id', '=', on.cast.petar.sessionId).execute())
    expect(await store(ana)).toEqual([])
    expect(await stored()).toBe(before)
  })

  it('[S11] does nothing once time has taken something away', async () => {
    const soon = sql<Date>`clock_timestamp() + interval '150 milliseconds'`
    await on.db.updateTable('sessions').set({ expires_at: soon }).where('id', '=', on.cast.ana.sessionId).execute()
    await look(ana, () => Promise.resolve())
    const before = await stored()
    await sql`select pg_sleep(0.2)`.execute(on.db)
    expect(await store(ana)).toEqual([])
    expect(await stored()).toBe(before)
    await on.db
      .updateTable('sessions')
      .set({ expires_at: sql<Date>`clock_timestamp() + interval '1 day'` })
      .where('id', '=', on.cast.ana.sessionId)
      .execute()
  })

  it('leaves nothing half-done when it fails, and its connection goes on', async () => {
    const before = await stored()
    const failing = () =>
      atOnce<{ never: number }>(
        ana,
        ({ stands }) => sql`
          with stored as (update streams set clock = clock + 1 where name like 'once:%' and ${stands} returning clock)
          select 1 / (clock - clock) from stored`,
      )
    for (let nth = 0; nth < 30; nth++) await expect(failing()).rejects.toMatchObject({ code: '22012' })
    expect(await stored()).toBe(before)
    expect(await store(ana)).toHaveLength(1)
  })

  it('waits for a rule that is being saved, and then does nothing', async () => {
    const before = await stored()
    let saved = false
    const saving = rearrange(on.db, async (db) => {
      await db.updateTable('contracts').set({ comments: 'as_portal' }).execute()
      await sql`select pg_sleep(0.1)`.execute(db)
      saved = true
    })
    await sql`select pg_sleep(0.05)`.execute(on.db)
    expect(await store(ana)).toEqual([])
    expect(saved).toBe(true)
    await saving
    expect(await stored()).toBe(before)
  })
})
