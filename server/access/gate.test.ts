import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '#db/database.ts'
import { gateMode, KEEP_HANDING_OVER, UNDER_THE_GATE } from '#db/gated-dialect.ts'
import type { Member } from '#db/testing/cast.ts'
import { NotAllowed, TryLater } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { endOldPassages, FENCE, handOverAfter, passGate, Stale } from './gate.ts'
import { policyOf } from './policy.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

/** Nothing else of this process runs meanwhile. */
function stall(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

/** Changes a rule as an admin does; answers how long it took, in ms. */
async function save(to: boolean): Promise<number> {
  const started = performance.now()
  await work.rule(home.as(home.cast.adam), 'contract comments', async ({ db }) => {
    await db.updateTable('portal_settings').set({ contract_comments: to }).execute()
    return { reach: { to: 'all' }, result: null }
  })
  return performance.now() - started
}

const commentsIn = async (client: { query: pg.ClientBase['query'] }): Promise<boolean> =>
  (await client.query<{ on: boolean }>('select contract_comments as on from portal_settings')).rows[0]?.on ?? false

/** A session of its own that holds the gate, as a node that stopped would. */
async function holder(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: home.portal.database.url })
  client.on('error', () => undefined)
  await client.connect()
  await client.query('set idle_in_transaction_session_timeout = 0; set statement_timeout = 0')
  await client.query('begin; lock table policy_gate in row share mode')
  return client
}

/** What a write keeps that tells something. */
const WRITE = `select version, clock_timestamp() as at, ${KEEP_HANDING_OVER} from policy_version where ${UNDER_THE_GATE}`

async function write(client: { query: pg.ClientBase['query'] }) {
  const { rows } = await client.query<{ version: number; at: Date }>(WRITE)
  return rows[0] ? { version: rows[0].version, fact: { at: rows[0].at } } : null
}

/** A session whose write is stored and told, as that of a node that stopped would be. */
async function teller(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: home.portal.database.url })
  client.on('error', () => undefined)
  await client.connect()
  await write(client)
  return client
}

const HOLDERS = { 'holds the gate': holder, 'hands over what it wrote': teller }

const isOpen = (client: pg.Client) =>
  client.query('select 1').then(
    () => true,
    () => false,
  )

