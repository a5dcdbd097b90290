import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, sentId, type Member } from '#db/testing/cast.ts'
import { deleteEntry } from '#server/feed/delete-entry.ts'
import { editEntry } from '#server/feed/edit-entry.ts'
import { frameOf } from '#server/home/frame.ts'
import { Conflict, Invalid, NotFound } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { catchUp } from '#server/streams/catch-up.ts'
import '#server/feed/render-entries.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { closeConversation } from './close-conversation.ts'
import { muteConversation } from './mute-conversation.ts'
import { pageSizeOf } from './queries.ts'
import { searchMessages } from './search-messages.ts'
import { talking } from './testing/talking.ts'

let on: TestPortal
let talk: ReturnType<typeof talking>
/** The conversation of Rila's account, and another account's. */
let rila: string
let corvin: string

beforeAll(async () => {
  on = await testPortal()
  talk = talking(on)
  rila = await talk.open(on.cast.ana, { accountId: on.cast.rila })
  corvin = await talk.open(on.cast.claire, { accountId: on.cast.corvin })
})
afterAll(() => on.close())
beforeEach(() => rearrange(on.db, (db) => db.updateTable('conversations').set({ closed_at: null }).execute()))

const line = async (who: Member, id = rila) => (await talk.list(who)).rows.find((row) => row.id === id)
const counted = async (who: Member) => (await frameOf(on.as(who))).unread
const readAll = async (who: Member) => {
  const { clock } = await on.db
    .selectFrom('streams')
    .select('clock')
    .where('name', '=', `conversation:${rila}`)
    .executeTakeFirstOrThrow()
  await talk.read(who, rila, clock)
}
const search = async (who: Member, q: string, id?: string) =>
  (await look(on.as(who), (here) => searchMessages(here, new URLSearchParams({ q }), id))).rows

describe('a message', () => {
  it('[C2] is there for everyone in the conversation, the newest conversation first in the list', async () => {
    const { ana, mila, claire } = on.cast
    await talk.say(claire, corvin, { body: 'Bonjour' })
    await talk.say(ana, rila, { body: 'Здравей, **Мила**' })
    const { rows } = await talk.list(mila)
    expect(rows.slice(0, 2).map(({ id, title }) => [id, title])).toEqual([
      [rila, 'Rila Hotels'],
      [corvin, 'Maison Corvin'],
    ])
    expect(rows[0]?.last).toMatchObject({ by: 'Ana', mine: false, text: 'Здравей, Мила' })
    expect((await line(ana))?.last).toMatchObject({ mine: true })
    expect((await talk.page(mila, rila)).entries.at(-1)?.html).toContain('Здравей')
  })

  it('[C3] sent again and again is stored once, answered alike, and tells everyone once', async () => {
    const { ana, mila } = on.cast
    const before = (await talk.heard(mila)).length
    const once = sentId()
    const first = await talk.say(ana, rila, { sentId: once, body: 'Once' })
    const again = await Promise.all(
      Array.from({ length: 8 }, () => talk.say(ana, rila, { sentId: once, body: 'Once' })),
    )
    for (const answer of again) expect(answer).toEqual(first)
    const stored = await on.db.selectFrom('feed_entries').select('id').where('sent_id', '=', once).execute()
    expect(stored).toHaveLength(1)
    expect((await talk.heard(mila)).length).toBe(before + 1)
    expect(Object.keys(first).sort()).toEqual(['id', 'sentId', 'seq', 'stream'])
  })

  it('[C4] missed while one was away comes with the others, in order, once', async () => {
    const { ana, boris, mila } = on.cast
    const stream = `conversation:${rila}`
    const { positions, readUpTo } = await talk.page(mila, rila)
    const said = []
    for (const [nth, who] of [ana, boris, ana, boris, ana].entries())
      said.push((await talk.say(who, rila, { body: `missed ${nth}` })).seq)
    const frame = await catchUp(on.as(mila), positions)
    expect(frame.news?.map(({ from, to }) => [from, to])).toEqual([[positions[stream], said.at(-1)]])
    expect(frame.news?.[0]?.facts.map(({ seq }) => seq)).toEqual(said)
    await talk.read(mila, rila, said[1] ?? 0)
    const page = await talk.page(mila, rila)
    expect(page.readUpTo[stream]).toBe(said[1])
    expect(page.readUpTo[stream]).toBeGreaterThan(readUpTo[stream] ?? 0)
  })

  it('[B7] is not sent when somebody reads it who was not named', async () => {
    const { ana, mila, boris, vera } = on.cast
    const grown = await talk
      .say(mila, rila, { audience: [ana.userId, boris.userId] })
      .catch((error: unknown) => error as Conflict)
    expect(grown).toBeInstanceOf(Conflict)
    expect((grown as Conflict).words).toEqual({ key: 'audience_grown', values: { names: 'Vera' } })
    await talk.say(mila, rila, { audience: [ana.userId, boris.userId, vera.userId] })
  })

  it('[C2] mentions only people of the conversation, and replies only to what is in it', async () => {
    const { ana, claire, mila } = on.cast
    await expect(talk.say(ana, rila, { body: `@[${claire.userId}]` })).rejects.toThrow(Invalid)
    await talk.say(ana, rila, { body: `@[${mila.userId}] please` })
    const elsewhere = await talk.say(claire, corvin)
    await expect(talk.say(ana, rila, { replyTo: elsewhere.id })).rejects.toThrow(Invalid)
    const here = await talk.say(mila, rila, { body: 'Which one?' })
    await talk.say(ana, rila, { body: 'The left one', replyTo: here.id })
    expect((await talk.page(mila, rila)).entries.at(-1)?.replyTo).toBe(here.id)
  })

  it('[C2] [F6] is found by its words whatever the accents, and never by the ids of whom it mentions', async () => {
    const { ana, mila } = on.cast
    await talk.say(mila, rila, { body: `L’éclairage, @[${ana.userId}], est prêt` })
    for (const typed of ['eclair', 'ÉCLAIRAGE pret']) {
      const [hit] = await search(ana, typed)
      expect(hit?.pieces.slice(0, 2), typed).toEqual(['L’', typed === 'eclair' ? 'éclair' : 'éclairage'])
      expect(hit?.pieces.join('')).toBe('L’éclairage, @Ana, est prêt')
    }
    expect(await search(ana, ana.userId.slice(0, 8))).toEqual([])
  })

  it('[C2] that was taken back is in no list, page or search, and lists are told', async () => {
    const { ana, mila } = on.cast
    const { id } = await talk.say(ana, rila, { body: 'a slip of canarywords' })
    expect(await search(mila, 'canarywords')).toHaveLength(1)
    await deleteEntry(on.as(ana), talk.about(rila), { entryId: id })
    expect((await line(mila))?.last).toMatchObject({ text: null })
    expect(await search(mila, 'canarywords')).toHaveLength(0)
    expect(JSON.stringify(await talk.page(mila, rila))).not.toContain('canarywords')
    expect((await talk.heard(mila)).at(-1)).toEqual({
      fact: 'conversation.deleted',
      data: { conversationId: rila },
    })
  })
})

