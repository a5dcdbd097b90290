import { createHash, randomUUID } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beginUpload, MOST_PARTIAL } from './begin-upload.ts'
import { PartialStore } from './partial-store.ts'
import { openPartial } from './store.ts'
import { sweepPartials } from './sweep-partials.ts'
import { diskWithRoomFor } from './testing/full-disk.ts'
import { HALF, halves, TEXT, words } from './testing/halves.ts'
import { resuming } from './testing/resuming.ts'
import { servingFiles, until } from './testing/serving-files.ts'

let serving: Awaited<ReturnType<typeof servingFiles>>
let at: (typeof serving)['at']
let tus: ReturnType<typeof resuming>
let on: ReturnType<typeof halves>
beforeAll(async () => {
  serving = await servingFiles()
  ;({ at } = serving)
  tus = resuming(serving)
  on = halves(serving, tus)
})
afterAll(() => serving.close())

beforeEach(async () => {
  await at.db.deleteFrom('uploads').execute()
  await sweepPartials(at.portal)
})

const onTask = () => `/tasks/${at.cast.taskOfRila}/files`
describe('an upload that can go on', () => {
  it('[D5] arrives in parts and is attached with its last byte, told to those who watch', async () => {
    const before = await on.attached()
    const location = await on.half()
    expect(await tus.head(at.cast.ana, location)).toEqual({ status: 200, offset: HALF })
    expect(await on.attached()).toEqual(before)
    expect((await tus.patch(at.cast.ana, location, HALF, TEXT.slice(HALF))).status).toBe(204)
    const [added] = (await on.attached()).slice(before.length)
    expect(added).toMatchObject({ name: 'a.txt', size: TEXT.length })
    expect(await tus.partials()).toEqual([])
    const stream = `contract:${at.cast.contractOfRila}`
    const facts = await at.db.selectFrom('events').select(['fact', 'data']).where('stream', '=', stream).execute()
    expect(facts).toContainEqual({ fact: 'attachment.added', data: { attachmentId: added?.id } })
  })

  it('[S27] goes on from where the line was cut', async () => {
    const location = await tus.begin(at.cast.ana, onTask(), TEXT.length)
    const sending = await tus.beginning(at.cast.ana, location, 0, TEXT.length, TEXT.slice(0, HALF))
    sending.cut()
    await expect(sending.answer).rejects.toThrow()
    await until(async () => (await tus.head(at.cast.ana, location)).offset === HALF)
    expect((await tus.patch(at.cast.ana, location, 0, TEXT)).status).toBe(409)
    expect((await tus.patch(at.cast.ana, location, HALF, TEXT.slice(HALF))).status).toBe(204)
    expect((await on.attached()).at(-1)).toMatchObject({ size: TEXT.length })
  })

  it('[X9] goes on from where the disk was full, and is whole', async () => {
    const location = await on.half()
    const makeRoom = await diskWithRoomFor(4)
    const { status, body } = await tus.patch(at.cast.ana, location, HALF, TEXT.slice(HALF, HALF + 8)).finally(makeRoom)
    expect([status, words(body).key]).toEqual([503, 'disk_full'])
    const { offset } = await tus.head(at.cast.ana, location)
    expect(offset).toBe(HALF + 4)
    expect((await tus.patch(at.cast.ana, location, HALF + 4, TEXT.slice(HALF + 4))).status).toBe(204)
    const hash = createHash('sha256').update(TEXT).digest('hex')
    expect((await on.attached()).at(-1)).toMatchObject({ size: TEXT.length, blob_hash: hash })
  })

  it('[S27] of 2 GB is refused when it is announced, with the limit, before a byte is sent', async () => {
    const { status, body } = await tus.announce(at.cast.ana, onTask(), 2_000_000_000, { name: 'film.txt' })
    expect([status, words(body)]).toEqual([413, { key: 'file_too_large', values: { name: 'film.txt', mb: 0 } }])
    expect(await on.onItsWay()).toEqual([])
  })

  it('[S27] never takes more than was announced', async () => {
    const location = await on.half()
    expect((await tus.patch(at.cast.ana, location, HALF, TEXT)).status).toBe(413)
    expect((await tus.head(at.cast.ana, location)).offset).toBeLessThan(TEXT.length)
  })

  it.each([
    ['of a kind that is not taken in', 'a.svg', 'image/svg+xml', 10, 422, 'file_type_forbidden'],
    ['of a false type', 'a.png', 'text/plain', 10, 422, 'file_type_false'],
    ['empty', 'a.txt', 'text/plain', 0, 422, 'file_empty'],
  ])('[S28] %s is refused when it is announced', async (_what, name, type, size, status, key) => {
    const answer = await tus.announce(at.cast.ana, onTask(), size, { name, type })
    expect([answer.status, words(answer.body).key]).toEqual([status, key])
    expect(await on.onItsWay()).toEqual([])
  })

  it('[S28] whose bytes are not what they were announced as is refused whole at its end', async () => {
    const before = await on.attached()
    const location = await tus.begin(at.cast.ana, onTask(), 10, { name: 'a.png', type: 'image/png' })
    const answer = await tus.patch(at.cast.ana, location, 0, 'no picture')
    expect([answer.status, words(answer.body).key]).toEqual([422, 'file_type_false'])
    expect(await on.attached()).toEqual(before)
    expect(await on.onItsWay()).toEqual([])
  })

  it('[S27] the same file twice is two attachments of one content, each told', async () => {
    const before = await on.attached()
    for (const who of [at.cast.ana, at.cast.ana]) {
      const location = await tus.begin(who, onTask(), TEXT.length)
      await tus.patch(who, location, 0, TEXT)
    }
    const [one, other] = (await on.attached()).slice(before.length)
    expect(one?.id).not.toBe(other?.id)
    expect(one?.blob_hash).toBe(other?.blob_hash)
  })

  it('[S27] after two days is gone with a clear answer, swept or not, and can begin anew', async () => {
    const age = () =>
      at.db
        .updateTable('uploads')
        .set({ begun_at: sql`now() - interval '2 days'` })
        .execute()
    const location = await on.half()
    await age()
    const answer = await tus.patch(at.cast.ana, location, HALF, TEXT.slice(HALF))
    expect([answer.status, words(answer.body)]).toEqual([410, { key: 'upload_gone', values: { hours: 24 } }])
    expect(await on.onItsWay()).toEqual([])
    const other = await on.half()
    await age()
    expect(await sweepPartials(at.portal)).toBe(1)
    expect(await tus.head(at.cast.ana, other)).toEqual({ status: 404, offset: null })
    expect(await on.onItsWay()).toEqual([])
    await on.half()
  })

  it('[S27] resumed in two tabs at once is stored once', async () => {
    const before = await on.attached()
    const location = await on.half()
    const first = await tus.beginning(at.cast.ana, location, HALF, TEXT.length - HALF, TEXT.slice(HALF, 20))
    // The second takes over: the first is stopped, with what it wrote kept.
    const { offset } = await tus.head(at.cast.ana, location)
    expect(offset).toBe(20)
    await first.answer.catch(() => 0)
    const last = TEXT.slice(20)
    const both = await Promise.all([1, 2].map(() => tus.patch(at.cast.ana, location, 20, last)))
    const statuses = both.map(({ status }) => status).sort()
    expect(statuses[0]).toBe(204)
    expect(await on.attached()).toHaveLength(before.length + 1)
  })

  it('[S27] whose last answer was lost is not attached twice: its sender hears that it is there', async () => {
    const location = await on.half()
    await tus.patch(at.cast.ana, location, HALF, TEXT.slice(HALF))
    const before = await on.attached()
    expect(await tus.head(at.cast.ana, location)).toEqual({ status: 200, offset: TEXT.length })
    expect((await tus.patch(at.cast.ana, location, TEXT.length, '')).status).toBe(204)
    expect(await on.attached()).toEqual(before)
  })

  it('[S27] all of which is here but not attached is attached when its last byte comes again', async () => {
    const before = await on.attached()
    const location = await on.half()
    // As a process leaves it that ends between the last byte and the transaction.
    await appendFile(join(at.portal.dataFolder, 'files/partial', location.split('/').at(-1) ?? ''), TEXT.slice(HALF))
    const { offset } = await tus.head(at.cast.ana, location)
    expect(offset).toBe(TEXT.length - 1)
    expect((await tus.patch(at.cast.ana, location, TEXT.length - 1, TEXT.slice(-1))).status).toBe(204)
    expect((await on.attached()).slice(before.length)).toMatchObject([{ size: TEXT.length }])
  })

  it('[S27] given up by its sender leaves nothing', async () => {
    const location = await on.half()
    expect((await tus.stop(at.cast.ana, location)).status).toBe(204)
    expect(await on.onItsWay()).toEqual([])
  })

  it('[S27] many half-way make room for the new ones', async () => {
    const first = await on.half()
    for (let nth = 0; nth < MOST_PARTIAL; nth++) await on.half()
    expect((await tus.head(at.cast.ana, first)).status).toBe(404)
    expect(await tus.partials()).toHaveLength(MOST_PARTIAL)
  })

  it('[S27] what one person leaves half-way is bounded by the quota', async () => {
    const begin = (size: number) =>
      beginUpload(
        at.as(at.cast.victor),
        { to: { kind: 'contract', id: at.cast.contractOfRila } },
        { name: 'a.txt', declared: 'text/plain', size, sentId: null },
        { size: 1000, count: 100, quota: 2000 },
      )
    const ids = [await begin(900), await begin(900), await begin(900)]
    expect((await tus.rows()).map(({ id }) => id).sort()).toEqual(ids.slice(1).sort())
  })

  it('[S27] keeps no more than a piece of it in memory', async () => {
    const size = 64_000_000
    const piece = Buffer.alloc(64_000, 'a')
    const pieces = function* () {
      for (let sent = 0; sent < size; sent += piece.length) yield piece
    }
    const target = { to: { kind: 'contract' as const, id: at.cast.contractOfRila } }
    const announced = { name: 'long.txt', declared: 'text/plain', size, sentId: null }
    const id = await beginUpload(at.as(at.cast.victor), target, announced, { size: 2e9, count: 100, quota: 1e10 })
    await openPartial(at.portal, id)
    const before = process.memoryUsage().rss
    const store = new PartialStore(at.portal, new AbortController().signal)
    expect(await store.write(Readable.from(pieces()), id, 0)).toBe(size)
    expect(process.memoryUsage().rss - before).toBeLessThan(60e6)
  })

  it('[C2] may come with a comment, and is told by it alone', async () => {
    const sentId = randomUUID()
    const told = () => at.db.selectFrom('feed_entries').select('id').where('happened', 'is not', null).execute()
    const before = await told()
    const location = await tus.begin(at.cast.ana, onTask(), TEXT.length, { sentId })
    await tus.patch(at.cast.ana, location, 0, TEXT)
    expect((await on.attached()).at(-1)).toMatchObject({ sent_id: sentId })
    expect(await told()).toEqual(before)
  })
})
