import { Agent, request } from 'node:http'
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

describe('a form of a feed', () => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    portal.ask(`/s/feed/task/${portal.people.taskOfRila}`, {
      method: 'POST',
      cookie: `portico=${portal.people.mila.token}`,
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  const comment = (text: string) =>
    new URLSearchParams({
      intent: 'post',
      sentId: crypto.randomUUID(),
      body: text,
      audience: Object.values(portal.people)
        .flatMap((one) => (typeof one === 'object' && 'userId' in one ? [one.userId] : []))
        .join(' '),
    }).toString()
  const stored = async () => {
    const counted = await portal.db
      .selectFrom('feed_entries')
      .select((q) => q.fn.countAll().as('all'))
      .execute()
    return Number(counted[0]?.all)
  }

  it('that is too long, of another kind, packed or holds what no text can is refused, and nothing is stored', async () => {
    const before = await stored()
    const answers = await Promise.all([
      send(comment('long '.repeat(600_000))),
      send(comment('Hello.'), { 'content-type': 'text/plain' }),
      send(comment('Hello.'), { 'content-encoding': 'gzip' }),
      send(comment('Hel\0lo.')),
    ])
    expect(answers.map(({ status }) => status)).toEqual([413, 422, 422, 422])
    const keys = await Promise.all(answers.map(async (one) => (await refused(one)).words.key))
    expect(keys).toEqual(['too_large', 'not_right', 'not_right', 'no_control_characters'])
    expect(await stored()).toBe(before)
  })

  it('is taken on the line on which a too long one was refused', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const say = (body: string) =>
      new Promise<number | undefined>((done, failed) => {
        const headers = {
          origin: portal.url,
          cookie: `portico=${portal.people.mila.token}`,
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
        }
        request(
          `${portal.url}/s/feed/task/${portal.people.taskOfRila}`,
          { method: 'POST', agent, headers },
          (answer) => {
            answer.resume().on('end', () => done(answer.statusCode))
          },
        )
          .on('error', failed)
          .end(body)
      })
    const answers = [await say(comment('long '.repeat(600_000))), await say(comment('Hello.'))]
    agent.destroy()
    expect(answers).toEqual([413, 200])
  })

  it('[S22] [S23] of another site is refused, and every answer has what answers must', async () => {
    const foreign = await send(comment('Hello.'), { origin: 'https://elsewhere.example' })
    expect(foreign.status).toBe(403)
    const own = await send(comment('Hello.'))
    expect(own.status).toBe(200)
    for (const { headers } of [foreign, own])
      expect([headers.get('content-security-policy'), headers.get('x-content-type-options')]).toEqual([
        expect.stringContaining("default-src 'none'"),
        'nosniff',
      ])
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