describe('the page of a conversation', () => {
  it('[C4] brings all that is unread and a little before it, and few messages where little is', async () => {
    const { ana, mila } = on.cast
    const sizeFor = (who: Member) => look(on.as(who), (here) => pageSizeOf(here, rila))
    await readAll(mila)
    expect(await sizeFor(mila)).toBe(25)
    for (let nth = 0; nth < 40; nth++) await talk.say(ana, rila)
    expect(await sizeFor(mila)).toBe(45)
    expect(await sizeFor(ana)).toBe(25)
  })
})

describe('what is unread', () => {
  it('[C2] is counted in the list and for the frame, until it is read; one’s own is not', async () => {
    const { ana, boris, mila } = on.cast
    for (const who of [ana, mila, boris]) await readAll(who)
    await talk.say(ana, rila)
    const last = await talk.say(boris, rila)
    expect((await line(mila))?.unread).toBe(2)
    expect((await counted(mila))[rila]).toBe(2)
    expect((await line(ana))?.unread).toBe(1)
    await talk.read(mila, rila, last.seq - 1)
    expect((await talk.heard(mila)).at(-1)).toEqual({
      fact: 'conversation.read',
      data: { conversationId: rila, unread: 1 },
    })
    await talk.read(mila, rila, last.seq)
    expect(await counted(mila)).not.toHaveProperty(rila)
    expect((await talk.list(mila, 'show=unread')).rows.map(({ id }) => id)).not.toContain(rila)
    expect((await line(boris))?.unread).toBe(1)
  })

  it('[C2] of a muted conversation counts only what mentions one', async () => {
    const { ana, mila } = on.cast
    await readAll(mila)
    await muteConversation(on.as(mila), { conversationId: rila, muted: true })
    await talk.say(ana, rila)
    expect((await talk.heard(mila)).at(-1)?.data).toMatchObject({ muted: true })
    expect(await counted(mila)).not.toHaveProperty(rila)
    expect(await line(mila)).toMatchObject({ muted: true, unread: 1 })
    await talk.say(ana, rila, { body: `@[${mila.userId}]` })
    expect((await talk.heard(mila)).at(-1)?.data).toMatchObject({ muted: false })
    expect((await counted(mila))[rila]).toBe(1)
    await muteConversation(on.as(mila), { conversationId: rila, muted: false })
    expect((await counted(mila))[rila]).toBe(2)
  })

  it('[C1] [S5] tells nobody of another account, and an admin only of what they take part in', async () => {
    const { claire, adam, ana } = on.cast
    const [before, admins] = [await talk.heard(claire), await talk.heard(adam)]
    await talk.say(ana, rila)
    expect(await talk.heard(claire)).toEqual(before)
    expect(await talk.heard(adam)).toEqual(admins)
    expect(await counted(adam)).toEqual({})
    expect((await talk.list(adam)).rows).toEqual([])
    expect((await talk.list(adam, 'show=all')).rows.map(({ id }) => id)).toContain(rila)
    expect((await talk.list(ana, 'show=all')).rows.every(({ id }) => id !== corvin)).toBe(true)
  })
})

