import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyOf, rearrange, sentId, type Member } from '#db/testing/cast.ts'
import { changeStatus } from '#server/contracts/change-status.ts'
import { deleteEntry } from '#server/feed/delete-entry.ts'
import { markRead } from '#server/feed/mark-read.ts'
import { postEntry } from '#server/feed/post-entry.ts'
import { frameOf } from '#server/home/frame.ts'
import { readWaiting } from '#server/home/waiting.ts'
import { look } from '#server/platform/look.ts'
import { saveCell } from '#server/settings/save-cell.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'

let on: TestPortal
beforeEach(async () => void (on = await testPortal()))
afterEach(() => on.close())

const subject = () => ({ kind: 'contract', id: on.cast.contractOfRila }) as const
const audience = () => [on.cast.ana, on.cast.boris, on.cast.vera, on.cast.jonas].map(({ userId }) => userId)
const comment = (who: Member, body = 'Whose stamp?') =>
  postEntry(on.as(who), subject(), { body, sentId: sentId(), audience: audience(), teamOnly: false })
const read = (who: Member, seq: number) => markRead(on.as(who), subject(), { all: seq, team: 0 })
/** Whether it is counted beside Contracts. */
const counted = async (who: Member) => (await frameOf(on.as(who))).unreadContracts.includes(on.cast.contractOfRila)
const told = async (who: Member) =>
  (
    await on.db
      .selectFrom('events')
      .select(['fact', 'data'])
      .where('stream', '=', keyOf(who))
      .where('fact', 'not like', 'contracts.%')
      .orderBy('seq')
      .execute()
  ).map(({ fact, data }) => ({ fact, data }))

