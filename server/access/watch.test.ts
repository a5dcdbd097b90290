import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { NotFound } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { proveWatchers, type Standing } from './watch.ts'

let on: TestPortal
let everyone: [string, Member][]

beforeAll(async () => {
  on = await testPortal()
  const { nora, adam, mila, petar, victor, ana, boris, vera, claire, jonas } = on.cast
  everyone = Object.entries({ nora, adam, mila, petar, victor, ana, boris, vera, claire, jonas })
})
afterAll(() => on.close())

const allowed = (standing: Standing | undefined, stream: string) =>
  standing?.ended === null && standing.streams.get(stream)?.allowed === true
const opens = async (asked: Promise<unknown>) =>
  asked.then(
    () => true,
    (error: unknown) => {
      if (error instanceof NotFound) return false
      throw error
    },
  )

/** Everyone's answer for every record, in one set, beside what each would find by themselves. */
async function compare() {
  const { projectOfRila, taskOfRila, contractOfRila } = on.cast
  const streams = [`project:${projectOfRila}`, `task:${taskOfRila}`, `contract:${contractOfRila}`]
  const standings = await proveWatchers(
    on.db,
    everyone.map(([, member]) => ({ caller: on.as(member), streams })),
  )
  for (const [nth, [name, member]] of everyone.entries()) {
    const alone = await look(on.as(member), async ({ scope, must }) => [
      await opens(scope.project(projectOfRila)),
      await opens(scope.task(taskOfRila)),
      await opens(scope.contract(contractOfRila).then(({ facts }) => must('contract.read', facts))),
    ])
    expect([name, ...streams.map((stream) => allowed(standings[nth], stream))]).toEqual([name, ...alone])
  }
}

describe('proveWatchers', () => {
  it('[A0] answers for many at once what scope answers for each', async () => {
    await compare()
    await rearrange(on.db, (db) => db.updateTable('projects').set({ counterparty_sees_tasks: true }).execute())
    await compare()
    await rearrange(on.db, (db) => db.updateTable('tasks').set({ hidden_from_counterparty: true }).execute())
    await compare()
    await rearrange(on.db, (db) => db.updateTable('tasks').set({ status: 'draft' }).execute())
    await rearrange(on.db, (db) => db.updateTable('contracts').set({ status: 'draft' }).execute())
    await compare()
  })

  it('[B6] the team’s stream is for staff, a person’s own for that person in that grant', async () => {
    await rearrange(on.db, (db) => db.updateTable('tasks').set({ status: 'new' }).execute())
    const { ana, mila, nora } = on.cast
    const streams = [
      `task:${on.cast.taskOfRila}/team`,
      `grant:${ana.grantId}`,
      `staff:${mila.userId}`,
      'settings',
      'nonsense',
    ]
    const standings = await proveWatchers(
      on.db,
      [ana, mila, nora].map((member) => ({ caller: on.as(member), streams })),
    )
    expect(standings.map((standing) => streams.map((stream) => allowed(standing, stream)))).toEqual([
      [false, true, false, false, false],
      [true, false, true, false, false],
      [true, false, false, true, false],
    ])
  })

  it('[F2] [A10] a grant’s own stream tells what is closed to it as a whole, with the reason', async () => {
    const { ana, claire, mila } = on.cast
    const closed = async (who: Member, stream: string) => {
      const [standing] = await proveWatchers(on.db, [{ caller: on.as(who), streams: [stream] }])
      const proof = standing?.ended === null ? standing.streams.get(stream) : undefined
      return proof?.allowed ? proof.abilities : null
    }
    expect(await closed(ana, `grant:${ana.grantId}`)).toEqual({})
    const cell = (ticked: boolean) =>
      rearrange(on.db, (db) =>
        db
          .insertInto('matrix_cells')
          .values({ object: 'contract', action: 'list', kind: 'client', ticked })
          .onConflict((so) => so.columns(['object', 'action', 'kind']).doUpdateSet({ ticked }))
          .execute(),
      )
    await cell(false)
    for (const who of [ana, claire])
      expect(await closed(who, `grant:${who.grantId}`)).toEqual({ 'contract.list': 'cell_empty' })
    expect(await closed(mila, `staff:${mila.userId}`)).toEqual({})
    await cell(true)
  })

  it('[A17] [F1] who may only read goes on hearing everything that they may see, the team’s part too', async () => {
    const { ana, mila, nora, rila, taskOfRila, projectOfRila, contractOfRila } = on.cast
    const records = [`task:${taskOfRila}`, `project:${projectOfRila}`, `contract:${contractOfRila}`]
    const team = [`task:${taskOfRila}/team`, `project:${projectOfRila}/team`]
    const heard = async () => {
      const standings = await proveWatchers(on.db, [
        { caller: on.as(ana), streams: [...records, `grant:${ana.grantId}`] },
        { caller: on.as(mila), streams: [...records, ...team, `staff:${mila.userId}`, 'access'] },
        { caller: on.as(nora), streams: [...records, ...team, `staff:${nora.userId}`] },
      ])
      return standings.map((standing) =>
        standing.ended === null ? [...standing.streams].filter(([, { allowed }]) => allowed).map(([name]) => name) : [],
      )
    }
    const before = await heard()
    for (const { length } of before) expect(length).toBeGreaterThan(2)
    const freeze = (frozen: 'read_only' | null) =>
      rearrange(on.db, (db) =>
        db.updateTable('users').set({ frozen }).where('id', 'in', [ana.userId, mila.userId, nora.userId]).execute(),
      )
    await freeze('read_only')
    expect(await heard()).toEqual(before)
    await freeze(null)
    const account = (frozen: 'read_only' | null) =>
      rearrange(on.db, (db) => db.updateTable('accounts').set({ frozen }).where('id', '=', rila).execute())
    await account('read_only')
    expect(await heard()).toEqual(before)
    await account(null)
  })

  it('[S12] knows who is signed out and to whom the portal is shut', async () => {
    await rearrange(on.db, (db) => db.deleteFrom('sessions').where('id', '=', on.cast.boris.sessionId).execute())
    await rearrange(on.db, (db) =>
      db.updateTable('users').set({ frozen: 'off' }).where('id', '=', on.cast.vera.userId).execute(),
    )
    const standings = await proveWatchers(
      on.db,
      [on.cast.boris, on.cast.vera, on.cast.ana].map((member) => ({
        caller: on.as(member),
        streams: [`task:${on.cast.taskOfRila}`],
      })),
    )
    expect(standings.map(({ ended }) => ended)).toEqual(['signed_out', 'shut', null])
  })
})
