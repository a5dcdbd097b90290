import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { NotFound, Shut, SignInNeeded } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { work } from '#server/platform/work.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { scopeOf } from './scope.ts'
import { readViewer, type Viewer } from './viewer.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const DAY = 24 * 60 * 60 * 1000
const inMs = (count: number) => new Date(Date.now() + count)
const viewerOf = (member: Parameters<TestPortal['as']>[0]): Promise<Viewer> => readViewer(home.db, home.as(member))

/** Changes rows as a rule for as long as `fn` runs. */
async function meanwhile(change: string, back: string, fn: () => Promise<void>): Promise<void> {
  const run = (text: string) => rearrange(home.db, (db) => sql.raw(text).execute(db))
  await run(change)
  try {
    await fn()
  } finally {
    await run(back)
  }
}

describe('a viewer', () => {
  it('[A7] [S4] sees what lies on the horizon or after, to the millisecond, in lists of entries and files', async () => {
    const { ana, mila, taskOfRila } = home.cast
    const viewer = await viewerOf(ana)
    const horizon = viewer.grant?.horizon ?? new Date(0)
    expect(horizon).toEqual(new Date(viewer.now.getTime() - 90 * DAY))
    const stream = `task:${taskOfRila}`
    await home.db.insertInto('blobs').values({ hash: 'old', size: 1 }).execute()
    for (const [nth, offset] of [-1, 0, 1].entries()) {
      const at = new Date(horizon.getTime() + offset)
      const sent = `00000000-0000-4000-8000-00000000000${nth}`
      await home.db
        .insertInto('feed_entries')
        .values({ stream, seq: nth + 1, at, author_id: mila.userId, sent_id: sent, body: String(offset) })
        .execute()
      await home.db
        .insertInto('attachments')
        .values({
          task_id: taskOfRila,
          name: String(offset),
          media_type: 'text/plain',
          size: 1,
          blob_hash: 'old',
          uploaded_by: mila.userId,
          uploaded_at: at,
        })
        .execute()
    }
    const found = async (who: Viewer) => ({
      entries: (await scopeOf(who, home.db).entries([stream]).orderBy('e.seq').execute()).map(({ body }) => body),
      files: (await scopeOf(who, home.db).attachments({ taskId: taskOfRila }).orderBy('f.uploaded_at').execute()).map(
        ({ name }) => name,
      ),
    })
    expect(await found(viewer)).toEqual({ entries: ['0', '1'], files: ['0', '1'] })
    expect(await found(await viewerOf(home.cast.boris))).toEqual({ entries: ['-1', '0', '1'], files: ['-1', '0', '1'] })
    expect(await found(await viewerOf(mila))).toEqual({ entries: ['-1', '0', '1'], files: ['-1', '0', '1'] })
  })

  it('[A5] is made of a session and a grant that are theirs, and of nothing else', async () => {
    const { ana, claire, mila } = home.cast
    const knock = (changes: object) => readViewer(home.db, { ...home.as(ana), ...changes })
    await expect(knock({})).resolves.toMatchObject({
      userId: ana.userId,
      staff: null,
      grant: { role: 40, kind: 'client' },
    })
    await expect(knock({ grantId: claire.grantId })).rejects.toBeInstanceOf(NotFound)
    await expect(knock({ grantId: null })).rejects.toBeInstanceOf(NotFound)
    await expect(knock({ sessionId: claire.sessionId })).rejects.toBeInstanceOf(SignInNeeded)
    await expect(knock({ sessionId: 'none' })).rejects.toBeInstanceOf(SignInNeeded)
    await expect(readViewer(home.db, { ...home.as(mila), grantId: ana.grantId })).rejects.toBeInstanceOf(NotFound)
  })

  it('[S11] ends with its session: the sliding end and the absolute one', async () => {
    const { petar } = home.cast
    const columns = ['expires_at', 'absolute_expires_at']
    for (const column of columns) {
      const set = (to: string) => `update sessions set ${column} = ${to} where id = '${petar.sessionId}'`
      await meanwhile(set("clock_timestamp() - interval '1 ms'"), set("now() + interval '1 hour'"), async () => {
        await expect(viewerOf(petar)).rejects.toBeInstanceOf(SignInNeeded)
      })
    }
    await expect(viewerOf(petar)).resolves.toMatchObject({ staff: { role: 'member' } })
  })

  it('[A17] is frozen until the freeze ends, and knows when time alone will change what it may', async () => {
    const { boris, rila } = home.cast
    const set = (state: string, until: string) =>
      `update users set frozen = ${state}, frozen_until = ${until} where id = '${boris.userId}'`
    await meanwhile(set("'read_only'", "now() + interval '1 minute'"), set('null', 'null'), async () => {
      const viewer = await viewerOf(boris)
      expect(viewer.frozen).toBe('read_only')
      expect(viewer.validUntil.getTime() - viewer.now.getTime()).toBeLessThanOrEqual(60_000)
    })
    await meanwhile(set("'off'", "now() - interval '1 ms'"), set('null', 'null'), async () => {
      expect((await viewerOf(boris)).frozen).toBeNull()
    })
    const account = (state: string) => `update accounts set frozen = ${state} where id = '${rila}'`
    await meanwhile(account("'off'"), account('null'), async () => {
      expect((await viewerOf(boris)).grant?.accountFrozen).toBe('off')
    })
  })

  it('[A5] knows when its grant ends', async () => {
    const { vera } = home.cast
    const end = inMs(30_000)
    const set = (to: string) => `update grants set expires_at = ${to} where id = '${vera.grantId}'`
    await meanwhile(set(`'${end.toISOString()}'`), set('null'), async () => {
      expect((await viewerOf(vera)).validUntil).toEqual(end)
    })
  })
})

