import { redirect } from '@remix-run/node'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { callerIn, type Exchange } from '#server/platform/http/exchange.ts'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { cookiesOf, form, testPortal, type TestPortal } from '#server/testing/test-portal.ts'
import { signInForm } from './forms.ts'
import { knockOf, withCookies } from './knock.ts'
import { hashPassword } from './passwords.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { hashToken } from './tokens.ts'

interface Args {
  context: Exchange
  request: Request
}
const PASSWORD = 'five green horses sleep'

const routes = {
  '/sign-in': {
    default: true,
    action: async ({ context, request }: Args) => {
      const { cookies } = await signIn(context.portal, knockOf(context), readForm(signInForm, await request.formData()))
      return redirect('/', { headers: withCookies(cookies) })
    },
  },
  '/sign-out': {
    action: async ({ context }: Args) => redirect('/', { headers: { 'set-cookie': await signOut(callerIn(context)) } }),
  },
  '/me': {
    default: true,
    loader: ({ context }: Args) => look(callerIn(context), ({ viewer }) => Promise.resolve({ name: viewer.name })),
  },
}

describe('signing in', () => {
  let portal: TestPortal
  let other: TestPortal
  beforeAll(async () => {
    portal = await testPortal({ routes, trustedProxies: ['loopback'] })
    other = await testPortal({ routes, publicUrl: 'https://portal.northlight.example' })
    const passwordHash = await hashPassword(PASSWORD)
    for (const { db } of [portal, other]) await db.updateTable('users').set({ password_hash: passwordHash }).execute()
  })
  afterAll(async () => {
    await portal.close()
    await other.close()
  })

  let addresses = 0
  /** Tries from an address of its own, so that tests do not spend each other's limits. */
  const attempt = (name: string, password: string, { from = `198.51.100.${String(++addresses)}`, cookie = '' } = {}) =>
    portal.ask('/sign-in', { ...form({ name, password }), headers: { 'x-forwarded-for': from }, cookie })
  const seen = (cookie: string) => portal.ask('/me', { cookie })

  it('[A4] works with login name or e-mail, in any case', async () => {
    for (const name of ['mila', 'Mila', ' mila@northlight.example ', 'MILA@Northlight.example']) {
      const answer = await attempt(name, PASSWORD)
      expect(answer.status).toBe(302)
      expect(await (await seen(cookiesOf(answer))).json()).toMatchObject({
        loaderData: { 'route-2': { name: 'Mila' } },
      })
    }
  })

  it('[S8] the token is in the cookie only; the database has its hash', async () => {
    const token = /portico=([\w-]+)/.exec(cookiesOf(await attempt('mila', PASSWORD)))?.[1] ?? ''
    expect(token).toHaveLength(43)
    const { rows } = await portal.portal.database.pool.query<{ found: boolean; hashed: boolean }>(
      `select exists (select from sessions s where s::text like '%' || $1 || '%') as found, exists (select from sessions where id = $2) as hashed`,
      [token, hashToken(token)],
    )
    expect(rows[0]).toEqual({ found: false, hashed: true })
    expect((await seen(`portico=${hashToken(token)}`)).status).toBe(302)
  })

  it('[S9] signing in again gives a new token and ends the old one', async () => {
    const first = cookiesOf(await attempt('mila', PASSWORD))
    const second = cookiesOf(await attempt('mila', PASSWORD, { cookie: first }))
    expect(second).not.toBe(first)
    expect((await seen(second)).status).toBe(200)
    expect((await seen(first)).status).toBe(302)
  })

  it('[S9] a token that somebody planted before is never the one signed in with', async () => {
    const planted = 'A'.repeat(43)
    const answer = await attempt('mila', PASSWORD, { cookie: `portico=${planted}` })
    expect(cookiesOf(answer)).not.toContain(planted)
    expect((await seen(`portico=${planted}`)).status).toBe(302)
  })

  it('[S10] on https the cookie is bound to the host and to https; on a plain loopback it still works', async () => {
    const secure = await other.ask('/sign-in', form({ name: 'mila', password: PASSWORD }))
    const [session] = secure.headers.getSetCookie()
    expect(session).toMatch(/^__Host-portico=/)
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(session).toContain(attribute)
    expect(session).not.toContain('Domain')
    const [plain] = (await attempt('mila', PASSWORD)).headers.getSetCookie()
    expect(plain).toMatch(/^portico=/)
    expect(plain).not.toContain('Secure')
    expect(plain).toContain('HttpOnly')
  })

  it('[S11] a session slides while it is used, and ends absolutely all the same', async () => {
    const cookie = cookiesOf(await attempt('mila', PASSWORD))
    const id = hashToken(/portico=([\w-]+)/.exec(cookie)?.[1] ?? '')
    const session = () => portal.db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    await portal.db
      .updateTable('sessions')
      .set({ expires_at: sql`clock_timestamp() + interval '1 day'` })
      .where('id', '=', id)
      .execute()
    const prolonged = await seen(cookie)
    expect(prolonged.status).toBe(200)
    expect(prolonged.headers.getSetCookie()[0]).toMatch(/^portico=/)
    expect((await session()).expires_at.getTime()).toBeGreaterThan(Date.now() + 6 * 24 * 3600_000)
    await rearrange(portal.db, (db) =>
      db
        .updateTable('sessions')
        .set({ absolute_expires_at: sql`clock_timestamp() - interval '1 second'` })
        .where('id', '=', id)
        .execute(),
    )
    expect((await seen(cookie)).status).toBe(302)
  })

  it('[S12] signing out ends the session at once, for everything that holds its cookie', async () => {
    const cookie = cookiesOf(await attempt('mila', PASSWORD))
    const before = await portal.db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()
    expect((await seen(cookie)).status).toBe(200)
    const out = await portal.ask('/sign-out', { ...form({}), cookie })
    expect(out.headers.getSetCookie()[0]).toContain('Max-Age=0')
    expect((await seen(cookie)).status).toBe(302)
    const after = await portal.db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()
    expect(after.version).toBeGreaterThan(before.version)
  })

  it('[S16] a name nobody has and a wrong password are one answer', async () => {
    const known = await attempt('mila', 'not this one at all')
    const unknown = await attempt('nobody-here', 'not this one at all')
    expect(known.status).toBe(422)
    expect(unknown.status).toBe(422)
    const typedAway = (text: string) => text.replace(/"name":"[^"]*"/, '')
    expect(typedAway(await known.text())).toBe(typedAway(await unknown.text()))
  })

  it('[S16] it takes as long, too', async () => {
    const taken = async (name: string) => {
      const start = performance.now()
      await attempt(name, 'not this one at all')
      return performance.now() - start
    }
    // In turn, and the quickest of each: what else this machine does comes and goes.
    const times = { known: [] as number[], unknown: [] as number[] }
    for (let time = 0; time < 12; time++) {
      times.known.push(await taken('petar'))
      times.unknown.push(await taken('nobody-at-all'))
    }
    const [known, unknown] = [Math.min(...times.known), Math.min(...times.unknown)]
    expect(Math.abs(known - unknown)).toBeLessThan(Math.max(known, unknown) * 0.5)
  })

  it('[S17] six wrong passwords from one address close that address for that person, right password or not', async () => {
    const from = '203.0.113.77'
    const tries = await Promise.all(Array.from({ length: 30 }, () => attempt('victor', 'wrong wrong wrong', { from })))
    const statuses = tries.map((answer) => answer.status)
    expect(statuses.filter((status) => status === 422)).toHaveLength(6)
    expect(statuses.filter((status) => status === 429)).toHaveLength(24)
    const closed = await attempt('victor', PASSWORD, { from })
    expect(closed.status).toBe(429)
    expect(Number(closed.headers.get('retry-after'))).toBeGreaterThan(600)
    expect((await attempt('victor', PASSWORD)).status).toBe(302)
  })

  it('[S17] a flood from everywhere does not lock out the person at their own browser', async () => {
    const own = cookiesOf(await attempt('nora', PASSWORD))
    for (let wave = 0; wave < 6; wave++)
      await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          attempt('nora', 'wrong wrong wrong', { from: `192.0.2.${String(wave * 10 + at)}` }),
        ),
      )
    expect((await attempt('nora', PASSWORD)).status).toBe(429)
    const device = own.split('; ').find((cookie) => cookie.startsWith('portico-device')) ?? ''
    expect(device).not.toBe('')
    expect((await attempt('nora', PASSWORD, { cookie: device, from: '192.0.2.1' })).status).toBe(302)
    expect((await attempt('nora', PASSWORD, { cookie: `portico-device=${'B'.repeat(43)}` })).status).toBe(429)
  })

  it('[S17] the same limits hold on another node', async () => {
    const from = '203.0.113.99'
    for (let time = 0; time < 6; time++) await attempt('petar', 'wrong wrong wrong', { from })
    const elsewhere = { ...portal.portal, nodeId: 'another' }
    await expect(
      signIn(
        elsewhere,
        { address: from, userAgent: '', cookies: '', sessionId: null },
        { name: 'petar', password: PASSWORD },
      ),
    ).rejects.toMatchObject({ status: 429 })
  })

  it.each(["' or 1=1 --", '<script>alert(1)</script>', 'mila\r\nSet-Cookie: a=b', '\u0000', 'ﷺ'.repeat(50)])(
    'takes %j for a wrong name and nothing else',
    async (name) => {
      const answer = await attempt(name, '<img src=x onerror=alert(1)>')
      expect([422, 400]).toContain(answer.status)
      expect(answer.headers.get('set-cookie')).toBeNull()
    },
  )
})
