import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { partnersOf, type Partner } from '#server/access/may-talk.ts'
import { attachedTo } from '#server/files/queries.ts'
import { sent, slow } from '#server/files/testing/papers.ts'
import { uploadFile } from '#server/files/upload-file.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { sql } from 'kysely'
import { closeConversation } from './close-conversation.ts'
import type { OpenConversationForm } from './forms.ts'
import { listPartners } from './partners.ts'
import { talking } from './testing/talking.ts'

let on: TestPortal
let talk: ReturnType<typeof talking>

beforeAll(async () => {
  on = await testPortal()
  talk = talking(on)
})
afterAll(() => on.close())

const everyone = () => {
  const { nora, adam, mila, petar, victor, ana, boris, vera, claire, jonas } = on.cast
  return { nora, adam, mila, petar, victor, ana, boris, vera, claire, jonas }
}

describe('opening a conversation', () => {
  it('[C1] at once from ten sides makes one', async () => {
    const { ana, boris, mila, rila } = on.cast
    const sides = Array.from({ length: 10 }, (_, nth) => [ana, boris, mila][nth % 3] ?? ana)
    const opened = await Promise.all(sides.map((who) => talk.open(who, { accountId: rila })))
    expect(new Set(opened).size).toBe(1)
  })

  it('[C1] goes well with all whom one is offered, and with nobody else', async () => {
    const { rows: grants } = await sql<{ id: string }>`select id from grants`.execute(on.db)
    const { rows: staff } = await sql<{ id: string }>`select id from users where kind = 'staff'`.execute(on.db)
    const all: OpenConversationForm[] = [
      ...[on.cast.rila, on.cast.corvin].map((accountId) => ({ accountId })),
      { projectId: on.cast.projectOfRila },
    ]
    let offered = 0
    for (const [name, who] of Object.entries(everyone())) {
      const mine: OpenConversationForm[] = who.grantId
        ? staff.map(({ id }) => ({ staffId: id }))
        : grants.map(({ id }) => ({ grantId: id }))
      const { partners } = await look(on.as(who), (here) => listPartners(here, new URLSearchParams()))
      const isOffered = (form: OpenConversationForm) => partners.some(({ opens }) => form[opens.name] === opens.value)
      for (const form of [...all, ...mine]) {
        const opens = await talk.open(who, form).then(
          () => true,
          () => false,
        )
        expect({ name, form, opens }).toEqual({ name, form, opens: isOffered(form) })
        if (opens) offered++
      }
    }
    expect(offered).toBeGreaterThan(20)
  })

  it('[A10] [C1] offers nobody where the cell is empty, and no new direct one where one may only read', async () => {
    const { ana } = on.cast
    const cell = (action: 'view' | 'post', ticked: boolean) =>
      rearrange(on.db, (db) =>
        db
          .insertInto('matrix_cells')
          .values({ object: 'conversation', action, kind: 'client', ticked })
          .onConflict((on_) => on_.columns(['object', 'action', 'kind']).doUpdateSet({ ticked }))
          .execute(),
      )
    const offers = () =>
      look(on.as(ana), async ({ viewer, db }) => {
        const { rows } = await sql<Partner>`select w.* from (${partnersOf(viewer)}) w`.execute(db)
        return rows.map(({ kind }) => kind).sort()
      })
    expect(await offers()).toEqual(['account', 'direct', 'project'])
    await cell('post', false)
    expect(await offers()).toEqual(['account', 'project'])
    await cell('view', false)
    expect(await offers()).toEqual([])
    await cell('post', true)
    await cell('view', true)
  })
})

describe('the list', () => {
  it('[C2] goes on where its page ended, without a gap or a double, whatever was said meanwhile', async () => {
    const { nora } = on.cast
    await sql`with a as (insert into accounts (name) select 'A' || n from generate_series(1, 45) n returning id)
      insert into conversations (kind, account_id, last_at)
      select 'account', id, now() - interval '1 day' - row_number() over () * interval '1 minute' from a`.execute(on.db)
    const first = await talk.list(nora, 'show=all')
    expect(first.rows).toHaveLength(30)
    const whole = await talk.list(nora, `show=all&${first.more ?? ''}`)
    const ids = whole.rows.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThanOrEqual(46)
    expect(ids.slice(0, 30)).toEqual(first.rows.map(({ id }) => id))
    expect((await talk.list(nora, 'show=all&q=A4')).rows.map(({ title }) => title).sort()).toEqual([
      'A4',
      'A40',
      'A41',
      'A42',
      'A43',
      'A44',
      'A45',
    ])
  })
})

describe('a file in a conversation', () => {
  const gone = new AbortController().signal
  const to = (id: string) => ({ to: { kind: 'conversation' as const, id } })
  const seen = (who: Parameters<TestPortal['as']>[0], id: string) =>
    look(on.as(who), async (here) => attachedTo(here, talk.about(id), (await here.scope.conversation(id)).facts))

  it('[C2] is attached for all of its people, and told in it', async () => {
    const { ana, mila, rila, claire } = on.cast
    const id = await talk.open(ana, { accountId: rila })
    await uploadFile(on.as(ana), to(id), sent('plan.txt', 'text/plain', 'one'), { gone })
    expect((await seen(mila, id)).files.map(({ name }) => name)).toEqual(['plan.txt'])
    expect((await talk.page(mila, id)).entries.at(-1)?.happened).toMatchObject({ what: 'file_added' })
    await expect(uploadFile(on.as(claire), to(id), sent('x.txt', 'text/plain', 'x'), { gone })).rejects.toMatchObject({
      status: 404,
    })
  })

  it('[C1] [C2] that is under way when the conversation is closed is refused whole', async () => {
    const { ana, mila, rila } = on.cast
    const id = await talk.open(ana, { accountId: rila })
    const before = (await seen(mila, id)).files.length
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const upload = uploadFile(on.as(ana), to(id), slow('late.txt', promise), { gone })
    await closeConversation(on.as(mila), { conversationId: id, closed: true })
    resolve(undefined)
    await expect(upload).rejects.toMatchObject({ words: { key: 'conversation_closed' } })
    expect((await seen(mila, id)).files).toHaveLength(before)
    await closeConversation(on.as(mila), { conversationId: id, closed: false })
  })
})