describe('where the portal is shut to somebody', () => {
  it('[A0] [A12] whatever they ask for says so, with the reason; nothing is done and nothing shown', async () => {
    const { boris, adam } = home.cast
    let reached = false
    const reach = () => {
      reached = true
      return Promise.resolve(null)
    }
    const off = 'update portal_settings set portal_on = false; update policy_version set version = version + 1'
    const on = 'update portal_settings set portal_on = true; update policy_version set version = version + 1'
    await meanwhile(off, on, async () => {
      for (const ask of [look, work]) {
        const error: unknown = await ask(home.as(boris), reach).catch((thrown: unknown) => thrown)
        expect(error).toBeInstanceOf(Shut)
        expect(error).toMatchObject({ words: { key: 'portal_off', values: { host: 'Portico' } } })
      }
      expect(reached).toBe(false)
      await look(home.as(adam), reach)
      expect(reached).toBe(true)
    })
    await expect(look(home.as(boris), reach)).resolves.toBeNull()
  })

  it('[A5] [A12] they are told whom to ask: who answers for them, by name, unless that one is not there either', async () => {
    const { boris, mila } = home.cast
    const refusal = () => look(home.as(boris), () => Promise.resolve(null)).catch((thrown: unknown) => thrown)
    const grant = (set: string) =>
      `update grants set ${set} where id = '${boris.grantId}'; update policy_version set version = version + 1`
    await meanwhile(grant('suspended_at = now()'), grant('suspended_at = null'), async () => {
      expect(await refusal()).toMatchObject({ words: { key: 'grant_suspended', values: { person: 'Mila' } } })
      const frozen = (to: string) => `update users set frozen = ${to} where id = '${mila.userId}'`
      await meanwhile(frozen("'off'"), frozen('null'), async () => {
        expect(await refusal()).not.toMatchObject({ words: { values: { person: 'Mila' } } })
      })
      const until = (to: string) => `update users set frozen = ${to}, frozen_until = now() where id = '${mila.userId}'`
      await meanwhile(until("'off'"), until('null'), async () => {
        expect(await refusal()).toMatchObject({ words: { values: { person: 'Mila' } } })
      })
    })
  })
})
