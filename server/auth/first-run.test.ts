import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { firstRunCode, isEmpty, setUp } from './first-run.ts'
import type { SetUpForm } from './forms.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
  await rearrange(home.db, (db) => db.deleteFrom('sessions').execute())
})
afterAll(() => home.close())

const form = (code: string, more: Partial<SetUpForm> = {}): URLSearchParams =>
  new URLSearchParams({
    code,
    hostName: 'Westend Works',
    name: 'Olga Marsh',
    email: 'olga@westend.example',
    timeZone: 'America/Lima',
    password: 'seven quiet boats at noon',
    ...more,
  })
const knock = (address: string, sessionId: string | null = null) => ({
  address,
  userAgent: 'test',
  cookies: '',
  sessionId,
})

describe('the first run of an empty portal', () => {
  it('[A20] says all that is wrong with the form at once, a wrong code and a weak password among it', async () => {
    const all = { hostName: '', name: '', email: 'olga@westend', timeZone: 'Europe/Atlantis', password: 'short' }
    await expect(setUp(home.portal, knock('10.0.0.9'), form('AAAAA', all))).rejects.toMatchObject({
      fields: {
        code: { key: 'code_is_wrong' },
        hostName: { key: 'required' },
        name: { key: 'required' },
        email: { key: 'not_an_email' },
        timeZone: { key: 'choose_one' },
        password: { key: 'password_too_short' },
      },
    })
    await expect(setUp(home.portal, knock('10.0.0.9'), new URLSearchParams())).rejects.toMatchObject({
      fields: Object.fromEntries(
        ['code', 'hostName', 'name', 'email', 'timeZone', 'password'].map((name) => [
          name,
          { key: expect.any(String) as string },
        ]),
      ),
    })
  })

  it('[A20] the code that the terminal shows is nowhere else, and opens the portal once, on whatever node', async () => {
    expect(await isEmpty(home.db)).toBe(true)
    const [code, ofAnotherNode] = [await firstRunCode(home.db), await firstRunCode(home.db)]
    if (!code || !ofAnotherNode) throw new Error('no code')
    expect(code).toMatch(/^([2-9A-Z]{5}-){3}[2-9A-Z]{5}$/)
    const kept = await home.db.selectFrom('first_run_codes').select('code_hash').execute()
    expect(JSON.stringify(kept)).not.toContain(code.replaceAll('-', ''))

    await expect(setUp(home.portal, knock('10.0.0.1'), form('AAAAA-AAAAA-AAAAA-AAAAA'))).rejects.toMatchObject({
      fields: { code: { key: 'code_is_wrong' } },
    })
    await expect(setUp(home.portal, knock('10.0.0.1'), form(code, { password: 'short' }))).rejects.toMatchObject({
      fields: { password: {} },
    })
    // Two at once, each with the code of another node: one becomes Owner.
    const both = await Promise.allSettled([
      setUp(home.portal, knock('10.0.0.1'), form(code.toLowerCase().replaceAll('-', ' '))),
      setUp(home.portal, knock('10.0.0.2'), form(ofAnotherNode, { email: 'other@westend.example' })),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const owners = await home.db
      .selectFrom('users')
      .select(['name', 'staff_role', 'kind'])
      .where('password_hash', 'is not', null)
      .execute()
    expect(owners).toEqual([{ name: 'Olga Marsh', staff_role: 'owner', kind: 'staff' }])
    expect(await home.db.selectFrom('first_run_codes').selectAll().execute()).toEqual([])
    expect(await isEmpty(home.db)).toBe(false)
    expect(await firstRunCode(home.db)).toBeNull()
    for (const one of [code, ofAnotherNode])
      await expect(setUp(home.portal, knock('10.0.0.3'), form(one))).rejects.toMatchObject({
        message: 'set_up_already',
      })
    expect(
      await home.db.selectFrom('portal_settings').select(['host_name', 'time_zone']).executeTakeFirstOrThrow(),
    ).toEqual({ host_name: 'Westend Works', time_zone: 'America/Lima' })
    expect(
      await home.db.selectFrom('users').select('time_zone').where('name', '=', 'Olga Marsh').executeTakeFirstOrThrow(),
    ).toEqual({ time_zone: 'America/Lima' })
  })

  it('[S9] [A18] setting up is a sign-in: it is logged, and ends the session that the browser had until now', async () => {
    await home.db.updateTable('users').set({ password_hash: null }).where('staff_role', '=', 'owner').execute()
    const ends = new Date(Date.now() + 3_600_000)
    await home.db
      .insertInto('sessions')
      .values({ id: 'of-before', user_id: home.cast.ana.userId, expires_at: ends, absolute_expires_at: ends })
      .execute()
    const code = (await firstRunCode(home.db)) ?? ''
    const by = { email: 'ines@westend.example', name: 'Ines Marsh' }
    const { cookies } = await setUp(home.portal, knock('10.0.0.4', 'of-before'), form(code, by))
    expect(cookies[0]).toMatch(/^portico=/)
    expect(await home.db.selectFrom('sessions').select('id').where('id', '=', 'of-before').execute()).toEqual([])
    const logged = await home.db
      .selectFrom('audit_entries as e')
      .innerJoin('users as u', 'u.id', 'e.actor_id')
      .select(['e.what', 'e.address'])
      .where('u.email', '=', by.email)
      .orderBy('e.id')
      .execute()
    expect(logged).toEqual(['portal_set_up', 'signed_in'].map((what) => ({ what, address: '10.0.0.4' })))
  })

  it('[S17] codes are not guessed: after ten wrong ones a sender waits', async () => {
    await home.db.updateTable('users').set({ password_hash: null }).where('staff_role', '=', 'owner').execute()
    await firstRunCode(home.db)
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, (_, nth) => setUp(home.portal, knock('10.9.9.9'), form(`WRONG-${nth}`))),
    )
    const refused = tries.map((one) => (one.status === 'rejected' ? (one.reason as { status: number }).status : 0))
    expect(refused.filter((status) => status === 422).length).toBeLessThanOrEqual(10)
    expect(refused.filter((status) => status === 429).length).toBeGreaterThanOrEqual(20)
  })
})
