import { data, redirect } from '@remix-run/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/database.ts'
import { rearrange } from '#db/testing/cast.ts'
import { form, testPortal, type TestPortal } from '#server/testing/test-portal.ts'
import { Invalid, NotFound } from '../errors.ts'
import { look } from '../look.ts'
import { work } from '../work.ts'
import { callerIn, type Exchange } from './exchange.ts'

interface Args {
  context: Exchange
  request: Request
}
const raise = (db: Db) =>
  db
    .updateTable('policy_version')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .execute()

const notThere = () => {
  throw new NotFound()
}

describe('pages are handed over under the rule of now', () => {
  let portal: TestPortal
  let meanwhile: (() => Promise<unknown>)[] = []
  let effects = 0
  beforeAll(async () => {
    portal = await testPortal({
      routes: {
        '/comments': {
          default: true,
          loader: async ({ context }: Args) =>
            look(callerIn(context), async ({ viewer }) => {
              const open = viewer.policy.contractComments
              await meanwhile.shift()?.()
              return { open }
            }),
          action: async ({ context }: Args) => {
            effects++
            const seen = await work(callerIn(context), ({ viewer }) =>
              Promise.resolve({ open: viewer.policy.contractComments }),
            )
            await meanwhile.shift()?.()
            return seen
          },
        },
        '/refuse': {
          default: true,
          action: async ({ request, context }: Args) => {
            await request.formData()
            effects++
            await work(callerIn(context), () => Promise.resolve())
            await meanwhile.shift()?.()
            throw new Invalid({ title: 'required' })
          },
        },
        '/go': { action: () => redirect('/there') },
        '/broken': {
          default: true,
          loader: () => {
            throw new Error('secret inside: select * from users')
          },
        },
        '/hidden': {
          default: true,
          loader: notThere,
        },
        '/who': {
          default: true,
          loader: async ({ context }: Args) =>
            look(callerIn(context), ({ viewer }) =>
              Promise.resolve({ name: viewer.name, open: viewer.policy.contractComments, words: 'x'.repeat(2000) }),
            ),
        },
        '/plain': { default: true, loader: () => data({ text: 'x'.repeat(5000) }) },
        '/part-gone': { default: true, loader: () => ({ here: true }), action: notThere },
        '/whole-gone': { default: true, loader: notThere, action: notThere },
      },
    })
  })
  afterAll(() => portal.close())

  const asMila = () => ({ cookie: `portico=${portal.people.mila.token}` })
  const comments = (open: boolean) => () =>
    rearrange(portal.db, async (db) => {
      await db.updateTable('portal_settings').set({ contract_comments: open }).execute()
      await raise(db)
    })

  it('[D3] a page made before a rule changed is made again before it leaves', async () => {
    meanwhile = []
    expect(await (await portal.ask('/comments', asMila())).json()).toMatchObject({
      loaderData: { 'route-0': { open: true } },
    })
    meanwhile = [comments(false)]
    const answer = await portal.ask('/comments', asMila())
    expect(await answer.json()).toMatchObject({ loaderData: { 'route-0': { open: false } } })
    await comments(true)()
  })

  it('[D3] a page that is asked again and again is its reader’s own each time, under the rule of now', async () => {
    const { mila, victor } = portal.people
    const who = async ({ token }: { token: string }) => {
      const answer = await portal.ask('/who', { cookie: `portico=${token}` })
      const { loaderData } = (await answer.json()) as { loaderData: Record<string, { name: string; open: boolean }> }
      const shown = loaderData['route-5']
      return [shown?.name, shown?.open]
    }
    const names = await portal.db.selectFrom('users').select(['id', 'name']).execute()
    const nameOf = ({ userId }: { userId: string }) => names.find(({ id }) => id === userId)?.name
    for (let nth = 0; nth < 4; nth++)
      for (const one of [mila, victor]) expect(await who(one)).toEqual([nameOf(one), true])
    await comments(false)()
    for (const one of [mila, victor, mila, victor]) expect(await who(one)).toEqual([nameOf(one), false])
    await comments(true)()
    for (const one of [victor, mila, victor, mila]) expect(await who(one)).toEqual([nameOf(one), true])
  })

  it('after many changes in a row it asks to come back, and shows nothing', async () => {
    meanwhile = Array.from({ length: 10 }, () => () => rearrange(portal.db, raise))
    const answer = await portal.ask('/comments', asMila())
    meanwhile = []
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('1')
    expect(await answer.text()).not.toContain('open')
  })

  it('[D3] an action that a rule overtakes has its effect once, and its answer says nothing of then', async () => {
    effects = 0
    meanwhile = [comments(false)]
    const answer = await portal.ask('/comments', { ...form({}), ...asMila() })
    expect(effects).toBe(1)
    expect(await answer.json()).toMatchObject({
      actionData: { 'route-0': null },
      loaderData: { 'route-0': { open: false } },
    })
    await comments(true)()
  })

  it('a refusal brings back what was typed, also when a rule changed meanwhile, but never a password', async () => {
    effects = 0
    meanwhile = [() => rearrange(portal.db, raise)]
    const answer = await portal.ask('/refuse', {
      ...form({ title: '<b>Tiles</b>', newPassword: 'correct horse', token: 'T' }),
      ...asMila(),
    })
    expect(answer.status).toBe(422)
    const { actionData } = (await answer.json()) as { actionData: Record<string, unknown> }
    expect(actionData['route-1']).toEqual({
      refused: {
        status: 422,
        words: { key: 'invalid' },
        fields: { title: { key: 'required' } },
        typed: { title: '<b>Tiles</b>' },
      },
    })
    expect(effects).toBe(1)
  })

  it('[X10] what was typed about something that is not there any more comes back to its page, where that is there', async () => {
    const typed = { body: 'The boiler is from 1998' }
    const answer = await portal.ask('/part-gone', { ...form(typed), ...asMila() })
    expect(answer.status).toBe(404)
    const { actionData, loaderData } = (await answer.json()) as Record<string, Record<string, unknown>>
    expect(Object.values(actionData ?? {})).toEqual([
      { refused: { status: 404, words: { key: 'gone' }, fields: {}, typed } },
    ])
    expect(Object.values(loaderData ?? {})).toContainEqual({ here: true })
    const whole = await portal.ask('/whole-gone', { ...form(typed), ...asMila() })
    expect(whole.status).toBe(404)
    expect(Object.values(((await whole.json()) as { errors: object }).errors)).toMatchObject([{ status: 404 }])
  })

  it('[S11] [S12] a session that ended while the page was made takes the page with it', async () => {
    const asVictor = { cookie: `portico=${portal.people.victor.token}` }
    expect((await portal.ask('/comments', asVictor)).status).toBe(200)
    meanwhile = [
      () =>
        rearrange(portal.db, async (db) => {
          await db.deleteFrom('sessions').where('id', '=', portal.people.victor.sessionId).execute()
          await raise(db)
        }),
    ]
    const answer = await portal.ask('/comments', asVictor)
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe(`/sign-in?to=%2Fcomments`)
  })

  it('[S22] refuses what changes state from elsewhere, resource routes and data requests included', async () => {
    expect((await portal.ask('/go', form({}))).status).toBe(302)
    for (const origin of [
      'null',
      'http://127.0.0.1',
      portal.url.replace('http', 'https'),
      `${portal.url}.evil.example`,
      'https://evil.example',
    ])
      for (const path of ['/go', '/go.data', '/comments', '/comments.data?index'])
        expect((await portal.ask(path, { ...form({}), headers: { origin } })).status).toBe(403)
    const without = await fetch(`${portal.url}/go`, { method: 'POST', redirect: 'manual' })
    expect(without.status).toBe(403)
    const forwarded = {
      origin: 'https://evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    }
    expect((await portal.ask('/go', { ...form({}), headers: forwarded })).status).toBe(403)
  })

  it('[S23] every answer forbids foreign and inline script but a page’s own, frames and sniffing, and is kept by no cache', async () => {
    const answers = await Promise.all([
      portal.ask('/plain'),
      portal.ask('/hidden'),
      portal.ask('/go', { ...form({}), headers: { origin: 'null' } }),
    ])
    const scripts = answers.map((answer) => {
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("base-uri 'none'")
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('referrer-policy')).toBe('same-origin')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      return /script-src ([^;]*)/.exec(policy)?.[1]
    })
    const ofPages = scripts.slice(0, 2)
    for (const script of ofPages) expect(script).toMatch(/^'self' 'nonce-[\w-]{22}'$/)
    expect(new Set(ofPages).size).toBe(2)
    expect(scripts.at(-1)).toBe("'self'")
  })

  it('[S33] an error nobody expected tells the outside a reference and nothing else', async () => {
    const answer = await portal.ask('/broken')
    expect(answer.status).toBe(500)
    const text = await answer.text()
    expect(text).not.toContain('secret')
    expect(text).toMatch(/"reference":"[0-9a-f]{8}"/)
  })

  it('[S3] hidden and never been are the same answer', async () => {
    const [hidden, never] = await Promise.all([
      portal.ask('/hidden'),
      portal.ask('/comments', { cookie: `portico=${portal.people.ana.token}` }),
    ])
    expect(hidden.status).toBe(404)
    expect(never.status).toBe(404)
  })

  it('compresses text by hand, as the browser likes', async () => {
    const raw = await portal.ask('/plain', { headers: { 'accept-encoding': 'gzip;q=0, br' } })
    expect(raw.headers.get('content-encoding')).toBe('br')
    expect(await raw.text()).toContain('xxxx')
    const plain = await portal.ask('/plain', { headers: { 'accept-encoding': 'identity' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
  })

  it('refuses a body beyond what anybody writes, before it is read whole', async () => {
    const answer = await portal.ask('/refuse', { ...form({ title: 'x'.repeat(3_000_000) }), ...asMila() })
    expect(answer.status).toBe(413)
  })

  it('a path that looks like a host stays a path', async () => {
    const answer = await portal.ask('//evil.example/plain')
    expect(answer.status).toBe(404)
  })
})
