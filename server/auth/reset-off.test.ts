import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { choosePassword, resetBehind } from './choose-password.ts'
import { hashToken, newToken } from './tokens.ts'

/** What happens between what is asked at first and what is written at last. */
const meanwhile = vi.hoisted(() => ({ happens: (): Promise<unknown> => Promise.resolve() }))
vi.mock(import('./passwords.ts'), async (original) => {
  const passwords = await original()
  const hashPassword = async (password: string) => {
    const passwordHash = await passwords.hashPassword(password)
    await meanwhile.happens()
    return passwordHash
  }
  return { ...passwords, hashPassword }
})

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

/** A token that chooses somebody's password for an hour. */
async function resetFor(userId: string): Promise<string> {
  const token = newToken()
  await home.db
    .insertInto('password_resets')
    .values({ user_id: userId, token_hash: hashToken(token), expires_at: new Date(Date.now() + 60 * 60_000) })
    .execute()
  return token
}

const NEXT = { password: 'six blue horses are awake' }

it('[A17] [A20] the link of a colleague who is off chooses no password, and works again once they are back', async () => {
  const { petar } = home.cast
  const token = await resetFor(petar.userId)
  const choose = () => choosePassword(home.portal, '127.0.0.1', token, NEXT)
  const freeze = (frozen: 'off' | 'read_only' | null, until: Date | null = null) =>
    rearrange(home.db, (db) =>
      db.updateTable('users').set({ frozen, frozen_until: until }).where('id', '=', petar.userId).execute(),
    )
  expect(await resetBehind(home.db, token)).toMatchObject({ off: false })
  await freeze('off')
  expect(await resetBehind(home.db, token)).toMatchObject({ off: true })
  await expect(choose()).rejects.toMatchObject({ message: 'link_waits' })
  const user = () =>
    home.db.selectFrom('users').select('password_hash').where('id', '=', petar.userId).executeTakeFirstOrThrow()
  expect((await user()).password_hash).toBeNull()
  // A freeze that has come to its end is none.
  await freeze('off', new Date(Date.now() - 1000))
  expect(await resetBehind(home.db, token)).toMatchObject({ off: false })
  await choose()
  expect((await user()).password_hash).not.toBeNull()
})

it('[A17] [A20] also where they are turned off while the password is being worked into its hash', async () => {
  const { victor } = home.cast
  const token = await resetFor(victor.userId)
  meanwhile.happens = () =>
    rearrange(home.db, (db) => db.updateTable('users').set({ frozen: 'off' }).where('id', '=', victor.userId).execute())
  await expect(choosePassword(home.portal, '127.0.0.1', token, NEXT)).rejects.toMatchObject({ message: 'link_waits' })
})
