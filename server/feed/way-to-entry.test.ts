import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '#db/testing/cast.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { feedOf } from './queries.ts'
import { factsOf, type FeedSubject } from './subject.ts'
import { wayToEntry } from './way-to-entry.ts'

const MANY = 5000

let on: TestPortal
let task: FeedSubject
let contract: FeedSubject
/** Of the task, oldest first; every tenth is the team's, and of each hundred two were written at once. */
let entries: string[]

beforeAll(async () => {
  on = await testPortal()
  task = { kind: 'task', id: on.cast.taskOfRila }
  contract = { kind: 'contract', id: on.cast.contractOfRila }
  const { rows } = await sql<{ id: string; nth: number }>`
    insert into feed_entries (id, stream, seq, at, author_id, sent_id, body)
    select gen_random_uuid(), ${`task:${task.id}`} || case when n % 10 = 0 then '/team' else '' end, n,
      now() - make_interval(mins => ${MANY} - case when n % 100 = 50 then n - 1 else n end), ${on.cast.mila.userId}, gen_random_uuid(), 'Word ' || n
    from generate_series(1, ${MANY}::int) n returning id, seq as nth`.execute(on.db)
  entries = rows.sort((a, b) => a.nth - b.nth).map(({ id }) => id)
})
afterAll(() => on.close())

const way = (who: Member, id: string, subject = task) => look(on.as(who), (here) => wayToEntry(here, subject, id))
/** The entries of the page that a way leads to. */
async function shown(who: Member, id: string): Promise<string[]> {
  const { searchParams } = new URL(await way(who, id), 'http://portal')
  const page = await look(on.as(who), (here) =>
    feedOf(here, task, () => factsOf(here.scope, task), { before: searchParams.get('before') }),
  )
  return page.entries.map((entry) => entry.id)
}
const at = (nth: number) => entries[nth] ?? ''

describe('wayToEntry', () => {
  it('[C4] leads to any of thousands of entries, with what came before and after it', async () => {
    for (const nth of [0, 1, 48, 49, 50, 98, 99, 2500, MANY - 80, MANY - 51]) {
      const found = await shown(on.cast.mila, at(nth))
      expect([nth, found.indexOf(at(nth))]).toEqual([nth, Math.min(nth, 24)])
      expect(found.slice(found.indexOf(at(nth)))).toHaveLength(26)
    }
    // Somebody else's feed has no entries of the team in it.
    expect((await shown(on.cast.boris, at(2500))).indexOf(at(2500))).toBe(24)
  })

  it('[C4] on the newest page, which goes on living, it only names the entry', async () => {
    expect(await way(on.cast.mila, at(MANY - 1))).toBe(`#e-${at(MANY - 1)}`)
    expect(await way(on.cast.mila, at(MANY - 50))).toBe(`#e-${at(MANY - 50)}`)
    expect(await way(on.cast.mila, at(MANY - 51))).toContain('?before=')
  })

  it('[B6] [A7] leads nobody to what they may not see, and does not say that it is there', async () => {
    const { mila, boris, ana, claire } = on.cast
    expect(await way(mila, at(9))).toContain(at(9))
    expect(await way(boris, at(9))).toBe('')
    await sql`update feed_entries set at = now() - interval '100 days' where id = ${at(0)}`.execute(on.db)
    expect(await way(boris, at(0))).toContain(at(0))
    expect(await way(ana, at(0))).toBe('')
    expect(await way(claire, at(1))).toBe('')
    expect(await way(mila, at(1), contract)).toBe('')
    expect(await way(mila, 'nonsense')).toBe('')
  })
})
