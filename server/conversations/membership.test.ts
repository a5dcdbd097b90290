import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { external, rearrange, sentId, type Member } from '#db/testing/cast.ts'
import { NotAllowed, NotFound } from '#server/platform/errors.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { tellJoined } from './tell-joined.ts'
import { talking } from './testing/talking.ts'

let on: TestPortal
let talk: ReturnType<typeof talking>

beforeAll(async () => {
  on = await testPortal()
  talk = talking(on)
})
afterAll(() => on.close())

/** Who of the cast opens a conversation, by name. */
async function whoOpens(id: string): Promise<string[]> {
  const { nora, adam, mila, petar, victor, ana, boris, vera, claire, jonas } = on.cast
  const found: string[] = []
  for (const [name, member] of Object.entries({ nora, adam, mila, petar, victor, ana, boris, vera, claire, jonas }))
    await talk.page(member, id).then(
      () => found.push(name),
      (error: unknown) => expect(error).toBeInstanceOf(NotFound),
    )
  return found
}

describe('an account’s conversation', () => {
  it('[C1] is its contacts’ with a live client or supplier grant, and the staff’s who answer for them; admins may look into it', async () => {
    const id = await talk.open(on.cast.ana, { accountId: on.cast.rila })
    expect(await whoOpens(id)).toEqual(['nora', 'adam', 'mila', 'ana', 'boris', 'vera'])
    expect(await talk.open(on.cast.mila, { accountId: on.cast.rila })).toBe(id)
  })

  it('[C1] is closed to a contact whose grant rests, and to a collaborator of the account', async () => {
    const { boris, jonas, rila } = on.cast
    const id = await talk.open(on.cast.ana, { accountId: rila })
    expect(await whoOpens(id)).toContain('boris')
    await rearrange(on.db, (db) =>
      db.updateTable('grants').set({ kind: 'collaborator' }).where('id', '=', boris.grantId).execute(),
    )
    expect(await whoOpens(id)).not.toContain('boris')
    await rearrange(on.db, (db) =>
      db.updateTable('grants').set({ kind: 'supplier' }).where('id', '=', boris.grantId).execute(),
    )
    expect(await whoOpens(id)).toContain('boris')
    await expect(talk.open(jonas, { accountId: rila })).rejects.toThrow(NotFound)
  })

  it('[C1] is no longer theirs who answer for nobody of it any more', async () => {
    const { mila, petar, rila, ana } = on.cast
    const id = await talk.open(ana, { accountId: rila })
    const answers = (userId: string) =>
      rearrange(on.db, (db) =>
        db.updateTable('grants').set({ answers_id: userId }).where('account_id', '=', rila).execute(),
      )
    await answers(petar.userId)
    expect(await whoOpens(id)).toEqual(['nora', 'adam', 'petar', 'ana', 'boris', 'vera'])
    await answers(mila.userId)
  })

  it('[C1] [S3] another account’s is as missing as one that never was', async () => {
    const { ana, corvin, claire } = on.cast
    const id = await talk.open(claire, { accountId: corvin })
    const hidden = await talk.open(ana, { accountId: corvin }).catch((error: unknown) => error)
    const never = await talk.open(ana, { accountId: randomUUID() }).catch((error: unknown) => error)
    expect(hidden).toBeInstanceOf(NotFound)
    expect(hidden).toEqual(never)
    await expect(talk.say(ana, id)).rejects.toThrow(NotFound)
  })
})

