import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashPassword } from '#server/auth/passwords.ts'
import { hashToken, newToken } from '#server/auth/tokens.ts'
import { cookiesOf, form, testPortal, type TestPortal } from '#server/testing/test-portal.ts'
import * as account from './account.tsx'
import * as activate from './activate.tsx'
import * as lastMail from './last-mail.ts'
import * as mailedLink from './mailed-link.ts'
import * as newPassword from './new-password.tsx'
import * as outboxMail from './outbox-mail.tsx'
import * as outbox from './outbox.tsx'
import * as reset from './reset.tsx'
import * as signIn from './sign-in.tsx'

describe('the doors', () => {
  let portal: TestPortal
  beforeAll(async () => {
    portal = await testPortal({
      routes: {
        '/sign-in': signIn,
        '/activate/:token': mailedLink,
        '/activate': activate,
        '/reset': reset,
        '/reset/:token': mailedLink,
        '/new-password': newPassword,
        '/s/live/last-mail': lastMail,
        '/s/settings/outbox': outbox,
        '/s/settings/outbox/:mail': outboxMail,
        '/s/accounts/:account': account,
      },
    })
    await portal.db
      .updateTable('users')
      .set({ password_hash: await hashPassword('five green horses sleep') })
      .where('login_name', '=', 'mila')
      .execute()
  })
  afterAll(() => portal.close())

  const invite = async (name: string) => {
    const email = `${name}@rila.example`
    const { id } = await portal.db
      .insertInto('contacts')
      .values({ account_id: portal.people.rila, name, email })
      .returning('id')
      .executeTakeFirstOrThrow()
    const token = newToken()
    await portal.db
      .insertInto('invitations')
      .values({
        contact_id: id,
        account_id: portal.people.rila,
        email,
        kind: 'client',
        role: 40,
        token_hash: hashToken(token),
        invited_by: portal.people.adam.userId,
        expires_at: sql`clock_timestamp() + interval '72 hours'`,
      })
      .execute()
    return { token, email }
  }

  it('[S21] a mailed link leaves the address at once; no page it leads to holds its token or says where one came from', async () => {
    const { token } = await invite('rosa')
    const opened = await portal.ask(`/activate/${token}`)
    expect(opened.status).toBe(302)
    expect(opened.headers.get('location')).toBe('/activate')
    expect(opened.headers.get('referrer-policy')).toBe('no-referrer')
    expect(opened.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/)
    const page = await portal.ask('/activate', { cookie: cookiesOf(opened) })
    expect(page.headers.get('referrer-policy')).toBe('same-origin')
    const text = await page.text()
    expect(text).toContain('rosa@rila.example')
    expect(text).not.toContain(token)
    expect(portal.lines.join()).not.toContain(token)
  })

  it('[A2] accepting through the page signs in and forgets the link', async () => {
    const { token } = await invite('stefan')
    const cookie = cookiesOf(await portal.ask(`/activate/${token}`))
    const done = await portal.ask('/activate', {
      ...form({ loginName: 'stefan', password: 'five green horses sleep' }),
      cookie,
    })
    expect(done.status).toBe(302)
    expect(done.headers.get('location')).toMatch(/^\/g\/[0-9a-f-]{36}$/)
    expect(done.headers.getSetCookie().some((one) => one.startsWith('portico-activate=;'))).toBe(true)
    expect(await (await portal.ask('/activate', { cookie })).text()).toContain('"state":"used"')
  })

  it('[A4] typed names come back after a refusal, passwords do not', async () => {
    const { token } = await invite('tanya')
    const cookie = cookiesOf(await portal.ask(`/activate/${token}`))
    const refused = await portal.ask('/activate', {
      ...form({ loginName: '<i>x</i>', password: 'a secret that stays' }),
      cookie,
    })
    expect(refused.status).toBe(422)
    const text = await refused.text()
    expect(text).toContain('login_name_shape')
    expect(text).toContain('<i>x</i>')
    expect(text).not.toContain('a secret that stays')
  })

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/a\nb'])(
    'signing in never leads away, to %j',
    async (to) => {
      const done = await portal.ask('/sign-in', form({ name: 'mila', password: 'five green horses sleep', to }))
      expect(done.headers.get('location')).toBe('/')
    },
  )

  it('the outbox is for admins; others do not find it', async () => {
    const mail = await portal.db
      .insertInto('outbox_mails')
      .values({
        to_address: 'rosa@rila.example',
        subject: '<script>alert(1)</script>',
        text_body: 'http://x/activate/T',
        html_body: '',
        kept_at: sql`clock_timestamp()`,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const as = (token: string) => ({ cookie: `portico=${token}` })
    for (const path of ['/s/settings/outbox', `/s/settings/outbox/${mail.id}`]) {
      expect((await portal.ask(path, as(portal.people.adam.token))).status).toBe(200)
      for (const who of ['mila', 'petar', 'ana'] as const) {
        const answer = await portal.ask(path, as(portal.people[who].token))
        expect([403, 404]).toContain(answer.status)
        expect(await answer.text()).not.toContain('script')
      }
      expect((await portal.ask(path)).headers.get('location')).toContain('/sign-in')
    }
  })

  it('[A2] whoever may open the outbox is given the link of the mail just written; who may not, whom to ask, and no link', async () => {
    const { token, email } = await invite('yana')
    const { id } = await portal.db
      .selectFrom('invitations')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
    const mail = (kept: boolean) =>
      portal.db
        .insertInto('outbox_mails')
        .values({
          to_address: email,
          subject: 'Your access',
          text_body: `Come in:\n\nhttp://portal.example/activate/${token}\n`,
          html_body: '',
          about: `invitation:${id}`,
          ...(kept && { kept_at: sql`clock_timestamp()` }),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
    const asked = async (who: 'adam' | 'mila' | 'ana', of = id) => {
      const answer = await portal.ask(`/s/live/last-mail?of=${of}`, {
        cookie: `portico=${portal.people[who].token}`,
      })
      return { status: answer.status, text: await answer.text() }
    }
    const older = await mail(true)
    expect(JSON.parse((await asked('adam')).text)).toEqual({
      mail: { id: older.id, link: `http://portal.example/activate/${token}` },
      ask: [],
    })
    // A newer one that is not written out yet takes its place: the older link has stopped working.
    await mail(false)
    expect(JSON.parse((await asked('adam')).text)).toEqual({ mail: null, ask: [] })
    await mail(true)
    const { text } = await asked('mila')
    expect(text).not.toContain(token)
    expect(JSON.parse(text)).toMatchObject({ mail: null })
    expect((await asked('ana')).status).toBe(404)
    expect((await asked('adam', 'no-id')).status).toBe(404)
  })

  it('[A20] whoever was added to the staff is welcomed by name and is in with their first password; a later one has to be signed in with', async () => {
    const { userId } = portal.people.victor
    const link = async () => {
      const token = newToken()
      await portal.db
        .insertInto('password_resets')
        .values({
          user_id: userId,
          token_hash: hashToken(token),
          expires_at: sql`clock_timestamp() + interval '2 hours'`,
        })
        .execute()
      return cookiesOf(await portal.ask(`/reset/${token}`))
    }
    const first = await link()
    expect(await (await portal.ask('/new-password', { cookie: first })).text()).toMatch(
      /"name":"Victor[^}]*"first":true/,
    )
    const done = await portal.ask('/new-password', { ...form({ password: 'nine brown foxes read' }), cookie: first })
    expect(done.headers.get('location')).toBe('/')
    const accounts = await portal.ask(`/s/accounts/${portal.people.rila}`, { cookie: cookiesOf(done) })
    expect(accounts.status).toBe(200)

    const later = await link()
    expect(await (await portal.ask('/new-password', { cookie: later })).text()).toContain('"first":false')
    const again = await portal.ask('/new-password', { ...form({ password: 'ten white foxes write' }), cookie: later })
    expect(again.headers.get('location')).toBe('/sign-in?after=password')
    expect(again.headers.getSetCookie().some((one) => /^portico=[^;]/.test(one))).toBe(false)
  })

  it('[A3] the page refuses what it did not offer', async () => {
    const contact = await portal.db
      .insertInto('contacts')
      .values({ account_id: portal.people.rila, name: 'U', email: 'u@rila.example' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const sent = { do: 'enable', contactId: contact.id, email: 'u@rila.example', kind: 'client', role: '40' }
    const ask = (token: string, fields: Record<string, string>) =>
      portal.ask(`/s/accounts/${portal.people.rila}`, { ...form(fields), cookie: `portico=${token}` })
    expect((await ask(portal.people.petar.token, sent)).status).toBe(403)
    expect((await ask(portal.people.ana.token, sent)).status).toBe(404)
    const wrong = await ask(portal.people.adam.token, {
      ...sent,
      role: '41',
      daysBack: '0',
      lastDay: 'tomorrow',
      notes: 'kept',
    })
    expect(wrong.status).toBe(422)
    expect(await wrong.json()).toMatchObject({
      actionData: {
        'route-9': {
          refused: {
            fields: { role: { key: 'required' }, daysBack: { key: 'at_least_one' }, lastDay: { key: 'not_a_date' } },
            typed: { notes: 'kept' },
          },
        },
      },
    })
    // [S6] What a form has no field for changes nothing.
    expect(
      (await ask(portal.people.adam.token, { ...sent, invited_by: portal.people.ana.userId, used_at: 'now' })).status,
    ).toBe(302)
    const made = await portal.db
      .selectFrom('invitations')
      .selectAll()
      .where('contact_id', '=', contact.id)
      .executeTakeFirstOrThrow()
    expect(made).toMatchObject({ invited_by: portal.people.adam.userId, used_at: null })
  })
})