describe('a conversation that is closed', () => {
  const close = (who: Member, closed: boolean) => closeConversation(on.as(who), { conversationId: rila, closed })

  it('[C1] takes no message, no change and no reply from that moment, and goes on being read', async () => {
    const { ana, mila } = on.cast
    const own = await talk.say(ana, rila, { body: 'Before' })
    await close(mila, true)
    const refused = { words: { key: 'conversation_closed' } }
    await expect(talk.say(ana, rila)).rejects.toMatchObject(refused)
    await expect(talk.say(mila, rila)).rejects.toMatchObject(refused)
    await expect(
      editEntry(on.as(ana), talk.about(rila), { entryId: own.id, body: 'After', audience: [] }),
    ).rejects.toMatchObject(refused)
    await expect(deleteEntry(on.as(ana), talk.about(rila), { entryId: own.id })).rejects.toMatchObject(refused)
    const page = await talk.page(ana, rila)
    expect(page.entries.at(-1)?.happened).toMatchObject({ what: 'closed' })
    expect((await line(ana))?.closed).toBe(true)
    await talk.read(ana, rila, own.seq)
    await close(mila, false)
    await talk.say(ana, rila)
  })

  it('[C1] was not closed by an external, nor by staff who are not in it', async () => {
    await expect(close(on.cast.vera, true)).rejects.toMatchObject({ words: { key: 'staff_only' } })
    await expect(close(on.cast.petar, true)).rejects.toThrow(NotFound)
  })
})

describe('where one may list conversations and not open one', () => {
  it('[A10] [S5] no word of them is in list or search, and nothing is counted', async () => {
    const { ana, mila } = on.cast
    await readAll(ana)
    await talk.say(mila, rila, { body: 'a canaryword' })
    expect(await search(ana, 'canaryword')).toHaveLength(1)
    const cell = (ticked: boolean) =>
      rearrange(on.db, (db) =>
        db
          .insertInto('matrix_cells')
          .values({ object: 'conversation', action: 'view', kind: 'client', ticked })
          .onConflict((so) => so.columns(['object', 'action', 'kind']).doUpdateSet({ ticked }))
          .execute(),
      )
    await cell(false)
    expect(await line(ana)).toMatchObject({ id: rila, last: null })
    expect(await search(ana, 'canaryword')).toEqual([])
    expect((await line(mila))?.last).toMatchObject({ text: 'a canaryword' })
    await cell(true)
    expect((await line(ana))?.last).toMatchObject({ text: 'a canaryword' })
  })
})

describe('days back', () => {
  it('[A7] [S4] bind messages in page, list, count and search', async () => {
    const { vera, ana } = on.cast
    const old = await talk.say(ana, rila, { body: 'elderflower' })
    await on.db
      .updateTable('feed_entries')
      .set({ at: new Date(Date.now() - 3 * 86_400_000) })
      .where('stream', '=', `conversation:${rila}`)
      .execute()
    await rearrange(on.db, (db) =>
      db.updateTable('grants').set({ days_back: 2 }).where('id', '=', vera.grantId).execute(),
    )
    await rearrange(on.db, (db) =>
      db
        .updateTable('conversations')
        .set({ last_at: new Date(Date.now() - 3 * 86_400_000) })
        .where('id', '=', rila)
        .execute(),
    )
    expect((await talk.page(vera, rila)).entries).toEqual([])
    expect(await line(vera)).toMatchObject({ last: null, unread: 0 })
    expect(await counted(vera)).toEqual({})
    expect(await search(vera, 'elderflower')).toEqual([])
    expect((await search(ana, 'elderflower')).map(({ id }) => id)).toEqual([old.id])
  })
})

describe('the search', () => {
  it('[C2] finds words and beginnings of words in any script, newest first, in one conversation or all of one’s own', async () => {
    const { ana, mila, claire } = on.cast
    const first = await talk.say(ana, rila, { body: 'Плочките за басейна пристигнаха' })
    const second = await talk.say(mila, rila, { body: 'Басейнът е готов, plus crème brûlée' })
    const other = await talk.say(claire, corvin, { body: 'La crème est prête' })
    expect((await search(ana, 'басейн')).map(({ id, mine }) => [id, mine])).toEqual([
      [second.id, false],
      [first.id, true],
    ])
    expect((await search(mila, 'CRÈME')).map(({ id }) => id)).toEqual([other.id, second.id])
    expect((await search(mila, 'crème', rila)).map(({ id }) => id)).toEqual([second.id])
    expect((await search(mila, 'плочките пристиг')).map(({ by }) => by)).toEqual(['Ana'])
    expect(await search(mila, `'); drop table users --`)).toEqual([])
    expect(await search(mila, '   ')).toEqual([])
  })

  it('[C1] [S5] finds nothing of a conversation that is not one’s own, by its id either', async () => {
    const { ana, claire } = on.cast
    await talk.say(claire, corvin, { body: 'secretgarden' })
    expect(await search(claire, 'secretgarden')).toHaveLength(1)
    expect(await search(ana, 'secretgarden')).toEqual([])
    expect(await search(ana, 'secretgarden', corvin)).toEqual([])
  })
})
