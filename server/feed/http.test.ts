import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { testPortal, type TestPortal } from '#server/testing/test-portal.ts'
import type { FeedPage } from './queries.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())
beforeEach(() => open(true))

const open = (portalOn: boolean) =>
  rearrange(portal.db, (db) => db.updateTable('portal_settings').set({ portal_on: portalOn }).execute())
const baseOf = ({ grantId }: Member) => (grantId ? `/g/${grantId}` : '/s')
const ask = (who: Member, query = '', subject = `task/${portal.people.taskOfRila}`) =>
  portal.ask(`${baseOf(who)}/feed/${subject}${query}`, { cookie: `portico=${who.token}` })
const refused = async (answer: Response) => ((await answer.json()) as { refused: { words: { key: string } } }).refused

describe('a feed as data', () => {
  it('[A0] is given to a viewer whom the node remembers, and no longer once a rule is Saved', async () => {
    const { ana } = portal.people
    for (let nth = 0; nth < 2; nth++) {
      const answer = await ask(ana)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect((await answer.json()) as FeedPage).toMatchObject({ me: { id: ana.userId }, past: false })
    }
    await open(false)
    const answer = await ask(ana)
    expect(answer.status).toBe(403)
    expect(await refused(answer)).toMatchObject({ words: { key: 'portal_off' } })
  })

  it('[A0] is made again when a rule was Saved after it was read, a refusal of it as well', async () => {
    const { ana } = portal.people
    expect((await ask(ana)).status).toBe(200)
    atConnection(2, () => open(false))
    expect((await ask(ana)).status).toBe(403)
    // Nothing is read for somebody to whom the portal is shut.
    atConnection(1, () => open(true))
    expect((await ask(ana)).status).toBe(200)
  })

  it('[S11] is refused to a session that ended, although the node remembers it', async () => {
    const { boris } = portal.people
    expect((await ask(boris)).status).toBe(200)
    await rearrange(portal.db, (db) => db.deleteFrom('sessions').where('id', '=', boris.sessionId).execute())
    expect((await ask(boris)).status).toBe(401)
    expect((await portal.ask(`${baseOf(boris)}/feed/task/${portal.people.taskOfRila}`)).status).toBe(401)
  })

  it('[S3] hidden, never been and no address at all are one answer', async () => {
    const { ana, claire } = portal.people
    const answers = await Promise.all([
      ask(claire),
      ask(ana, '', `task/${crypto.randomUUID()}`),
      ask(ana, '', 'task/none'),
      ask(ana, '', `project/${portal.people.taskOfRila}`),
      ask(ana, '?before=yesterday'),
      ask(ana, '?before=%00'),
      ask(ana, `?source=${crypto.randomUUID()}`),
    ])
    for (const answer of answers) {
      expect(answer.status).toBe(404)
      expect(await refused(answer)).toMatchObject({ words: { key: 'not_found' } })
    }
  })

  it('is compressed by hand, as whoever asks likes', async () => {
    const { mila } = portal.people
    const path = `/s/feed/task/${portal.people.taskOfRila}`
    const asMila = { cookie: `portico=${mila.token}` }
    const small = await portal.ask(path, { ...asMila, headers: { 'accept-encoding': 'br' } })
    const plain = await portal.ask(path, { ...asMila, headers: { 'accept-encoding': 'deflate' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(small.headers.get('content-encoding')).toBe(Number(plain.headers.get('content-length')) < 1024 ? null : 'br')
  })
})

/** Does something when the next answer asks for its `nth` connection: what it reads takes one, then its passage through the gate one. */
function atConnection(nth: number, meanwhile: () => Promise<unknown>): void {
  const { pool } = portal.portal.database
  const connect = pool.connect.bind(pool) as () => ReturnType<typeof pool.connect>
  let asked = 0
  const spied = vi.spyOn(pool, 'connect').mockImplementation((async () => {
    if (++asked < nth) return connect()
    spied.mockRestore()
    await meanwhile()
    return connect()
  }) as never)
}
