import { sql } from 'kysely'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { feedOf } from '#server/feed/queries.ts'
import { factsOf } from '#server/feed/subject.ts'
import { look } from '#server/platform/look.ts'
import { saveAttachmentControls } from '#server/settings/save-contract-settings.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { deleteFile } from './delete-file.ts'
import type { FileLimits } from './limits.ts'
import type { Incoming } from './receive.ts'
import { renameFile } from './rename-file.ts'
import type { Target } from './room.ts'
import { sweepFiles } from './store.ts'
import { sent, slow } from './testing/papers.ts'
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

describe('an attachment', () => {
  it('[D4] is replaced, renamed and deleted by people of its own account only', async () => {
    const { attachmentId } = await upload(at.cast.ana, sent('a.txt', 'text/plain', 'one'))
    const ofStaff = await upload(at.cast.victor, sent('s.txt', 'text/plain', 'two'))
    for (const id of [ofStaff.attachmentId]) {
      await expect(upload(at.cast.ana, sent('b.txt', 'text/plain', 'three'), { replace: id })).rejects.toMatchObject({
        words: { key: 'not_of_own_account' },
      })
      await expect(renameFile(at.as(at.cast.ana), { attachmentId: id, name: 'c.txt' })).rejects.toMatchObject({
        words: { key: 'not_of_own_account' },
      })
      await expect(deleteFile(at.as(at.cast.ana), { attachmentId: id })).rejects.toMatchObject({
        words: { key: 'not_of_own_account' },
      })
    }
    await upload(at.cast.boris, sent('b.md', 'text/markdown', 'three'), { replace: attachmentId })
    await renameFile(at.as(at.cast.boris), { attachmentId, name: 'Bericht.pdf' })
    const row = await at.db
      .selectFrom('attachments')
      .selectAll()
      .where('id', '=', attachmentId)
      .executeTakeFirstOrThrow()
    expect([row.version, row.name, row.account_id]).toEqual([2, 'Bericht.pdf.md', at.cast.rila])
    await deleteFile(at.as(at.cast.vera), { attachmentId })
    await expect(deleteFile(at.as(at.cast.vera), { attachmentId })).rejects.toMatchObject({ status: 404 })
  })

  it('[B6] [D5] is told by the names it had then, whatever it is called today; a line that kept none says today’s', async () => {
    const { ana, boris, mila, taskOfRila } = at.cast
    const task = { kind: 'task' as const, id: taskOfRila }
    const lines = () =>
      look(at.as(boris), async (here) => {
        const { entries } = await feedOf(here, task, await factsOf(here.scope, task), { before: null })
        return entries.map(({ happened }) => [happened?.what, happened?.file?.name, happened?.from, happened?.to])
      })
    const { attachmentId } = await upload(ana, sent('plan.txt', 'text/plain', 'one'), { to: task })
    await upload(mila, sent('plan.txt', 'text/plain', 'two'), { replace: attachmentId })
    await upload(mila, sent('plan.md', 'text/markdown', 'three'), { replace: attachmentId })
    await renameFile(at.as(mila), { attachmentId, name: 'Final.md' })
    const told = [
      ['file_added', 'plan.txt', undefined, undefined],
      ['file_replaced', 'plan.txt', undefined, undefined],
      ['file_replaced', 'plan.txt', 'plan.txt', 'plan.md'],
    ]
    expect((await lines()).slice(0, 3)).toEqual(told)
    expect((await lines())[3]).toEqual(['file_renamed', 'Final.md', 'plan.md', 'Final.md'])
    await sql`update feed_entries set happened = happened - 'text' where stream = ${`task:${taskOfRila}`}`.execute(
      at.db,
    )
    expect((await lines())[0]).toEqual(['file_added', 'Final.md', undefined, undefined])
  })

  it('[S27] content that nothing refers to is swept away, and what is in use or just arriving stays', async () => {
    const before = await kept()
    const { attachmentId } = await upload(at.cast.ana, sent('lone.txt', 'text/plain', 'only here'))
    await at.db.deleteFrom('attachments').where('id', '=', attachmentId).execute()
    const waiting = Promise.withResolvers<undefined>()
    const arriving = upload(at.cast.ana, slow('coming.txt', waiting.promise))
    await new Promise((settled) => setTimeout(settled, 50))
    expect(await sweepFiles(at.portal)).toEqual({ arriving: 0, blobs: 1 })
    waiting.resolve(undefined)
    await arriving
    expect((await kept()).files).toBe(before.files + 1)
  })

  it('[S27] sweeping while the same content comes and goes never takes it from an attachment', async () => {
    for (let nth = 0; nth < 20; nth++) {
      const [{ attachmentId }] = await Promise.all([
        upload(at.cast.ana, sent('same.txt', 'text/plain', 'always the same')),
        sweepFiles(at.portal),
      ])
      expect(await sweepFiles(at.portal)).toMatchObject({ blobs: 0 })
      await at.db.deleteFrom('attachments').where('id', '=', attachmentId).execute()
    }
  })
})
