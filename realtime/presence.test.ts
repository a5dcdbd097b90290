import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import type { TestClient } from './testing/nodes.ts'
import { stage, type Stage } from './testing/stage.ts'

let on: Stage

beforeAll(async () => {
  on = await stage()
})
afterEach(() => on.leave())
afterAll(() => on.close())

const here = (client: TestClient, stream = on.task) =>
  client.frames
    .flatMap((frame) => frame.here ?? [])
    .filter((one) => one.stream === stream)
    .at(-1)
const names = (people: { name: string }[] | undefined) => people?.map(({ name }) => name) ?? []

describe('who is here', () => {
  it('[B6] is told to everyone in it on every node, comes and goes with them', async () => {
    const ana = await on.watching(on.near, on.people.ana)
    const mila = await on.watching(on.far, on.people.mila)
    await ana.until((client) => names(here(client)?.here).join() === 'Ana,Mila')
    await mila.until((client) => names(here(client)?.here).join() === 'Ana,Mila')
    ana.close()
    await mila.until((client) => names(here(client)?.here).join() === 'Mila')
  })

  it('[B6] shows who is typing for three seconds after the last key', async () => {
    const ana = await on.watching(on.near, on.people.ana)
    const mila = await on.watching(on.near, on.people.mila)
    ana.socket.emit('typing', { stream: on.task })
    await mila.until((client) => names(here(client)?.typing).join() === 'Ana', 500)
    const typed = performance.now()
    await mila.until((client) => here(client)?.typing.length === 0, 5000)
    const lasted = performance.now() - typed
    expect(lasted).toBeGreaterThan(2500)
    expect(lasted).toBeLessThan(4500)
  })

  it('[B6] of the team’s stream is for the team', async () => {
    const team = `${on.task}/team`
    const ana = await on.watching(on.near, on.people.ana)
    const mila = await on.watching(on.near, on.people.mila, team)
    const adam = await on.watching(on.near, on.people.adam, team)
    mila.socket.emit('typing', { stream: team })
    ana.socket.emit('typing', { stream: team })
    await adam.until((client) => names(here(client, team)?.typing).join() === 'Mila')
    expect(JSON.stringify(ana.frames)).not.toContain('Mila')
  })

  it('[B8] nobody is shown typing who may not write any more', async () => {
    const { boris } = on.people
    const mila = await on.watching(on.near, on.people.mila)
    const client = await on.watching(on.near, boris)
    await mila.until((c) => names(here(c)?.here).includes('Boris'))
    await rearrange(on.db, (db) =>
      db.updateTable('users').set({ frozen: 'read_only' }).where('id', '=', boris.userId).execute(),
    )
    await rearrange(on.db, (db) =>
      db
        .updateTable('policy_version')
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .execute(),
    )
    client.socket.emit('typing', { stream: on.task })
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(mila.frames.flatMap((frame) => frame.here ?? []).flatMap((one) => names(one.typing))).not.toContain('Boris')
  })

  it('forgets everyone of a node whose heart stopped', async () => {
    const mila = await on.watching(on.near, on.people.mila)
    await mila.until((client) => names(here(client)?.here).join() === 'Mila')
    const dead = '00000000-0000-4000-8000-00000000dead'
    await on.db
      .insertInto('nodes')
      .values({ id: dead, beat_at: new Date(Date.now() - 3500) })
      .execute()
    await on.db
      .insertInto('presence')
      .values({ node_id: dead, socket_id: 'x', stream: on.task, user_id: on.people.vera.userId })
      .execute()
    await mila.until((client) => names(here(client)?.here).join() === 'Mila,Vera', 1500)
    await mila.until((client) => names(here(client)?.here).join() === 'Mila', 4000)
  })
})