describe('an admin who writes in a conversation', () => {
  const mine = async (who: Member, id: string) => (await talk.list(who)).rows.find((row) => row.id === id)

  it('[C1] [C2] joins it: it is in their list, its people see them in it, and answers are counted and told', async () => {
    const { ana, claire, adam, corvin } = on.cast
    const id = await talk.open(claire, { accountId: corvin })
    const inIt = async () => (await talk.page(claire, id)).people.map((one) => one.id)
    await talk.page(adam, id)
    expect(await mine(adam, id)).toBeUndefined()
    expect(await inIt()).not.toContain(adam.userId)

    await talk.say(adam, id, { body: 'When may we come?' })
    expect(await mine(adam, id)).toMatchObject({ mine: true, unread: 0 })
    expect(await inIt()).toContain(adam.userId)
    // Who is named reads on: nobody is asked whether an admin may read what they could read before [B7].
    await talk.say(claire, id, { body: 'On Monday', audience: [] })
    expect(await mine(adam, id)).toMatchObject({ unread: 1 })
    expect(await talk.heard(adam)).toContainEqual({
      fact: 'conversation.posted',
      data: expect.objectContaining({ conversationId: id }) as unknown,
    })
    expect(await mine(ana, id)).toBeUndefined()
  })

  it('[B7] [F1] is told to whoever has it open, and to their own pages', async () => {
    const { claire, nora, corvin } = on.cast
    const id = await talk.open(claire, { accountId: corvin })
    await talk.say(nora, id)
    const { rows } = await sql<{ payload: { conversationId: string; userId: string } }>`
      select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'conversation:joined' and j.payload->>'userId' = ${nora.userId}`.execute(on.db)
    expect(rows.map(({ payload }) => payload)).toEqual([{ conversationId: id, userId: nora.userId }])
    await tellJoined(on.portal, { conversationId: id, userId: nora.userId })
    const told = await on.db
      .selectFrom('events')
      .select('fact')
      .where('stream', '=', `conversation:${id}`)
      .where('fact', '=', 'readers.changed')
      .execute()
    expect(told).toHaveLength(1)
    expect(await talk.heard(nora)).toContainEqual({ fact: 'conversation.changed', data: { conversationId: id } })
  })

  it('[A20] [C1] goes with being an admin: of a member it opens nothing', async () => {
    const { adam, claire, corvin } = on.cast
    const id = await talk.open(claire, { accountId: corvin })
    await talk.say(adam, id)
    expect(await mine(adam, id)).toBeDefined()
    const make = (role: 'admin' | 'member') =>
      rearrange(on.db, (db) =>
        db.updateTable('users').set({ staff_role: role }).where('id', '=', adam.userId).execute(),
      )
    await make('member')
    await expect(talk.page(adam, id)).rejects.toThrow(NotFound)
    expect(await mine(adam, id)).toBeUndefined()
    await make('admin')
  })

  it('[C1] leaves those who are in it by the account as they were: they go with it', async () => {
    const { adam, vera, rila } = on.cast
    const id = await talk.open(vera, { accountId: rila })
    const answers = (userId: string | null) =>
      rearrange(on.db, (db) =>
        db.updateTable('grants').set({ answers_id: userId }).where('id', '=', vera.grantId).execute(),
      )
    const before = await on.db
      .selectFrom('grants')
      .select('answers_id')
      .where('id', '=', vera.grantId)
      .executeTakeFirstOrThrow()
    await answers(adam.userId)
    await talk.say(adam, id)
    expect(await mine(adam, id)).toBeDefined()
    await answers(before.answers_id)
    expect(await mine(adam, id)).toBeUndefined()
  })
})

describe('a project’s conversation', () => {
  it('[C1] is its team’s and the counterparty’s contacts’', async () => {
    const { ana, petar, projectOfRila } = on.cast
    const id = await talk.open(ana, { projectId: projectOfRila })
    expect(await whoOpens(id)).toEqual(['nora', 'adam', 'mila', 'ana', 'boris', 'vera'])
    await on.db
      .insertInto('project_staff')
      .values({ project_id: projectOfRila, user_id: petar.userId, role: 'team' })
      .execute()
    expect(await whoOpens(id)).toContain('petar')
  })

  it('[C1] begins anew with another counterparty: neither reads what was said with the other', async () => {
    const { ana, claire, mila, rila, corvin, projectOfRila } = on.cast
    const before = await talk.open(ana, { projectId: projectOfRila })
    await talk.say(ana, before, { body: 'canary of Rila' })
    const move = (accountId: string) =>
      rearrange(on.db, (db) =>
        db.updateTable('projects').set({ account_id: accountId }).where('id', '=', projectOfRila).execute(),
      )
    await move(corvin)
    const after = await talk.open(claire, { projectId: projectOfRila })
    expect(after).not.toBe(before)
    expect(JSON.stringify(await talk.page(claire, after))).not.toContain('canary')
    expect(await whoOpens(before)).toEqual(['nora', 'adam', 'mila', 'petar'])
    await expect(talk.say(mila, before)).rejects.toMatchObject({ words: { key: 'conversation_over' } })
    await move(rila)
    expect(await whoOpens(before)).toContain('ana')
    await expect(talk.page(claire, after)).rejects.toThrow(NotFound)
  })
})

