import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { enableAccess } from '#server/accounts/enable-access.ts'
import { sendAgain } from '#server/accounts/send-again.ts'
import { withdrawInvitation } from '#server/accounts/withdraw-invitation.ts'
import { choosePassword } from '#server/auth/choose-password.ts'
import { hashPassword } from '#server/auth/passwords.ts'
import { addStaff } from '#server/staff/add-staff.ts'
import { inviteStaffAgain } from '#server/staff/send-again.ts'
import { testPortal, type TestPortal } from '#server/testing/test-portal.ts'
import { lastWritten } from './last-written.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal({ mail: { url: null } })
})
afterAll(() => portal.close())

const as = ({ userId, sessionId, grantId }: Member) => ({
  portal: portal.portal,
  userId,
  sessionId,
  grantId,
  address: '127.0.0.1',
})
const last = (of: string | null, who: Member = portal.people.adam) => lastWritten(as(who), of)
/** The link that Adam is handed, once the mail was taken out of the queue. */
async function linkOf(of: string): Promise<string> {
  await expect.poll(async () => (await last(of)).mail, { timeout: 8000 }).not.toBeNull()
  return (await last(of)).mail?.link ?? ''
}
const NOTHING = { mail: null, ask: [] }

let people = 0
/** Invites one more contact of Rila; answers the invitation. */
async function invited(): Promise<string> {
  const email = `guest${String(++people)}@rila.example`
  const { id: contactId } = await portal.db
    .insertInto('contacts')
    .values({ account_id: portal.people.rila, name: `Guest ${String(people)}`, email })
    .returning('id')
    .executeTakeFirstOrThrow()
  const form = { contactId, email, kind: 'client', role: 40, daysBack: null, lastDay: null, notes: '' } as const
  return (await enableAccess(as(portal.people.mila), { ...form, answersId: null })).invitationId
}
/** Adds one more of the staff; answers who. */
async function added(): Promise<string> {
  const name = `Sam${String(++people)}`
  const ticks = { mayGrantAccess: false, doesContracts: false }
  const form = { name, email: `${name}@northlight.example`, role: 'member', ...ticks } as const
  return (await addStaff(as(portal.people.adam), form)).userId
}

describe('the mail that was just written', () => {
  it('[A2] [A20] an admin is handed the link of that very mail, of an invitation and of somebody of the staff', async () => {
    const [one, other, sam] = [await invited(), await invited(), await added()]
    const links = [await linkOf(one), await linkOf(other), await linkOf(sam)]
    expect(new Set(links).size).toBe(3)
    for (const [nth, path] of (['activate', 'activate', 'reset'] as const).entries())
      expect(links[nth]).toMatch(new RegExp(`^${portal.url}/${path}/[\\w-]{43}$`))
    const { mail, ask } = await last(one, portal.people.nora)
    expect(ask).toEqual([])
    const row = await portal.db
      .selectFrom('outbox_mails')
      .select(['id', 'about'])
      .where('id', '=', mail?.id ?? '')
      .executeTakeFirst()
    expect(row?.about).toBe(`invitation:${one}`)
  })

  it('[A3] whoever may not open the Outbox is handed none, and told which admins to ask who can sign in', async () => {
    const { mila, nora, adam } = portal.people
    const [one, sam] = [await invited(), await added()]
    expect(await linkOf(one)).not.toBe('')
    await portal.db
      .updateTable('users')
      .set({ password_hash: await hashPassword('five green horses sleep') })
      .where('id', 'in', [nora.userId, adam.userId])
      .execute()
    for (const of of [one, sam]) expect(await last(of, mila)).toEqual({ mail: null, ask: ['Adam', 'Nora'] })
    const freeze = (frozen: 'off' | null) =>
      rearrange(portal.db, (db) => db.updateTable('users').set({ frozen }).where('id', '=', nora.userId).execute())
    await freeze('off')
    expect(await last(one, mila)).toEqual({ mail: null, ask: ['Adam'] })
    await freeze(null)
  })

  it('[A3] [S1] for externals there is no such thing, whatever their role; nor of what is no id', async () => {
    const one = await invited()
    for (const who of [portal.people.ana, portal.people.vera, portal.people.jonas])
      await expect(last(one, who)).rejects.toMatchObject({ status: 404 })
    for (const of of [null, '', 'x', `${one}x`]) await expect(last(of)).rejects.toMatchObject({ status: 404 })
    expect(await last(portal.people.corvin)).toEqual(NOTHING)
  })

  it('[A2] of an invitation that was withdrawn, accepted or has run out none is handed out', async () => {
    const [withdrawn, accepted, over] = [await invited(), await invited(), await invited()]
    for (const one of [withdrawn, accepted, over]) expect(await linkOf(one)).not.toBe('')
    await withdrawInvitation(as(portal.people.mila), { invitationId: withdrawn })
    await portal.db
      .updateTable('invitations')
      .set({ used_at: sql`clock_timestamp()` })
      .where('id', '=', accepted)
      .execute()
    await portal.db
      .updateTable('invitations')
      .set({ expires_at: sql`clock_timestamp() - interval '1 ms'` })
      .where('id', '=', over)
      .execute()
    for (const one of [withdrawn, accepted, over]) expect(await last(one)).toEqual(NOTHING)
  })

  it('[S21] of one that was replaced, used or has run out for somebody of the staff neither', async () => {
    const [sam, over] = [await added(), await added()]
    const older = await linkOf(sam)
    expect(await linkOf(over)).not.toBe('')
    await inviteStaffAgain(as(portal.people.adam), sam)
    const newer = await linkOf(sam)
    expect(newer).not.toBe(older)
    await choosePassword(portal.portal, '127.0.0.1', newer.split('/').at(-1) ?? '', {
      password: 'six blue horses are awake',
    })
    expect(await last(sam)).toEqual(NOTHING)
    await portal.db
      .updateTable('password_resets')
      .set({ expires_at: sql`clock_timestamp() - interval '1 ms'` })
      .where('user_id', '=', over)
      .execute()
    expect(await last(over)).toEqual(NOTHING)
  })

  it('[A2] of an invitation that is sent again the older link is never handed out', async () => {
    const one = await invited()
    const older = await linkOf(one)
    await sendAgain(as(portal.people.mila), { invitationId: one })
    expect((await last(one)).mail?.link).not.toBe(older)
    expect(await linkOf(one)).not.toBe(older)
  })
})
