import { sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { given } from '#db/given.ts'
import { rearrange } from '#db/testing/cast.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import type { Viewer } from '#server/access/viewer.ts'
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
    'lane',
    ({ stands, viewer }) => sql`
      with stored as (
        insert into streams (name, clock, oldest) select 'once:' || ${viewer.userId}::text, 1, 1 where ${stands}
        on conflict (name) do update set clock = streams.clock + 1 returning 1
      )
      select (select mode from pg_locks where pid = pg_backend_pid() and relation = 'policy_gate'::regclass) as mode from stored`,
  )
const stored = async () =>
  (await on.db.selectFrom('streams').select('clock').where('name', 'like', 'once:%').executeTakeFirst())?.clock ?? 0

/** The number that was stored, and the transaction that stored it. */
const numbered = (lane: string) =>
  atOnce<{ clock: number; xid: string }>(
    ana,
    lane,
    ({ stands, viewer }) => sql`
      insert into streams (name, clock, oldest) select 'once:' || ${viewer.userId}::text, 1, 1 where ${stands}
      on conflict (name) do update set clock = streams.clock + 1 returning clock, pg_current_xact_id()::text as xid`,
  )
const failing = (lane: string) =>
  atOnce<{ never: number }>(
    ana,
    lane,
    ({ stands }) => sql`
      with stored as (update streams set clock = clock + 1 where name like 'once:%' and ${stands} returning clock)
      select 1 / (clock - clock) from stored`,
  )

/** A statement of one shape: how often it was made, and what it stored. */
let made = 0
const again = (caller: Caller, word: string, more: (viewer: Viewer) => RawBuilder<unknown> = () => sql``) =>
  atOnce<{ word: string; user: string }>(
    caller,
    'lane',
    ({ stands, viewer }) => {
      made++
      return sql`select ${given<string>('word')}::text as word, ${viewer.userId}::text as user where ${stands} ${more(viewer)}`
    },
    { again: { shape: 'words', values: { word } } },
  )

describe('a statement that is done at once', () => {
  it('[A0] is compiled once for a viewer as they were read, and brings its own values each time', async () => {
    made = 0
    const { userId } = ana
    expect(await again(ana, 'one')).toEqual([{ word: 'one', user: userId }])
    expect(await again(ana, 'two')).toEqual([{ word: 'two', user: userId }])
    expect(made).toBe(1)
    await look(ana, () => Promise.resolve())
    expect(await again(ana, 'three')).toEqual([{ word: 'three', user: userId }])
    expect(made).toBe(2)
  })

  it('[A0] that was compiled for another, or under another rule, is not done', async () => {
    const mila = on.as(on.cast.mila)
    await look(mila, () => Promise.resolve())
    await again(ana, 'hers')
    expect(await again(mila, 'her own')).toEqual([{ word: 'her own', user: mila.userId }])
    await rearrange(on.db, (db) => db.updateTable('contracts').set({ comments: 'closed' }).execute())
    expect(await again(ana, 'too late')).toEqual([])
  })

  it('[A7] brings days back as they are by now, which move with the clock', async () => {
    made = 0
    // Where it was compiled they are not past themselves; a moment later they are.
    const moved = ({ grant }: Viewer) =>
      sql`and ${grant?.horizon}::timestamptz > ${grant?.horizon?.toISOString() ?? null}::timestamptz`
    expect(await again(ana, 'one', moved)).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await again(ana, 'two', moved)).toHaveLength(1)
    expect(made).toBe(1)
  })

  it('is made each time where it holds any other moment', async () => {
    made = 0
    const now = ({ now }: Viewer) => sql`and clock_timestamp() > ${now}::timestamptz - interval '1 hour'`
    for (const word of ['one', 'two']) expect(await again(ana, word, now)).toHaveLength(1)
    expect(made).toBe(2)
  })

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
    let failed = 0
    // One that a busy machine is late with is not even tried.
    for (let nth = 0; nth < 60 && failed < 30; nth++) {
      const came = await failing('lane').catch((error: unknown) => error)
      if (came instanceof Error) expect(came).toMatchObject({ code: '22012' })
      else expect(came).toEqual([])
      if (came instanceof Error) failed++
    }
    expect(failed).toBe(30)
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

  it('[A0] shares a transaction with what waits in its lane, and is done in order', async () => {
    const before = await stored()
    const many = await Promise.all(Array.from({ length: 40 }, () => numbered('lane')))
    expect(many.map(([row]) => row?.clock)).toEqual(Array.from({ length: 40 }, (_, nth) => before + 1 + nth))
    expect(new Set(many.map(([row]) => row?.xid)).size).toBeLessThan(10)
  })

  it('fails for itself, not with those it shared a transaction with', async () => {
    const before = await stored()
    // Few: those that are done one by one afterwards must still be of the moment they were made in.
    const many = await Promise.allSettled(
      Array.from({ length: 6 }, (_, nth) => (nth === 3 ? failing('lane') : numbered('lane'))),
    )
    expect(many.map(({ status }) => status)).toEqual(
      Array.from({ length: 6 }, (_, nth) => (nth === 3 ? 'rejected' : 'fulfilled')),
    )
    expect(await stored()).toBe(before + 5)
  })

  it('is told when its connection is lost in the middle', async () => {
    const lost = () =>
      atOnce<{ never: boolean }>(
        ana,
        'other lane',
        ({ stands }) => sql`select pg_terminate_backend(pg_backend_pid()) as never where ${stands}`,
      )
    const many = await Promise.allSettled([
      numbered('other lane'),
      numbered('other lane'),
      lost(),
      numbered('other lane'),
    ])
    expect(many.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected'])
    expect(await numbered('other lane')).toHaveLength(1)
  })
})
