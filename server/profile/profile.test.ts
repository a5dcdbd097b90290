import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { fits, hashPassword } from '#server/auth/passwords.ts'
import { SignInNeeded } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { toldOn, versionOf } from '#server/tasks/testing/told.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { changePassword } from './change-password.ts'
import { endSession } from './end-session.ts'
import { ownProfile } from './own-profile.ts'
import { saveProfile } from './save-profile.ts'
import { sessionKey } from './views.ts'

let on: TestPortal
beforeEach(async () => void (on = await testPortal()))
afterEach(() => on.close())

const OLD = 'seven brown boats at noon'
const NEW = 'five green horses sleep'
const form = (more: object = {}) =>
  ({ name: 'Ana Petrova', locale: 'fr', timeZone: 'Europe/Paris', version: 1, ...more }) as const
const viewerOf = (who: Member) => look(on.as(who), ({ viewer }) => Promise.resolve(viewer))
const user = (who: Member) =>
  on.db.selectFrom('users').selectAll().where('id', '=', who.userId).executeTakeFirstOrThrow()

/** One more session of somebody, as from another browser. */
async function elsewhere(who: Member): Promise<Member> {
  const sessionId = randomUUID()
  const until = new Date(Date.now() + 3_600_000)
  await on.db
    .insertInto('sessions')
    .values({ id: sessionId, user_id: who.userId, expires_at: until, absolute_expires_at: until, user_agent: 'Other' })
    .execute()
  return { ...who, sessionId }
}

describe('one’s own name, language and zone', () => {
  it('[A15] are changed by oneself, and the policy’s version moves, so that no node remembers the old ones', async () => {
    expect(await viewerOf(on.cast.ana)).toMatchObject({ name: 'Ana', locale: 'en' })
    const before = await versionOf(on)
    await saveProfile(on.as(on.cast.ana), form())
    expect(await versionOf(on)).toBeGreaterThan(before)
    expect(await viewerOf(on.cast.ana)).toMatchObject({ name: 'Ana Petrova', locale: 'fr', timeZone: 'Europe/Paris' })
    expect(await ownProfile(on.as(on.cast.ana))).toMatchObject({
      me: { name: 'Ana Petrova', locale: 'fr', version: 2 },
      mayEdit: true,
    })
  })

  it.each(['name', 'locale', 'time_zone'] as const)('[A15] nobody changes a %s past the gate', async (column) => {
    const change = () =>
      on.db
        .updateTable('users')
        .set({ [column]: 'Newer' })
        .where('id', '=', on.cast.ana.userId)
        .execute()
    await expect(change()).rejects.toMatchObject({ code: 'PG001' })
    await rearrange(on.db, (db) =>
      db
        .updateTable('users')
        .set({ [column]: 'Newer' })
        .where('id', '=', on.cast.ana.userId)
        .execute(),
    )
  })

  it('[F1] open pages that may show the name are asked again, and no others', async () => {
    const { ana, boris, claire, mila } = on.cast
    const own = { ana: `grant:${ana.grantId}`, boris: `grant:${boris.grantId}`, claire: `grant:${claire.grantId}` }
    const staff = `staff:${mila.userId}`
    const pages = [
      [own.ana, ana],
      [own.boris, boris],
      [own.claire, claire],
      [staff, mila],
    ] as const
    for (const [stream, { userId, grantId }] of pages)
      await sql`insert into presence (node_id, socket_id, stream, user_id, grant_id)
        values (${randomUUID()}, ${randomUUID()}, ${stream}, ${userId}, ${grantId})`.execute(on.db)
    await saveProfile(on.as(ana), form())
    for (const stream of [own.ana, own.boris, staff])
      expect(await toldOn(on, stream)).toEqual([{ fact: 'person.renamed', data: {} }])
    expect(await toldOn(on, own.claire)).toEqual([])
    await saveProfile(on.as(mila), form({ name: 'Mila Dimova' }))
    expect(await toldOn(on, own.claire)).toEqual([{ fact: 'person.renamed', data: {} }])
  })

  it('[A15] a zone that is none is refused, and what was saved elsewhere is not overwritten', async () => {
    const ana = on.as(on.cast.ana)
    await expect(saveProfile(ana, form({ timeZone: 'Europe/Atlantis' }))).rejects.toMatchObject({
      fields: { timeZone: {} },
    })
    await saveProfile(ana, form())
    await expect(saveProfile(ana, form({ name: 'Late' }))).rejects.toMatchObject({ message: 'profile_changed' })
    expect(await user(on.cast.ana)).toMatchObject({ name: 'Ana Petrova' })
  })

  it('[A10] an empty cell of Permission Management leaves the page and closes its form', async () => {
    const { ana, mila } = on.cast
    await rearrange(on.db, (db) =>
      db
        .insertInto('matrix_cells')
        .values({ object: 'profile', action: 'edit', kind: 'client', ticked: false })
        .execute(),
    )
    const hers = await ownProfile(on.as(ana))
    expect(hers).toMatchObject({ mayEdit: false, me: { name: 'Ana' } })
    // What her role opens is told without it; of kinds that she is not nothing is said.
    expect(hers.emptyCells).toEqual(['profile.edit/client'])
    await expect(saveProfile(on.as(ana), form())).rejects.toMatchObject({ status: 403 })
    expect(await ownProfile(on.as(mila))).toMatchObject({ mayEdit: true, grants: [] })
  })

  it('[A5] an external sees all they have access to, and nothing of the host’s notes', async () => {
    const { ana } = on.cast
    await on.db.updateTable('grants').set({ notes: 'Pays late' }).where('id', '=', ana.grantId).execute()
    const page = await ownProfile(on.as(ana))
    expect(page.grants).toMatchObject([
      { account: 'Rila Hotels', kind: 'client', role: 40, daysBack: 90, answers: 'Mila' },
    ])
    expect(JSON.stringify(page)).not.toContain('Pays late')
  })
})

