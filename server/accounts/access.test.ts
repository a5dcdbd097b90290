import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import type { Caller } from '#server/platform/caller.ts'
import { mailServer, textOf } from '#server/testing/mail-server.ts'
import { testPortal, type TestPortal } from '#server/testing/test-portal.ts'
import { signIn } from '#server/auth/sign-in.ts'
import { hashToken } from '#server/auth/tokens.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { activate } from './activate.ts'
import { enableAccess } from './enable-access.ts'
import type { EnableAccessForm } from './forms.ts'
import { invitationBehind } from './invitation-behind.ts'
import { accountPage } from './account-page.ts'
import { sendAgain } from './send-again.ts'
import { withdrawInvitation } from './withdraw-invitation.ts'

const PASSWORD = 'five green horses sleep'
const knock = { address: '127.0.0.1', userAgent: 'test', cookies: '', sessionId: null }

describe('enabling access', () => {
  let portal: TestPortal
  let mails: Awaited<ReturnType<typeof mailServer>>
  beforeAll(async () => {
    mails = await mailServer()
    portal = await testPortal({ mail: { url: mails.url } })
  })
  afterAll(async () => {
    await portal.close()
    await mails.close()
  })

  const as = (who: 'adam' | 'mila' | 'petar' | 'nora'): Caller => ({
    portal: portal.portal,
    userId: portal.people[who].userId,
    sessionId: portal.people[who].sessionId,
    grantId: null,
    address: '127.0.0.1',
  })
  const asAna = (): Caller => ({
    ...as('adam'),
    userId: portal.people.ana.userId,
    sessionId: portal.people.ana.sessionId,
    grantId: portal.people.ana.grantId,
  })

  let people = 0
  let person = ''
  let contactId = ''
  beforeEach(async () => {
    person = `person${String(++people)}@rila.example`
    contactId = (
      await portal.db
        .insertInto('contacts')
        .values({ account_id: portal.people.rila, name: `Person ${String(people)}`, email: person })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id
  })

  const offer = (more: Partial<EnableAccessForm> = {}): EnableAccessForm => ({
    contactId,
    email: person,
    kind: 'client',
    role: 40,
    daysBack: null,
    lastDay: null,
    notes: '',
    answersId: null,
    ...more,
  })
  const mailsTo = (address: string) => mails.taken.filter((mail) => mail.to.includes(address))
  /** The token of the newest mail to this person, once there are so many. */
  const tokenOf = async (address: string, count = 1) => {
    await expect.poll(() => mailsTo(address).length, { timeout: 8000 }).toBe(count)
    return /\/activate\/([\w-]{43})/.exec(textOf(mailsTo(address).at(-1)?.raw ?? ''))?.[1] ?? ''
  }

  it('[A2] sends a link that is nowhere but in the mail; the database has its hash', async () => {
    const { invitationId } = await enableAccess(as('adam'), offer())
    const token = await tokenOf(person)
    expect(token).toHaveLength(43)
    const kept = await portal.db
      .selectFrom('invitations')
      .selectAll()
      .where('id', '=', invitationId)
      .executeTakeFirstOrThrow()
    expect(kept.token_hash).toBe(hashToken(token))
    // The 72 hours begin when the mail is handed over, which on a busy machine is some seconds later.
    expect(Math.abs(kept.expires_at.getTime() - kept.invited_at.getTime() - 72 * 3600_000)).toBeLessThan(60_000)
    const { rows } = await portal.portal.database.pool.query<{ mails: boolean; jobs: boolean }>(
      `select exists (select from outbox_mails m where m::text like '%' || $1 || '%') as mails,
       exists (select from graphile_worker._private_jobs j where j.payload::text like '%' || $1 || '%') as jobs`,
      [token],
    )
    expect(rows[0]).toEqual({ mails: false, jobs: false })
    expect(portal.lines.join()).not.toContain(token)
  })

  it('[A2] opening the link does not use it up; accepting does', async () => {
    await enableAccess(as('adam'), offer())
    const token = await tokenOf(person)
    for (let time = 0; time < 3; time++)
      expect(await invitationBehind(portal.db, token)).toMatchObject({ email: person, hasUser: false })
    await activate(portal.portal, knock, token, { loginName: `opened${String(people)}`, password: PASSWORD })
    expect(await invitationBehind(portal.db, token)).toBe('used')
    await expect(
      activate(portal.portal, knock, token, { loginName: 'again', password: PASSWORD }),
    ).rejects.toMatchObject({ message: 'link_does_not_work' })
  })

  it('[A2] [S21] of twenty at once, one wins', async () => {
    await enableAccess(as('adam'), offer())
    const token = await tokenOf(person)
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) =>
        activate(portal.portal, { ...knock, address: `10.0.0.${String(at)}` }, token, {
          loginName: `racer${String(at)}`,
          password: PASSWORD,
        }),
      ),
    )
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const made = await portal.db.selectFrom('users').select('id').where('email', '=', person).execute()
    expect(made).toHaveLength(1)
  })

  it('[A2] a link older than 72 hours does not work, and sending again wakes it with a new one', async () => {
    const { invitationId } = await enableAccess(as('adam'), offer())
    const old = await tokenOf(person)
    await portal.db
      .updateTable('invitations')
      .set({ expires_at: sql`clock_timestamp() - interval '1 ms'` })
      .where('id', '=', invitationId)
      .execute()
    expect(await invitationBehind(portal.db, old)).toBe('run_out')
    await expect(activate(portal.portal, knock, old, { loginName: 'late', password: PASSWORD })).rejects.toMatchObject({
      message: 'link_does_not_work',
    })
    await sendAgain(as('mila'), { invitationId })
    const fresh = await tokenOf(person, 2)
    expect(fresh).not.toBe(old)
    expect(await invitationBehind(portal.db, old)).toBe('gone')
    expect(await invitationBehind(portal.db, fresh)).toMatchObject({ email: person })
  })

  it('[A2] a withdrawn invitation does not work, and its mail does not leave any more', async () => {
    const { invitationId } = await enableAccess(as('adam'), offer())
    const token = await tokenOf(person)
    await withdrawInvitation(as('adam'), { invitationId })
    expect(await invitationBehind(portal.db, token)).toBe('gone')

    const second = await enableAccess(as('adam'), offer())
    await portal.db
      .updateTable('invitations')
      .set({ withdrawn_at: sql`clock_timestamp()` })
      .where('id', '=', second.invitationId)
      .execute()
    await portal.db
      .insertInto('outbox_mails')
      .values({
        to_address: person,
        subject: 'late',
        text_body: '{{link}}',
        html_body: '',
        about: `invitation:${second.invitationId}`,
      })
      .execute()
    await sql`select graphile_worker.add_job('mail:deliver', json_build_object('mailId', id)) from outbox_mails where subject = 'late'`.execute(
      portal.db,
    )
    await expect
      .poll(
        async () =>
          (
            await portal.db
              .selectFrom('outbox_mails')
              .select('dropped_at')
              .where('subject', '=', 'late')
              .executeTakeFirst()
          )?.dropped_at ?? null,
        { timeout: 8000 },
      )
      .not.toBeNull()
    expect(mailsTo(person).filter((mail) => mail.raw.includes('Subject: late'))).toHaveLength(0)
  })

  it('[A3] only admins and staff with "may grant access" can; the page does not offer it to others', async () => {
    await expect(enableAccess(as('petar'), offer())).rejects.toMatchObject({
      status: 403,
      message: 'may_not_grant_access',
    })
    await expect(enableAccess(asAna(), offer())).rejects.toMatchObject({ status: 404 })
    expect((await accountPage(as('petar'), portal.people.rila)).mostGiven).toBeNull()
    expect((await accountPage(as('mila'), portal.people.rila)).mostGiven).toBe(40)
    expect((await accountPage(as('adam'), portal.people.rila)).mostGiven).toBe(90)
    await enableAccess(as('mila'), offer())
  })

  it('[A1] a contact who has come in is the same person as everywhere, one who has not is nobody yet', async () => {
    const { ana } = portal.people
    const seen = async () =>
      (await accountPage(as('mila'), portal.people.rila)).contacts.find(({ id }) => id === contactId)?.userId
    expect(await seen()).toBeNull()
    await portal.db.updateTable('contacts').set({ user_id: ana.userId }).where('id', '=', contactId).execute()
    expect(await seen()).toBe(ana.userId)
  })

  it('[A20] staff who may grant access give L40 at most', async () => {
    await expect(enableAccess(as('mila'), offer({ role: 80 }))).rejects.toMatchObject({ status: 403 })
    await enableAccess(as('adam'), offer({ role: 80 }))
  })

  it('[A6] Owner is given by an admin who confirmed the warning, and without limits', async () => {
    await expect(enableAccess(as('nora'), offer({ role: 90 }))).rejects.toMatchObject({
      fields: { understood: { key: 'owner_understood' } },
    })
    await expect(enableAccess(as('nora'), offer({ role: 90, understood: 'on', daysBack: 10 }))).rejects.toMatchObject({
      fields: { daysBack: { key: 'owner_has_no_days' } },
    })
    await enableAccess(as('nora'), offer({ role: 90, understood: 'on' }))
  })

  it('[A4] the person signs in with the login name or the address, and with the grant that was offered', async () => {
    await enableAccess(as('mila'), offer({ role: 20, daysBack: 30, lastDay: '2099-05-05', notes: 'knows the pool' }))
    const login = `Chosen.${String(people)}`
    const { grantId, cookies } = await activate(portal.portal, knock, await tokenOf(person), {
      loginName: login,
      password: PASSWORD,
    })
    expect(cookies[0]).toMatch(/^portico=/)
    const grant = await portal.db.selectFrom('grants').selectAll().where('id', '=', grantId).executeTakeFirstOrThrow()
    expect(grant).toMatchObject({
      role: 20,
      days_back: 30,
      notes: 'knows the pool',
      kind: 'client',
      account_id: portal.people.rila,
      contact_id: contactId,
      answers_id: portal.people.mila.userId,
    })
    // The whole last day counts, in the host's zone.
    expect(grant.expires_at?.toISOString()).toBe('2099-05-05T21:00:00.000Z')
    for (const name of [login.toUpperCase(), person])
      expect(await signIn(portal.portal, knock, { name, password: PASSWORD })).toMatchObject({ userId: grant.user_id })
  })

  it('[A4] an address that has a user accepts as that user; no second one arises', async () => {
    const other = await portal.db
      .insertInto('contacts')
      .values({ account_id: portal.people.corvin, name: 'Ana D.', email: 'ANA@rila.example' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await enableAccess(as('adam'), offer({ contactId: other.id, email: 'ana@rila.example' }))
    const token = await tokenOf('ana@rila.example')
    expect(await invitationBehind(portal.db, token)).toMatchObject({ hasUser: true })
    await expect(
      activate(portal.portal, knock, token, { loginName: 'second-ana', password: PASSWORD }),
    ).rejects.toMatchObject({ message: 'address_has_user' })
    await expect(
      acceptInvitation(
        { ...asAna(), userId: portal.people.boris.userId, sessionId: portal.people.boris.sessionId },
        token,
      ),
    ).rejects.toMatchObject({ message: 'invited_somebody_else' })
    expect(await invitationBehind(portal.db, token)).toMatchObject({ hasUser: true })
    await acceptInvitation(asAna(), token)
    const grants = await portal.db
      .selectFrom('grants')
      .select('account_id')
      .where('user_id', '=', portal.people.ana.userId)
      .execute()
    expect(grants.map((grant) => grant.account_id).sort()).toEqual([portal.people.rila, portal.people.corvin].sort())
  })

  it('[A4] a login name somebody has is refused, and the link stays good', async () => {
    await enableAccess(as('adam'), offer())
    const token = await tokenOf(person)
    await expect(
      activate(portal.portal, knock, token, { loginName: 'MILA', password: PASSWORD }),
    ).rejects.toMatchObject({ fields: { loginName: { key: 'login_name_taken' } } })
    await expect(
      activate(portal.portal, knock, token, { loginName: 'fine.one', password: 'rila hotels rila' }),
    ).rejects.toMatchObject({ fields: { password: { key: 'password_about_you' } } })
    expect(await invitationBehind(portal.db, token)).toMatchObject({ email: person })
  })

  it('[A12] while the portal is off, accepting waits and the link stays unspent', async () => {
    await enableAccess(as('adam'), offer())
    const token = await tokenOf(person)
    await rearrange(portal.db, (db) => db.updateTable('portal_settings').set({ portal_on: false }).execute())
    await expect(
      activate(portal.portal, knock, token, { loginName: 'waits', password: PASSWORD }),
    ).rejects.toMatchObject({ message: 'portal_off' })
    await rearrange(portal.db, (db) => db.updateTable('portal_settings').set({ portal_on: true }).execute())
    await activate(portal.portal, knock, token, { loginName: 'waits', password: PASSWORD })
  })

  it('[A20] staff cannot be made externals', async () => {
    await expect(enableAccess(as('adam'), offer({ email: 'petar@northlight.example' }))).rejects.toMatchObject({
      fields: { email: { key: 'is_staff' } },
    })
  })

  it('[A2] nobody is invited twice at once, or given what they have', async () => {
    const twice = await Promise.allSettled([enableAccess(as('adam'), offer()), enableAccess(as('mila'), offer())])
    expect(twice.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const contact = await portal.db
      .selectFrom('grants')
      .select('contact_id')
      .where('id', '=', portal.people.boris.grantId)
      .executeTakeFirstOrThrow()
    await expect(
      enableAccess(as('adam'), offer({ contactId: contact.contact_id ?? '', email: 'boris@rila.example' })),
    ).rejects.toMatchObject({ message: 'has_this_access' })
  })

  it('[S31] a name with line breaks and tags ends no header and writes no HTML', async () => {
    await portal.db
      .updateTable('contacts')
      .set({ name: 'Eve\r\nBcc: all@evil.example <b>bold</b>' })
      .where('id', '=', contactId)
      .execute()
    await portal.db.updateTable('portal_settings').set({ host_name: 'North\r\nBcc: all@evil.example' }).execute()
    await enableAccess(as('adam'), offer())
    await tokenOf(person)
    await portal.db.updateTable('portal_settings').set({ host_name: 'Northlight' }).execute()
    const [mail] = mailsTo(person)
    expect(mail?.to).toEqual([person])
    const [head = ''] = mail?.raw.split('\r\n\r\n') ?? []
    expect(head).not.toMatch(/^bcc:/im)
    const html = mail?.raw.split(/content-type: text\/html/i)[1]
    expect(html).toContain('&lt;b&gt;bold')
    expect(html).not.toContain('<b>')
    expect(textOf(mail?.raw ?? '')).not.toMatch(/^Bcc/m)
  })
})