describe('a passage', () => {
  it('sees the newest rule, and no Save ends before it does', async () => {
    await save(true)
    const order: string[] = []
    let saved: Promise<unknown> | undefined
    await passGate(home.portal.database, async ({ client }) => {
      saved = save(false).then(() => order.push('saved'))
      await pause(60)
      expect(await commentsIn(client)).toBe(true)
      order.push('handed over')
    })
    await saved
    expect(order).toEqual(['handed over', 'saved'])
    expect(await passGate(home.portal.database, ({ client }) => commentsIn(client))).toBe(false)
  })

  it('[X2] that stalls past the fence hands nothing over, and is passed again', async () => {
    const handedOver: number[] = []
    let tries = 0
    await passGate(home.portal.database, ({ version, stillFresh }) => {
      tries++
      if (tries === 1) stall(FENCE + 50)
      stillFresh()
      handedOver.push(version)
    })
    expect(tries).toBe(2)
    expect(handedOver).toHaveLength(1)
  })

  it('[X2] whose process stood still for 800 ms while a rule was saved elsewhere hands over under the new rule only', async () => {
    await save(true)
    const other = await openDatabase(home.portal.database.url, { connections: 2 })
    const handedOver: boolean[] = []
    let tries = 0
    let saved: Promise<unknown> | undefined
    // The Save is another process's: this one stands still.
    const admin = new pg.Client({ connectionString: other.url })
    await admin.connect()
    await passGate(other, async ({ client, stillFresh }) => {
      const open = await commentsIn(client)
      if (tries++ === 0) {
        const changed = `begin; lock table policy_gate in exclusive mode; update portal_settings set contract_comments = false;
          update policy_version set version = version + 1; commit`
        saved = admin.query(changed)
        await pause(5)
        stall(800)
      }
      stillFresh()
      handedOver.push(open)
    })
    expect(tries).toBeGreaterThan(1)
    expect(handedOver).toEqual([false])
    await saved
    await admin.end()
    await other.close()
  })

  it('gives up after five tries and says: later', async () => {
    const tried = vi.fn(({ stillFresh }: { stillFresh: () => void }) => {
      stall(FENCE + 5)
      stillFresh()
    })
    await expect(passGate(home.portal.database, tried)).rejects.toBeInstanceOf(TryLater)
    expect(tried).toHaveBeenCalledTimes(5)
  })

  it('leaves no connection in a transaction when what is handed over fails', async () => {
    await expect(passGate(home.portal.database, () => Promise.reject(new Error('the socket is gone')))).rejects.toThrow(
      'the socket is gone',
    )
    const { rows } = await home.portal.database.pool.query<{ open: number }>(
      `select count(*)::int as open from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    )
    expect(rows[0]?.open).toBe(0)
  })
})

describe('what a write tells', () => {
  const behind = async (
    handOver: Parameters<typeof handOverAfter<{ version: number; fact: { at: Date } }, void>>[2],
  ) => {
    const client = await home.portal.database.pool.connect()
    const passed = await handOverAfter(client, write(client), handOver)
    client.release(passed.broken)
    return passed
  }

  it('[A0] is handed over before the end of any Save that begins after it was stored', async () => {
    await save(true)
    const order: string[] = []
    let saved: Promise<unknown> | undefined
    await behind(async (written, { client, version }) => {
      saved = save(false).then(() => order.push('saved'))
      await pause(60)
      expect(await commentsIn(client)).toBe(true)
      expect(version).toBe(written.version)
      order.push('handed over')
    })
    await saved
    expect(order).toEqual(['handed over', 'saved'])
  })

  it('[X2] is not handed over past the fence, and nothing is kept then', async () => {
    const passed = await behind((_, { stillFresh }) => {
      stall(FENCE + 5)
      stillFresh()
      return Promise.resolve()
    })
    expect(passed).toMatchObject({ error: expect.any(Stale) as Stale })
    expect(await save(true)).toBeLessThan(500)
  })

  it('[A0] keeps nothing where nothing was stored', async () => {
    const client = await home.portal.database.pool.connect()
    const failing = client
      .query(`${WRITE} and 1 / (version - version) > 0`)
      .then(() => null)
      .catch(() => null)
    expect(await handOverAfter(client, failing, () => Promise.resolve())).toMatchObject({
      error: expect.any(Stale) as Stale,
    })
    client.release()
    expect(await save(true)).toBeLessThan(500)
  })
})

describe('a Save', () => {
  it.each(Object.entries(HOLDERS))('[X2] ends who %s and does not let go, within about a second', async (_, held) => {
    const stuck = await held()
    const took = await save(false)
    expect(took).toBeGreaterThan(500)
    expect(took).toBeLessThan(2500)
    expect(await isOpen(stuck)).toBe(false)
  })

  it('[X2] also when every connection of its node waits behind it', async () => {
    const stuck = await holder()
    const behind: Promise<unknown>[] = []
    const saved = save(true)
    await pause(50)
    for (let nth = 0; nth < 12; nth++) behind.push(passGate(home.portal.database, () => null).catch(() => null))
    expect(await saved).toBeLessThan(2500)
    await Promise.all(behind)
    expect(await isOpen(stuck)).toBe(false)
  })

  it.each(Object.entries(HOLDERS))(
    '[X2] never ends who %s for less than 500 ms, and ends nobody when none waits',
    async (_, held) => {
      const young = await held()
      const wait = gateMode.run('exclusive', () =>
        home.db
          .transaction()
          .execute((db) => db.updateTable('portal_settings').set({ contract_comments: true }).execute()),
      )
      await pause(100)
      expect(await endOldPassages(home.portal.database)).toBe(0)
      expect(await isOpen(young)).toBe(true)
      await pause(600)
      expect(await endOldPassages(home.portal.database)).toBe(1)
      expect(await isOpen(young)).toBe(false)
      await wait
      const old = await held()
      await pause(600)
      expect(await endOldPassages(home.portal.database)).toBe(0)
      await old.query('rollback')
      await old.end()
    },
  )

  it('[A0] that will be refused asks nobody to wait, and is refused again when the right goes in between', async () => {
    const blocking = await holder()
    const attempt = (member: Member) =>
      work.rule(home.as(member), 'contract comments', async ({ db, must }) => {
        must('settings.edit')
        await db.updateTable('portal_settings').set({ contract_comments: true }).execute()
        return { reach: { to: 'all' }, result: null }
      })
    for (const member of [home.cast.ana, home.cast.mila])
      await expect(attempt(member)).rejects.toBeInstanceOf(NotAllowed)
    // Who may, waits for the one that holds the gate; meanwhile the right goes.
    const waiting = expect(attempt(home.cast.nora)).rejects.toBeInstanceOf(NotAllowed)
    await pause(150)
    expect(await isOpen(blocking)).toBe(true)
    await blocking.query('lock table policy_gate in exclusive mode')
    await blocking.query(`update users set staff_role = 'member' where id = $1`, [home.cast.nora.userId])
    await blocking.query('commit')
    await waiting
    await blocking.end()
  })

  it('keeps the gate although a savepoint within it is rolled back', async () => {
    let saved = false
    await gateMode.run('share', () =>
      home.portal.database.orm.em.fork().transactional(async (em) => {
        await em.transactional(() => Promise.reject(new Error('only this part'))).catch(() => undefined)
        const waiting = save(false).then(() => (saved = true))
        await pause(80)
        expect(saved).toBe(false)
        void waiting
      }),
    )
    await vi.waitFor(() => expect(saved).toBe(true))
  })

  it('is never answered from what a node remembers of an older policy', async () => {
    const other = { ...home.portal, nodeId: randomUUID() }
    const seenBy = (portal: typeof home.portal) =>
      gateMode.run('share', () =>
        home.db.transaction().execute(async (db) => {
          const { version } = await db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()
          return (await policyOf(db, portal, version)).contractComments
        }),
      )
    for (const to of [true, false, true, false]) {
      await save(to)
      expect([await seenBy(home.portal), await seenBy(other)]).toEqual([to, to])
    }
  })

  it('refuses a transaction that reads an older snapshot than its lock', async () => {
    const old = home.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((db) => sql`select 1`.execute(db))
    await expect(old).rejects.toThrow(/reads committed rows/)
  })
})
