import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import { pruneEvents } from '#server/streams/prune-events.ts'
import { stage, type Stage } from './testing/stage.ts'

let on: Stage

beforeAll(async () => {
  on = await stage()
})
afterEach(() => on.leave())
afterAll(() => on.close())

const removeBoris = () =>
  work.rule(on.near.caller(on.people.adam), 'task.person_removed', async ({ db }) => {
    await db.deleteFrom('task_people').where('grant_id', '=', on.people.boris.grantId).execute()
    return { reach: { to: 'task', id: on.people.taskOfRila }, result: null }
  })
const addBoris = () =>
  on.db
    .insertInto('task_people')
    .values({
      task_id: on.people.taskOfRila,
      user_id: on.people.boris.userId,
      grant_id: on.people.boris.grantId,
      role: 'participant',
    })
    .execute()

describe('the live line', () => {
  it('[F1] hands what happened to those who watch, at once here and within a second on a node that was not rung', async () => {
    const ana = await on.watching(on.near, on.people.ana)
    const boris = await on.watching(on.far, on.people.boris)
    const started = performance.now()
    await on.say(on.near, 1)
    await ana.until((client) => client.news(on.task).length === 1)
    const here = performance.now() - started
    await boris.until((client) => client.news(on.task).length === 1)
    expect(here).toBeLessThan(300)
    expect(performance.now() - started).toBeLessThan(1300)
  })

  it('[S3] tells a stranger the same of a hidden stream and of one that never was', async () => {
    const never = streamOf.task('00000000-0000-4000-8000-000000000000')
    const claire = on.join(on.near, on.people.claire)
    claire.watch({
      [on.task]: 0,
      [never]: 0,
      'task:nonsense': 0,
      [`${on.task}/team`]: 5,
      [streamOf.grant(on.people.ana.grantId)]: 0,
      settings: 0,
    })
    await claire.until(({ lost }) => lost.length === 6)
    expect(new Set(claire.lost.map(({ reason }) => reason))).toEqual(new Set(['not_found']))
    expect(claire.frames.some((frame) => frame.news ?? frame.rights ?? frame.here ?? frame.reset)).toBe(false)
  })

  it('[B6] hands nothing of the team’s stream to externals', async () => {
    const ana = await on.watching(on.near, on.people.ana)
    ana.watch({ [`${on.task}/team`]: 0 })
    const mila = await on.watching(on.near, on.people.mila, `${on.task}/team`)
    await on.say(on.near, 7, `${on.task}/team`)
    await mila.until((client) => client.news(`${on.task}/team`).length === 1)
    await on.say(on.near, 8)
    await ana.until((client) => client.news(on.task).length === 1)
    expect(JSON.stringify(ana.frames.map(({ lost: _lost, ...frame }) => frame))).not.toContain('/team')
  })

  it('[B2] takes a stream from whom it was taken from, within a second of “Saved”, with the reason, and sends nothing after', async () => {
    const boris = await on.watching(on.far, on.people.boris)
    await removeBoris()
    const saved = performance.now()
    await on.say(on.near, 2)
    const [lost] = await boris.until((client) => client.lost.length > 0 && client.lost)
    expect(performance.now() - saved).toBeLessThan(1000)
    expect(lost).toEqual({ stream: on.task, reason: 'out_of_reach' })
    expect(boris.news(on.task)).toEqual([])
    await addBoris()
  })

  it('[D3] tells what may be done from now on, within a second, on every node', async () => {
    const stream = streamOf.contract(on.people.contractOfRila)
    const ana = await on.watching(on.far, on.people.ana, stream)
    const commenting = () => ana.frames.flatMap((frame) => frame.rights ?? []).at(-1)?.abilities['contract.comment']
    expect(commenting()).toBeNull()
    const close = (open: boolean) =>
      work.rule(on.near.caller(on.people.adam), 'settings.contract_comments', async ({ db }) => {
        await db.updateTable('portal_settings').set({ contract_comments: open }).execute()
        return { reach: { to: 'all' }, result: null }
      })
    await close(false)
    await ana.until(() => commenting() === 'comments_closed_portal', 1000)
    await close(true)
    await ana.until(() => commenting() === null, 1000)
  })

  it('[A5] ends what time ends: a grant that expires takes its streams with it, without anybody saving anything', async () => {
    const { boris } = on.people
    await rearrange(on.db, (db) =>
      db
        .updateTable('grants')
        .set({ expires_at: new Date(Date.now() + 1200) })
        .where('id', '=', boris.grantId)
        .execute(),
    )
    const client = await on.watching(on.near, boris)
    await client.until(({ ended }) => ended === 'shut', 3000)
    await on.say(on.near, 3)
    expect(client.news(on.task)).toEqual([])
    await rearrange(on.db, (db) =>
      db.updateTable('grants').set({ expires_at: null }).where('id', '=', boris.grantId).execute(),
    )
  })

  it('[A7] settles the numbers of what is older than days back without handing it over', async () => {
    const from = await on.clock()
    await on.say(on.near, 4)
    await on.say(on.near, 5)
    await on.db
      .updateTable('events')
      .set({ at: new Date(Date.now() - 91 * 86_400_000) })
      .where('stream', '=', on.task)
      .where('seq', '=', from + 1)
      .execute()
    const ana = on.join(on.near, on.people.ana)
    const boris = on.join(on.near, on.people.boris)
    for (const client of [ana, boris]) client.watch({ [on.task]: from })
    await boris.until((client) => client.news(on.task).length === 2)
    await ana.until((client) => client.news(on.task).length === 1)
    expect(ana.news(on.task)[0]?.seq).toBe(from + 2)
    expect(ana.frames.flatMap((frame) => frame.news ?? [])).toMatchObject([{ from, to: from + 2 }])
    await on.db.updateTable('events').set({ at: new Date() }).where('stream', '=', on.task).execute()
  })

  it('starts afresh who stands above the clock or before what is kept', async () => {
    for (let nth = 0; nth < 5; nth++) await on.say(on.near, nth)
    const clock = await on.clock()
    await on.db
      .updateTable('events')
      .set({ at: new Date(Date.now() - 20 * 86_400_000) })
      .where('stream', '=', on.task)
      .where('seq', '<=', clock - 2)
      .execute()
    expect(await pruneEvents(on.db)).toBe(false)
    const kept = await on.db.selectFrom('events').select('seq').where('stream', '=', on.task).orderBy('seq').execute()
    expect(kept.map(({ seq }) => seq)).toEqual([clock - 1, clock])
    for (const [position, reset] of [
      [clock + 1, true],
      [clock - 3, true],
      [clock - 2, false],
    ] as const) {
      const ana = on.join(on.near, on.people.ana)
      ana.watch({ [on.task]: position })
      await ana.until((client) =>
        reset ? client.frames.some((frame) => frame.reset?.includes(on.task)) : client.news(on.task).length === 2,
      )
      expect(ana.news(on.task).length).toBe(reset ? 0 : 2)
    }
  })
})