describe('a direct conversation', () => {
  it('[C1] is those two’s only, admins not', async () => {
    const { ana, mila } = on.cast
    const id = await talk.open(ana, { staffId: mila.userId })
    expect(await whoOpens(id)).toEqual(['mila', 'ana'])
    expect(await talk.open(mila, { grantId: ana.grantId })).toBe(id)
  })

  it('[C1] is begun only between a contact and who answers for them or manages a project of theirs', async () => {
    const { ana, boris, petar, adam, victor, projectOfRila } = on.cast
    await expect(talk.open(ana, { staffId: victor.userId })).rejects.toThrow(NotAllowed)
    await expect(talk.open(adam, { grantId: ana.grantId })).rejects.toThrow(NotAllowed)
    await expect(talk.open(ana, { staffId: boris.userId })).rejects.toThrow(NotFound)
    await expect(talk.open(ana, { grantId: boris.grantId })).rejects.toThrow(NotFound)
    expect(
      await on.db.selectFrom('conversations').select('id').where('staff_id', '=', victor.userId).execute(),
    ).toEqual([])
    await on.db
      .insertInto('project_staff')
      .values({ project_id: projectOfRila, user_id: petar.userId, role: 'client_manager' })
      .execute()
    expect(await whoOpens(await talk.open(boris, { staffId: petar.userId }))).toEqual(['petar', 'boris'])
  })

  it('[C1] a collaborator reaches the one they are named on and no other', async () => {
    const { jonas, mila } = on.cast
    const id = await talk.open(jonas, { staffId: mila.userId })
    await talk.say(mila, id)
    expect((await talk.list(jonas)).rows.map((row) => row.id)).toEqual([id])
  })

  it('[C1] [B8] goes on being read, but not written, once the two have nothing to do with each other', async () => {
    const { vera, mila, petar, projectOfRila } = on.cast
    const id = await talk.open(vera, { staffId: mila.userId })
    await talk.say(vera, id)
    await rearrange(on.db, async (db) => {
      await db.updateTable('grants').set({ answers_id: petar.userId }).where('id', '=', vera.grantId).execute()
      await db.updateTable('projects').set({ manager_id: petar.userId }).where('id', '=', projectOfRila).execute()
      await db.deleteFrom('project_staff').where('user_id', '=', mila.userId).execute()
    })
    for (const who of [vera, mila]) {
      expect((await talk.page(who, id)).entries).toHaveLength(1)
      await expect(talk.say(who, id)).rejects.toMatchObject({ words: { key: 'conversation_over' } })
    }
  })

  it('[A5] [C1] ends for the contact with their grant, and stays readable for staff', async () => {
    const { mila, rila } = on.cast
    const rosa = await external(on.db, {
      name: 'Rosa',
      email: 'rosa@rila.example',
      accountId: rila,
      role: 40,
      answersId: mila.userId,
    })
    const id = await talk.open(rosa, { staffId: mila.userId })
    await talk.say(rosa, id)
    await rearrange(on.db, (db) => db.deleteFrom('grants').where('id', '=', rosa.grantId).execute())
    await expect(talk.page(rosa, id)).rejects.toThrow(NotFound)
    expect((await talk.page(mila, id)).entries).toHaveLength(1)
    expect((await talk.list(mila)).rows.find((row) => row.id === id)?.title).toBe('Rosa')
    await expect(talk.say(mila, id)).rejects.toMatchObject({ words: { key: 'conversation_over' } })
  })
})

describe('externals of different accounts', () => {
  const refusedBy = (statement: Promise<unknown>) =>
    statement.catch((error: unknown) => (error as { code: string }).code)
  const entry = (stream: string, who: Member) => ({
    stream,
    seq: 1000,
    author_id: who.userId,
    author_grant_id: who.grantId,
    sent_id: sentId(),
    body: 'x',
  })

  it('[C1] never meet in one: the database refuses what one of another account writes', async () => {
    const { ana, claire, rila } = on.cast
    const id = await talk.open(ana, { accountId: rila })
    const write = (who: Member) =>
      on.db
        .insertInto('feed_entries')
        .values(entry(`conversation:${id}`, who))
        .execute()
    expect(await refusedBy(write(claire))).toBe('PG008')
    await write(ana)
  })

  it('[C1] nor does it take a contact of another account, two of a kind, or a grant that moves to another account', async () => {
    const { ana, boris, mila, adam, rila, corvin } = on.cast
    const direct = (accountId: string, grant: Member, userId: string, staffId: string) =>
      on.db
        .insertInto('conversations')
        .values({ kind: 'direct', account_id: accountId, grant_id: grant.grantId, user_id: userId, staff_id: staffId })
        .execute()
    expect(await refusedBy(direct(corvin, ana, ana.userId, adam.userId))).toBe('23503')
    expect(await refusedBy(direct(rila, ana, boris.userId, adam.userId))).toBe('PG007')
    expect(await refusedBy(direct(rila, ana, ana.userId, boris.userId))).toBe('PG007')
    await talk.open(ana, { staffId: mila.userId })
    const moved = rearrange(on.db, (db) =>
      db.updateTable('grants').set({ account_id: corvin }).where('id', '=', ana.grantId).execute(),
    )
    expect(await refusedBy(moved)).toBe('23503')
  })
})
