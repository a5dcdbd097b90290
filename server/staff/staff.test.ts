import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { addStaff } from './add-staff.ts'
import { editStaff } from './edit-staff.ts'
import type { AddStaffForm, EditStaffForm } from './forms.ts'
import { freezeStaff } from './freeze-staff.ts'
import { staffCard, staffPage } from './queries.ts'
import { staffAction } from './staff-action.ts'
import { inviteStaffAgain } from './send-again.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const card = (more: Partial<AddStaffForm> = {}): AddStaffForm => ({
  name: 'Sam Whitlock',
  email: 'sam@northlight.example',
  role: 'member',
  mayGrantAccess: false,
  doesContracts: false,
  ...more,
})
/** The card of somebody of the cast, under the address they have. */
const changed = (version: number, { name = 'Sam', ...more }: Partial<EditStaffForm> = {}): EditStaffForm => ({
  ...card(),
  name,
  email: `${name.toLowerCase()}@northlight.example`,
  version,
  ...more,
})
const as = (who: Member) => home.as(who)
const mayGrant = (who: Member) =>
  look(as(who), ({ must }) => {
    must('access.grant')
    return Promise.resolve(true)
  }).catch((error: unknown) => (error instanceof Error ? error.message : error))

describe('staff cards', () => {
  it('[A20] admins add staff, who get a mail with which they choose a password; one is staff or external', async () => {
    const { userId } = await addStaff(as(home.cast.adam), card())
    const { staff } = await staffPage(as(home.cast.adam))
    expect(staff.find(({ id }) => id === userId)).toMatchObject({ name: 'Sam Whitlock', role: 'member', invited: true })
    const mails = await home.db
      .selectFrom('outbox_mails')
      .selectAll()
      .where('to_address', '=', 'sam@northlight.example')
      .execute()
    expect(mails).toHaveLength(1)
    expect(mails[0]?.about).toMatch(/^reset:/)
    await inviteStaffAgain(as(home.cast.adam), userId)
    const open = await home.db
      .selectFrom('password_resets')
      .select('id')
      .where('user_id', '=', userId)
      .where('used_at', 'is', null)
      .execute()
    expect(open).toHaveLength(1)
    await expect(addStaff(as(home.cast.adam), card({ email: 'ana@rila.example' }))).rejects.toMatchObject({
      fields: { email: { key: 'address_is_taken' } },
    })
  })

  it('[A20] others do not, and do not see them', async () => {
    for (const who of [home.cast.mila, home.cast.petar]) {
      await expect(staffPage(as(who))).rejects.toMatchObject({ message: 'not_admin' })
      await expect(addStaff(as(who), card({ email: 'x@northlight.example' }))).rejects.toMatchObject({
        message: 'not_admin',
      })
      await expect(editStaff(as(who), who.userId, changed(1, { role: 'admin' }))).rejects.toMatchObject({
        message: 'not_admin',
      })
    }
    await expect(staffPage(as(home.cast.vera))).rejects.toMatchObject({ status: 403 })
    await expect(staffCard(as(home.cast.adam), home.cast.ana.userId)).rejects.toMatchObject({ status: 404 })
  })

  it('[A3] [A20] "may grant access" is in force, or over, when the card says Saved', async () => {
    const { petar, adam } = home.cast
    expect(await mayGrant(petar)).toBe('may_not_grant_access')
    await editStaff(as(adam), petar.userId, changed(1, { name: 'Petar', mayGrantAccess: true }))
    expect(await mayGrant(petar)).toBe(true)
    await expect(editStaff(as(adam), petar.userId, changed(1, { name: 'Petar' }))).rejects.toMatchObject({
      message: 'card_changed',
    })
    await editStaff(as(adam), petar.userId, changed(2, { name: 'Petar' }))
    expect(await mayGrant(petar)).toBe('may_not_grant_access')
  })

  it('[A20] ticks whose function is not built are not shown, and a Save keeps what the card has of them', async () => {
    const { petar, adam } = home.cast
    const ticks = () =>
      home.db
        .selectFrom('users')
        .select(['may_login_as_client', 'may_act_as_client', 'does_billing', 'does_contracts', 'version'])
        .where('id', '=', petar.userId)
        .executeTakeFirstOrThrow()
    const some = { may_login_as_client: true, may_act_as_client: false, does_billing: true }
    await rearrange(home.db, (db) => db.updateTable('users').set(some).where('id', '=', petar.userId).execute())
    expect(Object.keys((await staffCard(as(adam), petar.userId)).member.ticks)).toEqual([
      'mayGrantAccess',
      'doesContracts',
    ])
    const sent = new FormData()
    const { version } = await ticks()
    const all = { ...changed(version, { name: 'Petar' }), do: 'save', version: String(version), doesContracts: 'on' }
    for (const [name, value] of Object.entries({ ...all, mayActAsClient: 'on' }))
      if (value) sent.set(name, String(value))
    await staffAction(as(adam), petar.userId, sent)
    expect(await ticks()).toMatchObject({ ...some, does_contracts: true, version: version + 1 })
    await editStaff(as(adam), petar.userId, changed(version + 1, { name: 'Petar' }))
    expect(await ticks()).toMatchObject({ ...some, does_contracts: false })
  })

  it('[A20] a card offers the roles that a Save of it takes', async () => {
    const { adam, nora } = home.cast
    const offered = async (who: Member, whose: Member) => (await staffCard(as(who), whose.userId)).roles
    expect(await offered(adam, adam)).toEqual(['admin', 'member'])
    expect((await staffPage(as(adam))).roles).toEqual(['admin', 'member'])
    expect(await offered(nora, adam)).toEqual(['owner', 'admin', 'member'])
    // Not theirs to change, and the only one there is.
    expect(await offered(adam, nora)).toEqual(['owner'])
    expect(await offered(nora, nora)).toEqual(['owner'])
    const owner = (isOne: boolean) =>
      rearrange(home.db, (db) =>
        db
          .updateTable('users')
          .set({ staff_role: isOne ? 'owner' : 'admin' })
          .where('id', '=', adam.userId)
          .execute(),
      )
    await owner(true)
    expect(await offered(nora, nora)).toEqual(['owner', 'admin', 'member'])
    await owner(false)
  })

  it('[A20] an admin makes no Owner, and changes none', async () => {
    const { adam, nora } = home.cast
    await expect(editStaff(as(adam), adam.userId, changed(1, { name: 'Adam', role: 'owner' }))).rejects.toMatchObject({
      message: 'only_owners',
    })
    await expect(editStaff(as(adam), nora.userId, changed(1, { name: 'Nora', role: 'member' }))).rejects.toMatchObject({
      message: 'only_owners',
    })
    await expect(freezeStaff(as(adam), nora.userId, { frozen: 'off', lastDay: null })).rejects.toMatchObject({
      message: 'only_owners',
    })
    await expect(addStaff(as(adam), card({ email: 'o@northlight.example', role: 'owner' }))).rejects.toMatchObject({
      message: 'only_owners',
    })
  })

  it('[A20] the last Owner stays: not lowered, not frozen, also when two lower each other at once', async () => {
    const { nora, adam } = home.cast
    const lower = (who: Member, whom: Member, version: number) =>
      editStaff(as(who), whom.userId, changed(version, { name: whom === nora ? 'Nora' : 'Adam', role: 'admin' }))
    await expect(lower(nora, nora, 1)).rejects.toMatchObject({ message: 'last_owner' })
    await expect(freezeStaff(as(nora), nora.userId, { frozen: 'off', lastDay: null })).rejects.toMatchObject({
      fields: { frozen: { key: 'not_oneself' } },
    })
    await editStaff(as(nora), adam.userId, changed(1, { name: 'Adam', role: 'owner' }))
    const both = await Promise.allSettled([lower(nora, adam, 2), lower(adam, nora, 1)])
    expect(both.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
    const owners = await home.db.selectFrom('users').select('id').where('staff_role', '=', 'owner').execute()
    expect(owners.length).toBeGreaterThanOrEqual(1)
    await rearrange(home.db, (db) =>
      db.updateTable('users').set({ staff_role: 'owner' }).where('id', '=', nora.userId).execute(),
    )
  })

  it('[A17] [A20] freezing ends what they do at once, and their sessions; thawing opens it again', async () => {
    const { petar, nora } = home.cast
    await freezeStaff(as(nora), petar.userId, { frozen: 'read_only', lastDay: null })
    expect((await staffCard(as(nora), petar.userId)).member).toMatchObject({ frozen: 'read_only' })
    await freezeStaff(as(nora), petar.userId, { frozen: 'off', lastDay: '2999-01-01' })
    expect((await staffCard(as(nora), petar.userId)).member).toMatchObject({
      frozen: 'off',
      frozenLastDay: '2999-01-01',
    })
    await expect(look(as(petar), () => Promise.resolve())).rejects.toMatchObject({ status: 401 })
    await freezeStaff(as(nora), petar.userId, { frozen: null, lastDay: null })
    expect((await staffCard(as(nora), petar.userId)).member.frozen).toBeNull()
  })
})
