import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { approveContract } from '#server/contracts/approve-contract.ts'
import { withdrawApproval } from '#server/contracts/withdraw-approval.ts'
import { saveAttachmentControls } from '#server/settings/save-contract-settings.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import type { FileLimits } from './limits.ts'
import { Cut, type Incoming } from './receive.ts'
import type { Target } from './room.ts'
import { diskWithRoomFor } from './testing/full-disk.ts'
import { SAMPLES, sent, slow } from './testing/papers.ts'
import { uploadFile } from './upload-file.ts'

let at: TestPortal
beforeAll(async () => {
  at = await testPortal()
})
afterAll(() => at.close())

const nobodyLeaves = new AbortController().signal
const onContract = (): Target => ({ to: { kind: 'contract', id: at.cast.contractOfRila } })
const upload = (who: Parameters<TestPortal['as']>[0], incoming: Incoming, target = onContract(), limits?: FileLimits) =>
  uploadFile(at.as(who), target, incoming, { gone: nobodyLeaves, ...(limits && { limits }) })

/** Everything an upload could leave behind: rows, and files of any name. */
async function kept() {
  const names = await readdir(join(at.portal.dataFolder, 'files'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  )
  const count = (table: 'attachments' | 'attachment_versions' | 'blobs' | 'feed_entries' | 'events') =>
    at.db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  const tables = await Promise.all(
    (['attachments', 'attachment_versions', 'blobs', 'feed_entries', 'events'] as const).map(count),
  )
  return { files: names.filter((name) => name.isFile()).length, rows: tables.map(({ n }) => n) }
}

/** Blocks all three, or none, in the mode. */
const controls = async (block: boolean, mode: 'always' | 'until_approved' = 'always') => {
  const { version } = await at.db.selectFrom('portal_settings').select('version').executeTakeFirstOrThrow()
  await saveAttachmentControls(at.as(at.cast.adam), {
    blockUpload: block,
    blockEdit: block,
    blockDelete: block,
    attachmentMode: mode,
    version,
  })
}

beforeEach(() => controls(false))

describe('an upload', () => {
  it('[S27] is stored once by its content, with who attached it, and told to those who watch', async () => {
    const before = await kept()
    await upload(at.cast.ana, sent('a.png', 'image/png', SAMPLES.png))
    await upload(at.cast.victor, sent('b.png', 'image/png', SAMPLES.png))
    const after = await kept()
    expect(after.files - before.files).toBe(1)
    const rows = await at.db.selectFrom('attachments').selectAll().orderBy('uploaded_at', 'desc').limit(2).execute()
    expect(rows.map((row) => [row.name, row.account_id])).toEqual([
      ['b.png', null],
      ['a.png', at.cast.rila],
    ])
    const events = await at.db
      .selectFrom('events')
      .select('fact')
      .where('stream', '=', `contract:${at.cast.contractOfRila}`)
      .execute()
    expect(events.map(({ fact }) => fact)).toContain('attachment.added')
  })

  it.each([
    [
      '[S27] too large',
      'big.txt',
      { size: 10, count: 100, quota: 1e9 },
      'a text of more than ten bytes',
      { words: { key: 'file_too_large' } },
    ],
    [
      '[S27] more than the account’s quota',
      'big.txt',
      { size: 1e6, count: 100, quota: 200 },
      'x'.repeat(200),
      { words: { key: 'file_quota' } },
    ],
    [
      '[S27] one file too many',
      'one.txt',
      { size: 1e6, count: 1, quota: 1e9 },
      'text',
      { words: { key: 'file_count' } },
    ],
    ['[S27] empty', 'none.txt', undefined, '', { fields: { file: { key: 'file_empty' } } }],
    ['[S28] of a false type', 'a.png', undefined, 'no picture', { fields: { file: { key: 'file_type_false' } } }],
    [
      '[S28] text that is none',
      'a.txt',
      undefined,
      Buffer.from([0xff, 0xfe, 0x41]),
      { fields: { file: { key: 'file_not_text' } } },
    ],
  ])('%s is refused and leaves nothing', async (_what, name, limits, content, error) => {
    const before = await kept()
    const declared = name.endsWith('.png') ? 'image/png' : 'text/plain'
    await expect(upload(at.cast.ana, sent(name, declared, content), onContract(), limits)).rejects.toMatchObject(error)
    expect(await kept()).toEqual(before)
  })

  it('[S27] that is cut leaves nothing', async () => {
    const before = await kept()
    const leaving = new AbortController()
    const never = new Promise(() => undefined)
    const cut = uploadFile(at.as(at.cast.ana), onContract(), slow('cut.txt', never), { gone: leaving.signal })
    setTimeout(() => leaving.abort(new Cut()), 50)
    await expect(cut).rejects.toBeInstanceOf(Cut)
    expect(await kept()).toEqual(before)
  })

  it('[X9] [S27] for which the disk has no room is refused with a clear word and leaves nothing, also where its last piece fits in part', async () => {
    const before = await kept()
    const send = () => upload(at.cast.ana, sent('plan.txt', 'text/plain', 'the whole plan'))
    for (const room of [0, 5]) {
      const makeRoom = await diskWithRoomFor(room)
      await expect(send().finally(makeRoom)).rejects.toMatchObject({ status: 503, words: { key: 'disk_full' } })
      expect(await kept()).toEqual(before)
    }
    await send()
    expect((await kept()).files).toBe(before.files + 1)
  })

  it('[S27] two at once do not take the same room', async () => {
    const { used } = await at.db
      .selectFrom('attachments')
      .select(sql<number>`sum(size)::int8`.as('used'))
      .where('account_id', '=', at.cast.rila)
      .executeTakeFirstOrThrow()
    const limits = { size: 1e6, count: 100, quota: used + 150 }
    const both = await Promise.allSettled(
      ['1', '2'].map((one) =>
        upload(at.cast.ana, sent(`${one}.txt`, 'text/plain', one.repeat(100)), onContract(), limits),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('[S27] keeps no more than a piece of it in memory', async () => {
    const piece = Buffer.alloc(64 * 1024, 'a')
    const pieces = function* () {
      for (let nth = 0; nth < 1000; nth++) yield piece
    }
    const before = process.memoryUsage().rss
    await upload(
      at.cast.victor,
      { name: 'long.txt', declared: 'text/plain', bytes: Readable.from(pieces()) },
      onContract(),
      { size: 200e6, count: 100, quota: 1e9 },
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(60e6)
  })

  it('[D4] under way when the approval is withdrawn is refused whole, at once', async () => {
    await controls(true, 'until_approved')
    await expect(upload(at.cast.ana, sent('early.txt', 'text/plain', 'text'))).rejects.toMatchObject({
      words: { key: 'attachments_closed_until_approved' },
    })
    const { approvalId } = await approveContract(at.as(at.cast.boris), {
      contractId: at.cast.contractOfRila,
      version: 1,
    })
    const before = await kept()
    const never = new Promise(() => undefined)
    const refused = expect(upload(at.cast.ana, slow('late.txt', never))).rejects.toMatchObject({
      status: 403,
      words: { key: 'attachments_closed_until_approved' },
    })
    await new Promise((settled) => setTimeout(settled, 50))
    await withdrawApproval(at.as(at.cast.boris), { contractId: at.cast.contractOfRila, approvalId })
    await refused
    const after = await kept()
    expect([after.files, after.rows.slice(0, 3)]).toEqual([before.files, before.rows.slice(0, 3)])
  })

  it('[D4] whose last byte comes after the control was switched on is refused whole', async () => {
    const before = await kept()
    // The bell is silent: what refuses it is the question under the gate, in the transaction that would store it.
    const listen = at.portal.doorbell.listen
    at.portal.doorbell.listen = () => () => undefined
    const refused = expect(upload(at.cast.ana, slow('late.txt', controls(true)))).rejects.toMatchObject({
      words: { key: 'attachments_closed' },
    })
    await refused
    at.portal.doorbell.listen = listen
    const after = await kept()
    expect([after.files, after.rows.slice(0, 3)]).toEqual([before.files, before.rows.slice(0, 3)])
  })

  it('[A5] ends with the grant in whose name it comes', async () => {
    const never = new Promise(() => undefined)
    const refused = expect(upload(at.cast.jonas, slow('late.txt', never))).rejects.toMatchObject({ status: 403 })
    await new Promise((settled) => setTimeout(settled, 50))
    await rearrange(at.db, (db) =>
      db.updateTable('grants').set({ suspended_at: new Date() }).where('id', '=', at.cast.jonas.grantId).execute(),
    )
    await refused
  })

  it('[S3] to a contract that is not theirs is as if that never was', async () => {
    await expect(upload(at.cast.claire, sent('a.txt', 'text/plain', 'text'))).rejects.toMatchObject({ status: 404 })
  })

  it('[B5] to a task of theirs is taken in', async () => {
    await expect(
      upload(at.cast.ana, sent('a.txt', 'text/plain', 'text'), { to: { kind: 'task', id: at.cast.taskOfRila } }),
    ).resolves.toBeTruthy()
    await expect(
      upload(at.cast.vera, sent('a.txt', 'text/plain', 'text'), { to: { kind: 'task', id: at.cast.taskOfRila } }),
    ).rejects.toMatchObject({ status: 404 })
  })
})
