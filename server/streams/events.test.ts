import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gateMode } from '#db/gated-dialect.ts'
import { work } from '#server/platform/work.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { storeEvents, streamOf } from './events.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const STREAMS = ['a', 'b', 'c', 'd', 'e'].map((id) => streamOf.task(id))

/** The numbers of a stream's events, and where its clock stands, counted from where the stream begins. */
async function standing(stream: string): Promise<{ seqs: number[]; clock: number }> {
  const { rows } = await sql<{ seq: number }>`
    select seq - begins_of(stream) as seq from events where stream = ${stream} order by 1`.execute(home.db)
  const clocks = await sql<{ clock: number }>`
    select clock - begins_of(name) as clock from streams where name = ${stream}`.execute(home.db)
  return { seqs: rows.map(({ seq }) => seq), clock: clocks.rows[0]?.clock ?? 0 }
}

const upTo = (count: number) => Array.from({ length: count }, (_, nth) => nth + 1)

describe('the clocks of streams', () => {
  it('[C4] 20 writers at once into the same streams leave clocks without a gap, and none waits for another for ever', async () => {
    const writers = upTo(20).map(async (writer) => {
      for (const round of upTo(5)) {
        // Each names the streams in an order of its own, some twice.
        const order = STREAMS.map((_, nth) => STREAMS[(nth * writer + round) % STREAMS.length] ?? '')
        await work(home.as(home.cast.mila), ({ emit }) => {
          for (const stream of order) emit({ stream, fact: 'test.said', data: { writer, round } })
          return Promise.resolve()
        })
      }
    })
    await Promise.all(writers)
    let total = 0
    for (const stream of STREAMS) {
      const { seqs, clock } = await standing(stream)
      expect(seqs).toEqual(upTo(clock))
      total += clock
    }
    expect(total).toBe(20 * 5 * STREAMS.length)
  })

  it('[C4] a write that is rolled back leaves no number behind', async () => {
    const stream = streamOf.task('rolled-back')
    const say = (fails: boolean) =>
      work(home.as(home.cast.mila), ({ emit, db }) => {
        emit({ stream, fact: 'test.said', data: {} })
        return fails ? Promise.reject(new Error('not today')) : db.selectFrom('users').select('id').execute()
      })
    await say(false)
    await expect(say(true)).rejects.toThrow('not today')
    const failsAfterwards = gateMode.run('share', () =>
      home.db.transaction().execute(async (db) => {
        await storeEvents(db, [{ stream, fact: 'test.said', data: {} }])
        throw new Error('at the last moment')
      }),
    )
    await expect(failsAfterwards).rejects.toThrow('at the last moment')
    await say(false)
    expect(await standing(stream)).toEqual({ seqs: [1, 2], clock: 2 })
  })

  it('[C4] whoever has read a clock has read everything up to it, whatever is being written', async () => {
    const stream = streamOf.task('read-while-written')
    const writing = { now: true }
    const writers = upTo(8).map(async () => {
      for (const nth of upTo(15))
        await work(home.as(home.cast.adam), ({ emit }) => {
          emit({ stream, fact: 'test.said', data: { nth } })
          return Promise.resolve()
        })
    })
    const reader = (async () => {
      while (writing.now) {
        const { seqs, clock } = await home.db
          .selectFrom('streams as s')
          .select(({ selectFrom }) => [
            sql<number>`s.clock - begins_of(s.name)`.as('clock'),
            selectFrom('events as e')
              .select(({ fn }) => fn.countAll<number>().as('n'))
              .whereRef('e.stream', '=', 's.name')
              .whereRef('e.seq', '<=', 's.clock')
              .as('seqs'),
          ])
          .where('s.name', '=', stream)
          .executeTakeFirst()
          .then((row) => row ?? { clock: 0, seqs: 0 })
        expect(seqs).toBe(clock)
      }
    })()
    await Promise.all(writers)
    writing.now = false
    await reader
    expect((await standing(stream)).clock).toBe(8 * 15)
  })

  it('[C4] facts of one stream keep the order in which they were told', async () => {
    const stream = streamOf.task('in-order')
    await work(home.as(home.cast.mila), ({ emit }) => {
      for (const nth of upTo(30)) emit({ stream, fact: 'test.said', data: { nth } })
      return Promise.resolve()
    })
    const events = await home.db
      .selectFrom('events')
      .select('data')
      .where('stream', '=', stream)
      .orderBy('seq')
      .execute()
    expect(events.map(({ data }) => data)).toEqual(upTo(30).map((nth) => ({ nth })))
  })
})
