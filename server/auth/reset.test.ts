import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailServer, textOf } from '#server/testing/mail-server.ts'
import { form, testPortal, type TestPortal } from '#server/testing/test-portal.ts'
import { callerIn, type Exchange } from '#server/platform/http/exchange.ts'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { askReset } from './ask-reset.ts'
import { chooseFirstPassword, choosePassword, resetBehind } from './choose-password.ts'
import { askResetForm } from './forms.ts'
import { hashPassword } from './passwords.ts'
import { signIn } from './sign-in.ts'
import { hashToken } from './tokens.ts'

interface Args {
  context: Exchange
  request: Request
}
const PASSWORD = 'five green horses sleep'
const NEXT = 'six blue horses are awake'
const knock = { address: '127.0.0.1', userAgent: '', cookies: '', sessionId: null }

describe('choosing a new password by mail', () => {
  let portal: TestPortal
  let mails: Awaited<ReturnType<typeof mailServer>>
  beforeAll(async () => {
    mails = await mailServer()
    portal = await testPortal({
      mail: { url: mails.url },
      routes: {
        '/reset': {
          default: true,
          action: async ({ context, request }: Args) => {
            await askReset(context.portal, context.ip, readForm(askResetForm, await request.formData()))
            return { asked: true }
          },
        },
        '/me': {
          default: true,
          loader: ({ context }: Args) => look(callerIn(context), ({ viewer }) => Promise.resolve(viewer.name)),
        },
      },
    })
  })
  afterAll(async () => {
    await portal.close()
    await mails.close()
  })

  const mailsTo = (address: string) => mails.taken.filter((mail) => mail.to.includes(address))
  const linkFor = async (address: string, count = 1) => {
    await askReset(portal.portal, '127.0.0.1', { email: address.toUpperCase() })
    await expect.poll(() => mailsTo(address).length, { timeout: 8000 }).toBe(count)
    return /\/reset\/([\w-]{43})/.exec(textOf(mailsTo(address).at(-1)?.raw ?? ''))?.[1] ?? ''
  }

  it('[S16] is answered alike, whether or not anybody has the address', async () => {
    const [known, unknown] = await Promise.all(
      ['ana@rila.example', 'nobody@rila.example'].map((email) => portal.ask('/reset', form({ email }))),
    )
    expect(known?.status).toBe(200)
    expect(await known?.text()).toBe(await unknown?.text())
    await expect.poll(() => mailsTo('ana@rila.example').length, { timeout: 8000 }).toBe(1)
    expect(mailsTo('nobody@rila.example')).toHaveLength(0)
  })

  it('[S21] works once, also for twenty at once; opening does not use it up', async () => {
    const token = await linkFor('boris@rila.example')
    for (let time = 0; time < 3; time++) expect(await resetBehind(portal.db, token)).toMatchObject({ login: 'boris' })
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) =>
        choosePassword(portal.portal, `10.1.0.${String(at)}`, token, { password: PASSWORD }),
      ),
    )
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await resetBehind(portal.db, token)).toBeNull()
    expect(await signIn(portal.portal, knock, { name: 'boris', password: PASSWORD })).toMatchObject({
      userId: portal.people.boris.userId,
    })
  })

  it('[S12] ends every session of the person before it answers', async () => {
    const cookie = `portico=${portal.people.mila.token}`
    expect((await portal.ask('/me', { cookie })).status).toBe(200)
    await choosePassword(portal.portal, '127.0.0.1', await linkFor('mila@northlight.example'), { password: PASSWORD })
    expect((await portal.ask('/me', { cookie })).status).toBe(302)
    await expect
      .poll(() => mailsTo('mila@northlight.example').some((mail) => mail.raw.includes('Your password was changed')), {
        timeout: 8000,
      })
      .toBe(true)
  })

  describe('who is signed in by it', () => {
    /** What is sent along with the new password: by a browser in which somebody else is signed in. */
    const choose = async (address: string, inIt: { sessionId: string }) =>
      chooseFirstPassword(portal.portal, { ...knock, sessionId: inIt.sessionId }, await linkFor(address), {
        password: NEXT,
      })
    const signedIn = async (userId: string) => {
      const rows = await portal.db
        .selectFrom('audit_entries')
        .select('address')
        .where('actor_id', '=', userId)
        .where('what', '=', 'signed_in')
        .execute()
      return rows.map(({ address }) => address)
    }
    const sessionsOf = async (userId: string) => {
      const rows = await portal.db.selectFrom('sessions').select('id').where('user_id', '=', userId).execute()
      return rows.map(({ id }) => id)
    }

    it('[A4] [A18] [S9] whoever chooses their first password: it is logged, and the browser’s old session ends', async () => {
      const { petar, adam } = portal.people
      const inBrowser = `portico=${adam.token}`
      expect((await portal.ask('/me', { cookie: inBrowser })).status).toBe(200)
      const cookies = await choose('petar@northlight.example', adam)
      const token = /^portico=([^;]+)/.exec(cookies?.[0] ?? '')?.[1] ?? ''
      expect(await (await portal.ask('/me', { cookie: `portico=${token}` })).text()).toContain('Petar')
      expect(await sessionsOf(petar.userId)).toEqual([hashToken(token)])
      expect(await signedIn(petar.userId)).toEqual(['127.0.0.1'])
      expect((await portal.ask('/me', { cookie: inBrowser })).status).toBe(302)
    })

    it('[S20] nobody who has a password already: the link goes round nothing', async () => {
      const { victor, jonas } = portal.people
      await portal.db
        .updateTable('users')
        .set({ password_hash: await hashPassword(PASSWORD) })
        .where('id', '=', victor.userId)
        .execute()
      expect(await choose('victor@northlight.example', jonas)).toBeNull()
      expect(await sessionsOf(victor.userId)).toEqual([])
      expect(await signedIn(victor.userId)).toEqual([])
      expect(await sessionsOf(jonas.userId)).toEqual([jonas.sessionId])
      expect(await signIn(portal.portal, knock, { name: 'victor', password: NEXT })).toMatchObject({
        userId: victor.userId,
      })
    })
  })

  it('[S14] a weak password is refused with the link still good', async () => {
    const token = await linkFor('vera@rila.example')
    await expect(choosePassword(portal.portal, '127.0.0.1', token, { password: 'short' })).rejects.toMatchObject({
      fields: { password: { key: 'password_too_short' } },
    })
    expect(await resetBehind(portal.db, token)).not.toBeNull()
    await choosePassword(portal.portal, '127.0.0.1', token, { password: NEXT })
  })

  it('[S21] an older link, one that ran out and a made-up one do not work', async () => {
    const older = await linkFor('claire@corvin.example')
    await portal.db
      .updateTable('password_resets')
      .set({ expires_at: sql`clock_timestamp() - interval '1 ms'` })
      .where('user_id', '=', portal.people.claire.userId)
      .execute()
    expect(await resetBehind(portal.db, older)).toBeNull()
    for (const token of [older, 'x'.repeat(43), ''])
      await expect(choosePassword(portal.portal, '127.0.0.1', token, { password: PASSWORD })).rejects.toMatchObject({
        message: 'link_does_not_work',
      })
  })

  it('[S17] nobody’s mailbox is flooded', async () => {
    for (let time = 0; time < 6; time++) await askReset(portal.portal, '127.0.0.1', { email: 'jonas@jonaslaw.example' })
    await expect.poll(() => mailsTo('jonas@jonaslaw.example').length, { timeout: 8000 }).toBe(3)
    const left = () =>
      sql<{ n: number }>`select count(*)::int as n from graphile_worker._private_jobs`
        .execute(portal.db)
        .then(({ rows }) => rows[0]?.n)
    await expect.poll(left, { timeout: 8000 }).toBe(0)
    expect(mailsTo('jonas@jonaslaw.example')).toHaveLength(3)
  })

  it('[X9] a mail the server does not take is tried again, and says why meanwhile', async () => {
    mails.refuse(true)
    await askReset(portal.portal, '127.0.0.1', { email: 'nora@northlight.example' })
    const state = () =>
      portal.db
        .selectFrom('outbox_mails')
        .selectAll()
        .where('to_address', '=', 'nora@northlight.example')
        .executeTakeFirst()
    await expect.poll(async () => (await state())?.last_error, { timeout: 8000 }).toContain('disk is full')
    mails.refuse(false)
    await sql`update graphile_worker._private_jobs set run_at = now()`.execute(portal.db)
    await expect.poll(async () => (await state())?.sent_at ?? null, { timeout: 10_000 }).not.toBeNull()
    expect((await state())?.text_body).toContain('{{link}}')
    expect(mailsTo('nora@northlight.example')).toHaveLength(1)
  })
})
