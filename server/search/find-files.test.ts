import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { search } from './search.ts'

let on: TestPortal
beforeAll(async () => {
  on = await testPortal()
  await on.db.insertInto('blobs').values({ hash: 'a', size: 1 }).execute()
})
afterAll(() => on.close())

type On =
  | { task_id: string }
  | { contract_id: string }
  | { project_id: string }
  | { conversation_id: string }
  | { note_id: string }
const file = async (name: string, where: On, more: { uploaded_at?: Date; removed_at?: Date } = {}) => {
  const values = { name, media_type: 'application/pdf', size: 1, blob_hash: 'a', uploaded_by: on.cast.mila.userId }
  const row = on.db.insertInto('attachments').values({ ...values, ...where, ...more })
  return (await row.returning('id').executeTakeFirstOrThrow()).id
}
const hits = (who: Member, typed: string) =>
  look(on.as(who), async (here) =>
    (await search(here, typed)).flatMap((group) => (group.subject === 'files' ? group.hits : [])),
  )
const found = async (who: Member, typed: string) => (await hits(who, typed)).map(({ title }) => title)
const one = async <T extends { id: string }>(made: Promise<T>) => (await made).id

it('[F6] a file is found by the words of its name, in any script, with what it hangs on and the way there', async () => {
  const { ana, mila, taskOfRila } = on.cast
  const id = await file('Чертежи_котелно-2.pdf', { task_id: taskOfRila })
  for (const typed of ['котелно', 'КОТЕЛ черт', 'pdf чертежи', '2 котелно'])
    for (const who of [ana, mila])
      expect(await hits(who, typed), typed).toEqual([
        {
          subject: 'files',
          id,
          title: 'Чертежи_котелно-2.pdf',
          beside: 'Tiles for the pool',
          within: 'task',
          ref: null,
          status: null,
          path: `/tasks/${taskOfRila}#file-${id}`,
        },
      ])
  expect(await found(ana, 'котелно nowhere')).toEqual([])
  expect(await found(ana, 'отелно')).toEqual([])
})

it('[D5] [F6] it is found by the name it has now, and by none it had or when it was removed', async () => {
  const { adam, taskOfRila } = on.cast
  const id = await file('Protocol first.pdf', { task_id: taskOfRila })
  await on.db
    .insertInto('attachment_versions')
    .values({
      attachment_id: id,
      version: 1,
      name: 'Protocol first.pdf',
      media_type: 'a',
      size: 1,
      blob_hash: 'a',
      uploaded_by: on.cast.mila.userId,
    })
    .execute()
  expect(await found(adam, 'protocol first')).toEqual(['Protocol first.pdf'])
  await on.db.updateTable('attachments').set({ name: 'Protocol second.pdf', version: 2 }).where('id', '=', id).execute()
  expect(await found(adam, 'protocol')).toEqual(['Protocol second.pdf'])
  expect(await found(adam, 'first')).toEqual([])
  await on.db.updateTable('attachments').set({ removed_at: new Date() }).where('id', '=', id).execute()
  expect(await found(adam, 'protocol')).toEqual([])
})