describe('one’s own password', () => {
  beforeEach(async () => {
    await on.db
      .updateTable('users')
      .set({ password_hash: await hashPassword(OLD) })
      .execute()
  })

  it('[A15] [S12] is changed by who knows the old one; every other session of theirs ends at once, and links for choosing one', async () => {
    const { ana, boris } = on.cast
    const phone = await elsewhere(ana)
    expect((await viewerOf(phone)).name).toBe('Ana')
    await on.db
      .insertInto('password_resets')
      .values({ user_id: ana.userId, token_hash: 'x', expires_at: new Date(Date.now() + 3_600_000) })
      .execute()
    await changePassword(on.as(ana), { oldPassword: OLD, password: NEW })
    expect(await fits((await user(ana)).password_hash, NEW)).toBe(true)
    await expect(viewerOf(phone)).rejects.toBeInstanceOf(SignInNeeded)
    expect((await viewerOf(ana)).name).toBe('Ana')
    expect((await viewerOf(boris)).name).toBe('Boris')
    const links = await on.db.selectFrom('password_resets').select('used_at').execute()
    expect(links.every(({ used_at }) => used_at !== null)).toBe(true)
    const mails = await on.db.selectFrom('outbox_mails').select('to_address').execute()
    expect(mails).toEqual([{ to_address: 'ana@rila.example' }])
  })

  it('[S14] [S17] a wrong old one and a weak new one change nothing, and guessing comes to an end', async () => {
    const { ana } = on.cast
    const phone = await elsewhere(ana)
    const change = (oldPassword: string, password: string) => changePassword(on.as(ana), { oldPassword, password })
    await expect(change('not my password', NEW)).rejects.toMatchObject({
      fields: { oldPassword: { key: 'wrong_password' } },
    })
    await expect(change(OLD, 'short')).rejects.toMatchObject({ fields: { password: { key: 'password_too_short' } } })
    await expect(change(OLD, OLD)).rejects.toMatchObject({ fields: { password: { key: 'same_password' } } })
    await expect(change('not my password', 'short')).rejects.toMatchObject({
      fields: { oldPassword: { key: 'wrong_password' }, password: { key: 'password_too_short' } },
    })
    expect(await fits((await user(ana)).password_hash, OLD)).toBe(true)
    expect((await viewerOf(phone)).name).toBe('Ana')
    for (let nth = 0; nth < 8; nth++) await expect(change('guess', NEW)).rejects.toMatchObject({ fields: {} })
    await expect(change(OLD, NEW)).rejects.toMatchObject({ status: 429 })
  })
})

describe('one’s sessions', () => {
  it('[S13] are listed, this browser first, and no id of them leaves the server', async () => {
    const { ana } = on.cast
    const phone = await elsewhere(ana)
    const page = await ownProfile(on.as(ana))
    expect(page.sessions.map(({ here, browser }) => ({ here, browser }))).toEqual([
      { here: true, browser: '' },
      { here: false, browser: 'Other' },
    ])
    for (const { sessionId } of [ana, phone]) expect(JSON.stringify(page)).not.toContain(sessionId)
  })

  it('[A15] [S12] "Sign out there" ends that one and no other, and never somebody else’s', async () => {
    const { ana, boris } = on.cast
    const phone = await elsewhere(ana)
    await endSession(on.as(boris), { session: sessionKey(phone.sessionId) })
    expect((await viewerOf(phone)).name).toBe('Ana')
    await endSession(on.as(ana), { session: sessionKey(ana.sessionId) })
    expect((await viewerOf(ana)).name).toBe('Ana')
    await endSession(on.as(ana), { session: sessionKey(phone.sessionId) })
    await expect(viewerOf(phone)).rejects.toBeInstanceOf(SignInNeeded)
    expect((await viewerOf(ana)).name).toBe('Ana')
  })
})
