import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { refused } from '#server/platform/counters.ts'
import { handOver, noted } from '#server/platform/http/hand-over.ts'
import { work } from '#server/platform/work.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { catchUp } from './catch-up.ts'
import { streamOf } from './events.ts'
import { positionsOf } from './positions.ts'

let on: TestPortal
let task: string
/** Where the task's stream stood before the first fact. */
let start: number

beforeAll(async () => {
  on = await testPortal()
  task = streamOf.task(on.cast.taskOfRila)
  start = (await positionsOf(on.db, [task]))[task] ?? 0
  for (let nth = 1; nth <= 4; nth++)
    await work(on.as(on.cast.mila), ({ emit }) => {
      emit({ stream: task, fact: 'entry.said', data: { nth } })
      emit({ stream: `${task}/team`, fact: 'entry.said', data: { team: nth } })
      return Promise.resolve()
    })
})
afterAll(() => on.close())

const countOf = async (what: string) =>
  (await refused.get()).values.find(({ labels }) => labels.what === what)?.value ?? 0

describe('catchUp', () => {
  it('[C4] answers everything after a position, and names the range it settles', async () => {
    const frame = await catchUp(on.as(on.cast.boris), { [task]: start + 1 })
    expect(frame.news).toMatchObject([
      { stream: task, from: start + 1, to: start + 4, facts: [2, 3, 4].map((nth) => ({ seq: start + nth })) },
    ])
    expect(frame.rights?.[0]?.abilities['task.comment']).toBeNull()
    expect((await catchUp(on.as(on.cast.boris), { [task]: start + 4 })).news).toEqual([])
  })

  it('[S4] leaves out what is older than days back, though its number is settled', async () => {
    const days = (count: number, ms: number) => new Date(Date.now() - count * 86_400_000 + ms)
    await on.db
      .updateTable('events')
      .set({ at: days(90, -1) })
      .where('stream', '=', task)
      .where('seq', '=', start + 2)
      .execute()
    await on.db
      .updateTable('events')
      .set({ at: days(90, 5000) })
      .where('stream', '=', task)
      .where('seq', '=', start + 3)
      .execute()
    const [chunk] = (await catchUp(on.as(on.cast.ana), { [task]: start + 1 })).news ?? []
    expect(chunk).toMatchObject({ from: start + 1, to: start + 4 })
    expect(chunk?.facts.map(({ seq }) => seq - start)).toEqual([3, 4])
  })

  it('[S3] answers alike for what is hidden and what never was, and nothing of either', async () => {
    const never = streamOf.task('00000000-0000-4000-8000-000000000000')
    const frame = await catchUp(on.as(on.cast.claire), { [task]: 0, [never]: 0 })
    expect(frame).toEqual({
      news: [],
      rights: [],
      reset: [],
      lost: [
        { stream: task, reason: 'not_found' },
        { stream: never, reason: 'not_found' },
      ],
    })
    expect(JSON.stringify(await catchUp(on.as(on.cast.ana), { [`${task}/team`]: 0 }))).not.toContain('nth')
  })

  it('[X6] starts afresh who comes from a future that is gone, from another stream or another database, and counts each', async () => {
    const team = `${task}/team`
    const elsewhere = (await positionsOf(on.db, [team]))[team] ?? 0
    for (const [position, what] of [
      [start + 5, 'position_future'],
      [elsewhere, 'position_other_stream'],
      [5, 'position_other_database'],
    ] as const) {
      const before = await countOf(what)
      const frame = await catchUp(on.as(on.cast.mila), { [task]: position })
      expect(frame).toMatchObject({ reset: [task], news: [] })
      expect(await countOf(what)).toBe(before + 1)
      // Whoever may not watch learns nothing from where they claim to stand.
      expect(await catchUp(on.as(on.cast.claire), { [task]: position })).toMatchObject({ reset: [], news: [] })
      expect(await countOf(what)).toBe(before + 1)
    }
  })

  it('is not handed over when the rule moved after it was read', async () => {
    const { made, under } = await noted(() => catchUp(on.as(on.cast.boris), { [task]: 0 }))
    expect(made.news?.[0]?.facts).toHaveLength(4)
    await rearrange(on.db, (db) =>
      db
        .updateTable('policy_version')
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .execute(),
    )
    let left = false
    expect(await handOver(on.portal, under, () => (left = true))).toBe(false)
    expect(left).toBe(false)
  })

  it('is for nobody whose session has ended or to whom the portal is shut', async () => {
    await expect(catchUp({ ...on.as(on.cast.ana), sessionId: 'gone' }, { [task]: 0 })).rejects.toMatchObject({
      status: 401,
    })
    await rearrange(on.db, (db) => db.updateTable('portal_settings').set({ portal_on: false }).execute())
    await rearrange(on.db, (db) =>
      db
        .updateTable('policy_version')
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .execute(),
    )
    await expect(catchUp(on.as(on.cast.ana), { [task]: 0 })).rejects.toMatchObject({
      status: 403,
      words: { key: 'portal_off' },
    })
  })
})