it('[B1] [B2] [D2] [F9] files are found where their record is read, by nobody else', async () => {
  const { adam, mila, petar, ana, vera, claire, jonas, victor, rila, projectOfRila, contractOfRila, taskOfRila } =
    on.cast
  const hidden = await one(
    on.db
      .insertInto('tasks')
      .values({ ref: 'HIDDEN01', project_id: projectOfRila, title: 'Hidden', author_id: mila.userId })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const drafted = await one(
    on.db
      .insertInto('contracts')
      .values({ ref: 'DRAFT001', title: 'Drafted', account_id: rila, owner_id: victor.userId, status: 'draft' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  await on.db
    .insertInto('contract_people')
    .values({ contract_id: drafted, user_id: ana.userId, grant_id: ana.grantId, role: 'reviewer' })
    .execute()
  await file('Ledger of a task.pdf', { task_id: taskOfRila })
  await file('Ledger of a hidden task.pdf', { task_id: hidden })
  await file('Ledger of a contract.pdf', { contract_id: contractOfRila })
  await file('Ledger of a draft.pdf', { contract_id: drafted })
  await file('Ledger of a project.pdf', { project_id: projectOfRila })
  const named = async (who: Member) => (await found(who, 'ledger')).map((name) => name.slice(10, -4)).sort()
  expect(await named(adam)).toEqual(
    ['a contract', 'a draft', 'a hidden task', 'a project', 'a task'].map((name) => name),
  )
  expect(await named(petar)).toEqual(['a contract', 'a draft', 'a project'])
  expect(await named(ana)).toEqual(['a contract', 'a project', 'a task'])
  expect(await named(vera)).toEqual(['a contract', 'a project'])
  expect(await named(jonas)).toEqual(['a contract'])
  expect(await named(claire)).toEqual([])
  const [contract] = await hits(jonas, 'ledger contract')
  expect(contract).toMatchObject({ within: 'contract', beside: 'Maintenance 2027' })
  const [project] = await hits(ana, 'ledger project')
  expect(project).toMatchObject({
    within: 'project',
    beside: 'Rila spa',
    path: `/projects/${projectOfRila}/files#file-${project?.id ?? ''}`,
  })
})

it('[A7] an external finds no file that is older than their days back', async () => {
  const { ana, boris, taskOfRila } = on.cast
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000)
  await file('Survey old.pdf', { task_id: taskOfRila }, { uploaded_at: ago(91) })
  await file('Survey young.pdf', { task_id: taskOfRila }, { uploaded_at: ago(89) })
  expect(await found(boris, 'survey')).toEqual(['Survey young.pdf', 'Survey old.pdf'])
  expect(await found(ana, 'survey')).toEqual(['Survey young.pdf'])
})

it('[C1] [F6] of a conversation they are found by its people, and lead to the message they came with', async () => {
  const { rila, ana, mila, boris, adam, petar } = on.cast
  const id = await one(
    on.db
      .insertInto('conversations')
      .values({ kind: 'direct', account_id: rila, grant_id: ana.grantId, user_id: ana.userId, staff_id: mila.userId })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const said = await on.db
    .insertInto('feed_entries')
    .values({
      stream: `conversation:${id}`,
      seq: 1,
      author_id: mila.userId,
      sent_id: sql<string>`gen_random_uuid()`,
      body: 'Here',
    })
    .returning(['id', 'sent_id'])
    .executeTakeFirstOrThrow()
  const invoice = await file('Invoice.pdf', { conversation_id: id })
  for (const [who, title] of [
    [ana, 'Mila'],
    [mila, 'Ana'],
  ] as const)
    expect(await hits(who, 'invoice')).toMatchObject([
      { within: 'conversation', beside: title, path: `/conversations/${id}#file-${invoice}` },
    ])
  await on.db
    .updateTable('attachments')
    .set({ sent_id: said.sent_id, sent_by: mila.userId })
    .where('id', '=', invoice)
    .execute()
  expect(await hits(ana, 'invoice')).toMatchObject([{ path: `/conversations/${id}?entry=${said.id}` }])
  for (const who of [boris, adam, petar]) expect(await found(who, 'invoice')).toEqual([])
})

it('[E8] [F6] of a note they are found by the host’s people, and by the client while it is shared; far back on its own page', async () => {
  const { rila, mila, ana, claire, jonas } = on.cast
  const note = (created_at: Date) =>
    one(
      on.db
        .insertInto('notes')
        .values({ account_id: rila, body: 'Keys', author_id: mila.userId, created_at })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
  const id = await note(new Date(Date.UTC(2025, 0, 1)))
  const keys = await file('Keys.pdf', { note_id: id })
  expect(await hits(mila, 'keys')).toMatchObject([
    { within: 'note', beside: 'Rila Hotels', path: `/accounts/${rila}#file-${keys}` },
  ])
  expect(await found(ana, 'keys')).toEqual([])
  await on.db.updateTable('notes').set({ shared_at: new Date() }).where('id', '=', id).execute()
  expect(await hits(ana, 'keys')).toMatchObject([{ within: 'note', path: `/notes#file-${keys}` }])
  for (const who of [claire, jonas]) expect(await found(who, 'keys')).toEqual([])
  for (let nth = 1; nth <= 20; nth++) await note(new Date(Date.UTC(2025, 1, nth)))
  expect((await hits(mila, 'keys'))[0]?.path).toMatch(new RegExp(`^/accounts/${rila}\\?after=[\\w-]+#file-${keys}$`))
  expect((await hits(ana, 'keys'))[0]?.path).toBe(`/notes#file-${keys}`)
  await rearrange(on.db, (db) => db.updateTable('notes').set({ removed_at: new Date() }).where('id', '=', id).execute())
  expect(await found(mila, 'keys')).toEqual([])
})

it('[B2] [F6] a name that hundreds have is found all the same: the newest first, and by whom it concerns alone', async () => {
  const { adam, mila, ana, petar, vera, claire, projectOfRila, taskOfRila, contractOfRila } = on.cast
  const others = await one(
    on.db
      .insertInto('tasks')
      .values({ ref: 'OTHERS01', project_id: projectOfRila, title: 'Others', author_id: mila.userId })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  await on.db
    .insertInto('attachments')
    .values(
      Array.from({ length: 1200 }, (_, nth) => ({
        name: `Photo ${String(nth)}.jpg`,
        task_id: others,
        media_type: 'image/jpeg',
        size: 1,
        blob_hash: 'a',
        uploaded_by: mila.userId,
        uploaded_at: new Date(Date.now() + nth * 1000),
      })),
    )
    .execute()
  const old = { uploaded_at: new Date(Date.now() - 86_400_000) }
  await file('Photo of the pool.jpg', { task_id: taskOfRila }, old)
  await file('Photo of the contract.jpg', { contract_id: contractOfRila }, old)
  await file('Photo that was removed.jpg', { task_id: taskOfRila }, { ...old, removed_at: new Date() })
  const newest = [1199, 1198, 1197, 1196, 1195, 1194, 1193, 1192].map((nth) => `Photo ${nth}.jpg`)
  for (const who of [adam, mila]) expect(await found(who, 'photo')).toEqual(newest)
  expect((await found(ana, 'photo')).sort()).toEqual(['Photo of the contract.jpg', 'Photo of the pool.jpg'])
  for (const who of [petar, vera]) expect(await found(who, 'photo')).toEqual(['Photo of the contract.jpg'])
  expect(await found(claire, 'photo')).toEqual([])
})