describe('what is said on a contract', () => {
  it('[C4] [F5] is unread for its owner and for everyone who is named on it, until they have read it; nobody else is troubled', async () => {
    const { victor, ana, boris, jonas, vera, nora, mila } = on.cast
    const party = [victor, ana, boris, jonas]
    expect(await Promise.all(party.map(counted))).toEqual([false, false, false, false])
    const { seq } = await comment(ana)
    expect(await Promise.all(party.map(counted))).toEqual([true, false, true, true])
    // They see it, and take no part in it.
    expect(await Promise.all([vera, nora, mila].map(counted))).toEqual([false, false, false])
    await read(victor, seq)
    expect(await Promise.all(party.map(counted))).toEqual([false, false, true, true])
  })

  it('[F5] is on the home page: marked where the contract waits, among what one takes part in where it does not', async () => {
    const { victor, ana, boris, contractOfRila: id } = on.cast
    const home = async (who: Member) => {
      const { contracts, said } = await look(on.as(who), readWaiting)
      return { waits: contracts.map((one) => [one.id, one.unread]), said: said.map((one) => [one.id, one.unread]) }
    }
    expect([await home(victor), await home(boris)]).toEqual([
      { waits: [], said: [] },
      { waits: [[id, false]], said: [] },
    ])
    const { seq } = await comment(ana)
    expect([await home(victor), await home(boris), await home(ana)]).toEqual([
      { waits: [], said: [[id, true]] },
      { waits: [[id, true]], said: [] },
      { waits: [], said: [] },
    ])
    await read(victor, seq)
    expect((await home(victor)).said).toEqual([])
  })

  it('[C4] [F1] is told to each on their own stream by ids, and so is that they have read it', async () => {
    const { victor, ana, boris, vera, nora, contractOfRila: contractId } = on.cast
    const rung: string[] = []
    on.portal.doorbell.listen((streams) => void rung.push(...streams))
    const { seq } = await comment(ana)
    const said = { fact: 'contract.commented', data: { contractId, authorId: ana.userId } }
    for (const who of [victor, boris]) expect(await told(who)).toEqual([said])
    for (const who of [vera, nora]) expect(await told(who)).toEqual([])
    expect(rung).toEqual(expect.arrayContaining([keyOf(victor), keyOf(boris)]))
    await read(victor, seq)
    expect(await told(victor)).toEqual([said, { fact: 'contract.seen', data: { contractId, unread: false } }])
  })

  it('[B6] [C4] is told once to whoever is mentioned in it too, and as both', async () => {
    const { victor, ana, boris, nora, contractOfRila: contractId } = on.cast
    await comment(ana, `@[${boris.userId}] your turn`)
    const both = { stream: `contract:${contractId}`, contractId, authorId: ana.userId }
    expect(await told(boris)).toEqual([{ fact: 'mention.posted', data: both }])
    expect(await told(victor)).toEqual([{ fact: 'contract.commented', data: { contractId, authorId: ana.userId } }])
    expect(await told(nora)).toEqual([])
    expect([await counted(boris), await counted(victor)]).toEqual([true, true])
    // Told apart, so that the window's title counts it once.
    const { mentions, mentionsOnContracts } = await frameOf(on.as(boris))
    expect([mentions, mentionsOnContracts]).toEqual([1, 1])
    const others = { kind: 'task', id: on.cast.taskOfRila } as const
    const body = `@[${boris.userId}]`
    await postEntry(on.as(on.cast.mila), others, { body, sentId: sentId(), audience: audience(), teamOnly: false })
    const now = await frameOf(on.as(boris))
    expect([now.mentions, now.mentionsOnContracts]).toEqual([2, 1])
  })

  it('[C4] is not unread any more when it was taken back, which is told', async () => {
    const { victor, ana } = on.cast
    const { id } = await comment(ana)
    await deleteEntry(on.as(ana), subject(), { entryId: id })
    expect(await counted(victor)).toBe(false)
    expect((await told(victor)).map(({ fact }) => fact)).toEqual(['contract.commented', 'contract.comment_deleted'])
  })

  it('[A7] [A10] [F9] [S5] is nothing to those to whom the contract’s feed is closed: back in Draft, by the matrix, out of days back', async () => {
    const { adam, victor, ana, boris, jonas, contractOfRila: contractId } = on.cast
    await comment(victor)
    expect(await Promise.all([ana, boris, jonas].map(counted))).toEqual([true, true, true])
    await on.db
      .updateTable('feed_entries')
      .set({ at: sql<Date>`clock_timestamp() - interval '91 days'` })
      .where('stream', '=', `contract:${contractId}`)
      .execute()
    expect([await counted(ana), await counted(boris)]).toEqual([false, true])
    await saveCell(on.as(adam), { action: 'contract.read', kind: 'collaborator', ticked: false })
    expect(await counted(jonas)).toBe(false)
    const before = (await told(jonas)).length
    await comment(victor, 'The collaborator does not hear of it')
    expect(await told(jonas)).toHaveLength(before)
    await changeStatus(on.as(victor), { contractId, status: 'draft', from: 'in_review' })
    expect(await Promise.all([ana, boris].map(counted))).toEqual([false, false])
    const outside = (await told(boris)).length
    await comment(victor, 'Among ourselves')
    expect(await told(boris)).toHaveLength(outside)
  })

  it('[A5] is unread in the grant in whose name one is on it, and in no other', async () => {
    const { victor, boris, corvin, mila } = on.cast
    const contact = await on.db
      .insertInto('contacts')
      .values({ account_id: corvin, user_id: boris.userId, name: 'Boris', email: 'boris@corvin.example' })
      .returning('id')
      .executeTakeFirstOrThrow()
    let other = ''
    await rearrange(on.db, async (db) => {
      const values = { user_id: boris.userId, account_id: corvin, contact_id: contact.id, kind: 'client' as const }
      const grant = { ...values, role: 80 as const, answers_id: mila.userId }
      ;({ id: other } = await db.insertInto('grants').values(grant).returning('id').executeTakeFirstOrThrow())
    })
    await comment(victor)
    expect([await counted(boris), await counted({ ...boris, grantId: other })]).toEqual([true, false])
  })

  it('[B6] of many at once each is told to each, and no two writers wait for each other', async () => {
    const { victor, ana, boris, jonas } = on.cast
    const writers = [victor, ana, boris, jonas]
    const some = Array.from({ length: 24 }, (_, nth) => {
      const who = writers[nth % 4] ?? ana
      return comment(who, nth % 3 === 0 ? `@[${boris.userId}] and you?` : 'And now?')
    })
    await Promise.all(some)
    expect(await told(victor)).toHaveLength(24)
    expect(await counted(victor)).toBe(true)
  })
})
