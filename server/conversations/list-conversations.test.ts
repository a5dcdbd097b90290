import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '#db/testing/cast.ts'
import { placeAt } from '#server/platform/keyset.ts'
import { look } from '#server/platform/look.ts'
import { mostAsked } from '#server/search/testing/asked-in-plans.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { LOOKED_THROUGH } from './called-as-typed.ts'
import { listConversations } from './list-conversations.ts'
import { talking } from './testing/talking.ts'

/** Conversations, one a minute older than the other, and rows that one statement may ask: the newest, and those of the few. */
const EACH = 5000
const MOST = LOOKED_THROUGH + 600

let on: TestPortal
let talk: ReturnType<typeof talking>
beforeAll(async () => {
  on = await testPortal()
  talk = talking(on)
  const { mila, petar } = on.cast
  const said = sql`(array['Maintenance', 'Renovation'])[1 + n % 2]
    || case n when 1500 then ' airship ' when 4500 then ' zeppelin ' else ' ' end || n`
  const each = sql`generate_series(1, ${sql.lit(EACH)}) n`
  const fill = [
    // A word that very many accounts have, and none of those that anything belongs to.
    sql`insert into accounts (name, email) select 'Company ' || n, case when n > 100 then 'vendor.' else '' end || 'office' || n || '@full.example' from ${each}`,
    sql`insert into users (kind, staff_role, name, email) select 'staff', 'member', ${said}, 'staff' || n || '@full.example' from ${each}`,
    sql`insert into projects (ref, name, account_id, manager_id) select 'F' || n, ${said}, a.id, ${mila.userId}
        from ${each} join accounts a on a.email = 'office' || n % 100 + 1 || '@full.example'`,
    sql`insert into project_staff (project_id, user_id, role) select id, ${petar.userId}, 'team' from projects where ref like 'F_500'`,
    sql`insert into conversations (kind, account_id, project_id, last_at)
        select 'project', account_id, id, now() - substr(ref, 2)::integer * interval '1 minute' from projects where ref like 'F%'`,
  ]
  for (const statement of fill) await statement.execute(on.db)
}, 60_000)
afterAll(() => on.close())

const titles = async (who: Member, query: string) => (await talk.list(who, query)).rows.map(({ title }) => title)

describe('the list, of very many conversations', () => {
  it('[C2] finds the few who are called by a word however old they are, and what is typed otherwise among the newest', async () => {
    const { adam, mila, petar } = on.cast
    for (const [who, show] of [
      [adam, 'all'],
      [mila, 'mine'],
    ] as const) {
      const found = (q: string) => titles(who, `show=${show}&q=${q}`)
      expect(await found('zeppelin')).toEqual(['Maintenance zeppelin 4500'])
      expect(await found('zepp+mainten')).toEqual(['Maintenance zeppelin 4500'])
      expect(await found('renovation+zeppelin')).toEqual([])
      expect(await found('irship')).toEqual(['Maintenance airship 1500'])
      expect(await found('eppelin')).toEqual([])
      expect((await talk.list(who, `show=${show}&q=eppelin`)).lookedThrough).toBe(LOOKED_THROUGH)
      expect((await talk.list(who, `show=${show}`)).lookedThrough).toBeNull()
    }
    // His are four: of so few all are looked through.
    expect(await titles(petar, 'q=eppelin')).toEqual(['Maintenance zeppelin 4500'])
    expect((await talk.list(petar, 'q=eppelin')).lookedThrough).toBeNull()
  })

  it('[C2] goes on behind its page with what very many are called, looking through the next as well', async () => {
    const { adam, mila } = on.cast
    for (const [who, show] of [
      [adam, 'all'],
      [mila, 'mine'],
    ] as const) {
      const first = await talk.list(who, `show=${show}&q=renovation`)
      expect(first.rows.map(({ title }) => title)).toEqual(
        Array.from({ length: 30 }, (_, nth) => `Renovation ${String(2 * nth + 1)}`),
      )
      const whole = await titles(who, `show=${show}&q=renovation&${first.more ?? ''}`)
      expect(whole).toEqual(Array.from({ length: 60 }, (_, nth) => `Renovation ${String(2 * nth + 1)}`))
      const last = await sql<{ place: string; id: string }>`select v.last_at::text as place, v.id from conversations v
        join projects p on p.id = v.project_id where p.ref = 'F2401'`.execute(on.db)
      const [place] = last.rows.map(placeAt)
      expect((await titles(who, `show=${show}&q=renovation&after=${place ?? ''}`)).slice(0, 2)).toEqual([
        'Renovation 2403',
        'Renovation 2405',
      ])
    }
  })

  it('[C2] finds those of who has very many by a join, and walks no array of them for each', async () => {
    await sql`analyze`.execute(on.db)
    const plan = await look(on.as(on.cast.mila), async ({ scope }) => {
      const asked = await scope.ownConversations().clearSelect().select('v.id').explain()
      return JSON.stringify(asked)
    })
    expect(plan).toMatch(/Hash (\w+ )*Join/)
    expect(plan).not.toMatch(/any \(/i)
    expect((await talk.list(on.cast.mila)).rows).toHaveLength(30)
  })

  it.each(['before', 'after'])(
    '[C2] asks no more of them than the newest and the few for what was typed, planned for it or for all, %s the tables were analyzed',
    { timeout: 120_000 },
    async (when) => {
      if (when === 'after') await sql`analyze`.execute(on.db)
      const { adam, mila, petar, ana } = on.cast
      const typed = [
        'zeppelin',
        'nowhere',
        'eppelin',
        'maintenance zeppelin',
        'm',
        '1500',
        'vendor',
        'vendor full',
        '&',
      ]
      for (const as of ['force_custom_plan', 'force_generic_plan'] as const)
        for (const [kind, who] of Object.entries({ adam, mila, petar, ana }))
          for (const q of typed) {
            const query = new URLSearchParams({ q, show: 'all' })
            const { rows, text } = await mostAsked(on, who, as, /words_of\(|~~\*/, (here) =>
              listConversations(here, query),
            )
            expect(rows, `${as}, ${kind}, ${q}: ${text}`).toBeLessThan(MOST)
          }
    },
  )
})
