import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decide } from '#server/access/can.ts'
import { CATALOGUE, cellOf, KINDS, type ExternalAction } from '#server/access/catalogue.ts'
import { inWorld } from '#server/access/testing/in-world.ts'
import { worlds } from '#server/access/testing/world.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { effectOfCell, matrixAction, matrixPage } from './matrix-page.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const ACTIONS = Object.keys(CATALOGUE) as ExternalAction[]

/** The same person if the cell were as said. */
const withCell = (viewer: Viewer, cell: ReturnType<typeof cellOf>, tick: boolean): Viewer => ({
  ...viewer,
  policy: { ...viewer.policy, cells: new Map(viewer.policy.cells).set(cell, tick) },
})

const form = (fields: Record<string, string>) => {
  const sent = new FormData()
  for (const [name, value] of Object.entries(fields)) sent.set(name, value)
  return sent
}

describe('Permission Management', () => {
  it(
    '[A10] those of whom a tick is said to be in effect are those whose answer changes with it',
    { timeout: 120_000 },
    async () => {
      let bound = 0
      await fc.assert(
        fc.asyncProperty(worlds, fc.constantFrom(...ACTIONS), fc.constantFrom(...KINDS), (world, action, kind) =>
          inWorld(home, world, async (db, viewers) => {
            // The cast of the template is not of this world.
            await sql`delete from grants where user_id not in (${sql.join(viewers.map(({ userId }) => userId))})`.execute(
              db,
            )
            const asks = viewers[0]
            if (!asks) return
            const cell = cellOf(action, kind)
            const answer = (viewer: Viewer, tick: boolean) => {
              const decision = decide(withCell(viewer, cell, tick), action)
              // What only a record could say is left open here: whether somebody is asked to approve one.
              return decision.allowed || decision.because === 'not_approver'
            }
            const changes = viewers.filter((viewer) => viewer.grant && answer(viewer, true) !== answer(viewer, false))
            const effect = await effectOfCell(db, asks, action, kind)
            const expected = new Set(changes.map(({ userId }) => userId))
            expect(new Set(effect.names.map(({ id }) => id))).toEqual(expected)
            expect(effect.people).toBe(expected.size)
            bound += effect.people
          }),
        ),
        { numRuns: 60 },
      )
      expect(bound).toBeGreaterThan(20)
    },
  )

  it('[A10] a tick saves at once and says for whom, how many are online, and how many are below the role', async () => {
    const admin = home.as(home.cast.adam)
    const answer = await matrixAction(admin, form({ action: 'task.comment', kind: 'client', ticked: 'false' }))
    expect(answer.effect).toMatchObject({ people: 4, online: 0, below: 0 })
    expect(answer.effect.names.map(({ name }) => name)).toEqual(['Ana', 'Boris', 'Claire', 'Vera'])
    const page = await matrixPage(admin, new URLSearchParams('action=task.comment&kind=client'))
    expect(page.rows.find(({ action }) => action === 'task.comment')?.cells.client).toEqual({
      ticked: false,
      byDefault: true,
    })
    expect(page.chosen?.effect).toEqual(answer.effect)
  })

  it('[A10] two admins who tick one cell at once leave it as the later one said, and both are on record', async () => {
    const cell = { action: 'task.upload', kind: 'client' }
    await Promise.all([
      matrixAction(home.as(home.cast.adam), form({ ...cell, ticked: 'false' })),
      matrixAction(home.as(home.cast.nora), form({ ...cell, ticked: 'false' })),
    ])
    const entries = await home.db
      .selectFrom('audit_entries')
      .select('id')
      .where('subject', '=', 'task.upload/client')
      .execute()
    // The second one found it done.
    expect(entries).toHaveLength(1)
    await Promise.all([
      matrixAction(home.as(home.cast.adam), form({ ...cell, ticked: 'true' })),
      matrixAction(home.as(home.cast.nora), form({ ...cell, ticked: 'false' })),
    ])
    const [viewer] = [await matrixPage(home.as(home.cast.adam), new URLSearchParams())]
    const last = await home.db
      .selectFrom('audit_entries')
      .select('new')
      .where('subject', '=', 'task.upload/client')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(viewer.rows.find(({ action }) => action === 'task.upload')?.cells.client.ticked).toBe(
      (last.new as { ticked: boolean }).ticked,
    )
  })

  it('[A10] shows the rows of contracts that are decided elsewhere, and is for admins only', async () => {
    const page = await matrixPage(home.as(home.cast.adam), new URLSearchParams())
    expect(page.rows.filter(({ fixed }) => fixed === 'contracts').map(({ action }) => action)).toEqual([
      'contract.comment',
      'contract.upload',
      'contract.edit_attachment',
      'contract.delete_attachment',
    ])
    await expect(matrixPage(home.as(home.cast.mila), new URLSearchParams())).rejects.toMatchObject({
      message: 'not_admin',
    })
    await expect(matrixPage(home.as(home.cast.vera), new URLSearchParams())).rejects.toMatchObject({ status: 403 })
    await expect(
      matrixAction(home.as(home.cast.adam), form({ action: 'portal.close', kind: 'client', ticked: 'true' })),
    ).rejects.toMatchObject({ status: 422 })
  })
})
