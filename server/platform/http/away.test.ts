import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { databaseAt } from '#tools/database-at.ts'
import { passGate } from '#server/access/gate.ts'
import { form, testPortal } from '#server/testing/test-portal.ts'
import { callerIn, type Exchange } from './exchange.ts'
import { look } from '../look.ts'
import { work } from '../work.ts'

interface Args {
  context: Exchange
  request: Request
}

describe('when the database goes away', () => {
  it('a page is a plain 503, an action keeps what was typed, and both come back by themselves', async () => {
    const portal = await testPortal({
      routes: {
        '/page': {
          default: true,
          loader: ({ context }: Args) => look(callerIn(context), ({ viewer }) => Promise.resolve(viewer.name)),
        },
        '/write': {
          default: true,
          action: async ({ context, request }: Args) => {
            await request.formData()
            await work(callerIn(context), () => Promise.resolve())
            return { done: true }
          },
        },
      },
    })
    onTestFinished(() => portal.close())
    const asMila = { cookie: `portico=${portal.people.mila.token}` }
    expect((await portal.ask('/page', asMila)).status).toBe(200)

    const url = portal.portal.database.url
    const admin = new pg.Client(databaseAt(url, 'postgres'))
    await admin.connect()
    const name = new URL(url).pathname.slice(1)
    await admin.query(`alter database "${name}" allow_connections false`)
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [name])

    const page = await portal.ask('/page', asMila)
    expect(page.status).toBe(503)
    expect(page.headers.get('retry-after')).toBe('5')
    expect(page.headers.get('refresh')).toBe('5')
    const text = await page.text()
    expect(text).toContain('away for a moment')
    expect(text).not.toMatch(/database|postgres|ECONN|terminat/i)
    expect((await fetch(`${portal.url}/healthz`)).status).toBe(503)
    const sent = await portal.ask('/write', { ...form({ title: 'kept' }), ...asMila })
    expect([sent.status, sent.headers.get('refresh')]).toEqual([503, null])
    const write = await portal.ask('/write.data', { ...form({ title: 'kept' }), ...asMila })
    expect(write.status).toBe(503)
    // The framework's own encoding, so that the page stays and says it where the text still is.
    expect(write.headers.get('x-remix-response')).toBe('yes')
    expect(await write.text()).toMatch(/refused.*away/)

    await admin.query(`alter database "${name}" allow_connections true`)
    await admin.end()
    expect((await portal.ask('/page', asMila)).status).toBe(200)
    expect((await fetch(`${portal.url}/healthz`)).status).toBe(200)
  })

  it('[X2] what the database ended while this node slept in it is done once more, and else a plain 503', async () => {
    let naps = 0
    const sleep = async (query: (text: string) => Promise<unknown>) => {
      if (naps-- <= 0) return
      await query('set local idle_in_transaction_session_timeout = 50')
      await pause(400)
      await query('select 1')
    }
    const portal = await testPortal({
      routes: {
        '/read': {
          default: true,
          loader: ({ context }: Args) =>
            passGate(callerIn(context).portal.database, async ({ client }) => {
              await sleep((text) => client.query(text))
              return { read: true }
            }),
        },
        '/write': {
          default: true,
          action: async ({ context }: Args) => {
            await work(callerIn(context), async ({ db, emit }) => {
              emit({ stream: `staff:${portal.people.mila.userId}`, fact: 'slept', data: {} })
              await sleep((text) => sql.raw(text).execute(db))
            })
            return { done: true }
          },
        },
      },
    })
    onTestFinished(() => portal.close())
    const asMila = { cookie: `portico=${portal.people.mila.token}` }
    const told = () =>
      portal.portal.database.pool.query(`select from events where fact = 'slept'`).then(({ rowCount }) => rowCount)
    naps = 1
    expect((await portal.ask('/read', asMila)).status).toBe(200)
    naps = 9
    expect((await portal.ask('/read', asMila)).status).toBe(503)
    naps = 1
    expect((await portal.ask('/write', { ...form({}), ...asMila })).status).toBe(200)
    expect(await told()).toBe(1)
    naps = 2
    expect((await portal.ask('/write', { ...form({}), ...asMila })).status).toBe(503)
    expect(await told()).toBe(1)
  })
})

describe('when the gate cannot be passed in time', () => {
  it('a page is a plain 503 that asks to come back, and no fault of ours', async () => {
    const portal = await testPortal({
      routes: {
        '/page': {
          default: true,
          loader: ({ context }: Args) => look(callerIn(context), ({ viewer }) => Promise.resolve(viewer.name)),
        },
      },
    })
    onTestFinished(() => portal.close())
    const asMila = { cookie: `portico=${portal.people.mila.token}` }
    expect((await portal.ask('/page', asMila)).status).toBe(200)

    // Every passage has got old by the time it would hand over.
    const clock = vi.spyOn(performance, 'now')
    let time = 0
    clock.mockImplementation(() => (time += 1000))
    const page = await portal.ask('/page', asMila)
    clock.mockRestore()
    expect(page.status).toBe(503)
    expect(page.headers.get('retry-after')).toBe('1')
    expect(portal.lines.filter((line) => line.includes('"failed"'))).toEqual([])
    expect((await portal.ask('/page', asMila)).status).toBe(200)
  })
})
