import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { streamOf } from '#server/streams/events.ts'
import { castDatabase } from '#tools/test-db.ts'
import { startNode } from './testing/nodes.ts'
import { stage, type Stage } from './testing/stage.ts'

/** So long something is still in force. Ms. */
const SOON = 1500
const inMoments = sql<Date>`clock_timestamp() + ${SOON} * interval '1 millisecond'`

describe('what ends by its date, whoever set the date', () => {
  let on: Stage
  beforeAll(async () => {
    on = await stage()
  })
  afterEach(() => on.leave())
  afterAll(() => on.close())

  const freeze = ({ userId }: Member, frozen: 'off' | 'read_only') =>
    rearrange(on.db, (db) =>
      db.updateTable('users').set({ frozen, frozen_until: inMoments }).where('id', '=', userId).execute(),
    )
  const factsOn = async (stream: string) => {
    const rows = await on.db.selectFrom('events').select('fact').where('stream', '=', stream).execute()
    return rows.map(({ fact }) => fact)
  }

  it('[A5] [B7] a grant: those who read with them and who look at access hear it once, on every node', async () => {
    const { mila, adam, boris, rila } = on.people
    const readers = streamOf.accountReaders(rila)
    const [reads, looks] = [await on.watching(on.far, mila, readers), await on.watching(on.near, adam, streamOf.access)]
    const own = await on.watching(on.far, boris, streamOf.grant(boris.grantId))
    await rearrange(on.db, (db) =>
      db.updateTable('grants').set({ expires_at: inMoments }).where('id', '=', boris.grantId).execute(),
    )
    expect([reads.news(readers), looks.news(streamOf.access), own.ended]).toEqual([[], [], null])
    await reads.until((client) => client.news(readers).length === 1)
    await looks.until((client) => client.news(streamOf.access).length === 1)
    await own.until(({ ended }) => ended === 'shut')
    // Two nodes have looked several times by then.
    await new Promise((resolve) => setTimeout(resolve, SOON))
    expect([await factsOn(readers), await factsOn(streamOf.access)]).toEqual([['readers.changed'], ['access.changed']])
  })

  it('[A17] [F1] a freeze of the staff: their own pages open again, reviews fall to them, and the list of staff says so', async () => {
    const { mila, petar, adam, projectOfRila, taskOfRila } = on.people
    await on.db
      .insertInto('project_staff')
      .values({ project_id: projectOfRila, user_id: petar.userId, role: 'auditor' })
      .execute()
    await rearrange(on.db, (db) =>
      db.deleteFrom('task_people').where('task_id', '=', taskOfRila).where('role', '=', 'assignee').execute(),
    )
    await on.db
      .insertInto('task_people')
      .values({ task_id: taskOfRila, user_id: mila.userId, grant_id: null, role: 'assignee' })
      .execute()
    await on.db.updateTable('tasks').set({ status: 'ready_for_review' }).where('id', '=', taskOfRila).execute()
    const [his, hers] = [`staff:${petar.userId}`, `staff:${mila.userId}`]
    const pages = streamOf.projectReaders(projectOfRila)
    const own = await on.watching(on.far, petar, his)
    const watching = [
      { client: await on.watching(on.near, mila, hers), stream: hers, fact: 'tasks.changed' },
      { client: await on.watching(on.far, mila, pages), stream: pages, fact: 'readers.changed' },
      {
        client: await on.watching(on.near, adam, streamOf.settings),
        stream: streamOf.settings,
        fact: 'settings.changed',
      },
    ]
    await freeze(petar, 'read_only')
    const write = () => own.frames.flatMap(({ rights = [] }) => rights).at(-1)?.abilities.write
    await own.until(() => write() === 'person_read_only')
    expect(watching.flatMap(({ client, stream }) => client.news(stream))).toEqual([])
    await own.until(() => write() === undefined)
    for (const { client, stream, fact } of watching)
      await client.until(() =>
        client
          .news(stream)
          .map((one) => one.fact)
          .includes(fact),
      )
    await own.until((client) => client.news(his).some(({ fact }) => fact === 'tasks.changed'))
  })

  it('[A17] a freeze from outside, of a person and of an account: their pages open again, and lists say so', async () => {
    const { ana, adam, rila } = on.people
    const own = await on.watching(on.near, ana, streamOf.grant(ana.grantId))
    const looks = await on.watching(on.far, adam, streamOf.access)
    const write = () => own.frames.flatMap(({ rights = [] }) => rights).at(-1)?.abilities.write
    await freeze(ana, 'read_only')
    await own.until(() => write() === 'person_read_only')
    await own.until(() => write() === undefined)
    await looks.until((client) => client.news(streamOf.access).length === 1)
    await rearrange(on.db, (db) =>
      db.updateTable('accounts').set({ frozen: 'read_only', frozen_until: inMoments }).where('id', '=', rila).execute(),
    )
    await own.until(() => write() === 'account_read_only')
    await own.until(() => write() === undefined)
    await looks.until((client) => client.news(streamOf.access).length === 2)
  })
})

it('[A5] [B7] what ended while no node ran is told by the first that starts', async () => {
  const { url, people, close } = await castDatabase()
  const { default: pg } = await import('pg')
  const client = new pg.Client(url)
  await client.connect()
  await client.query('begin')
  await client.query('lock table policy_gate in exclusive mode')
  await client.query('update grants set expires_at = clock_timestamp() where id = $1', [people.boris.grantId])
  await client.query('commit')
  await client.end()
  const node = await startNode(url)
  const told = () =>
    node.portal.database.db
      .selectFrom('events')
      .select('fact')
      .where('stream', '=', streamOf.accountReaders(people.rila))
      .execute()
  await expect.poll(told, { timeout: 4000 }).toEqual([{ fact: 'readers.changed' }])
  await node.close()
  await close()
})
