import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { deleteFile } from './delete-file.ts'
import type { VersionView } from './list-versions.ts'
import type { Target } from './room.ts'
import { SAMPLES, sent } from './testing/papers.ts'
import { ask, servingFiles } from './testing/serving-files.ts'
import { uploadFile } from './upload-file.ts'

let serving: Awaited<ReturnType<typeof servingFiles>>
let at: (typeof serving)['at']
beforeAll(async () => {
  serving = await servingFiles()
  ;({ at } = serving)
})
afterAll(() => serving.close())

const gone = new AbortController().signal
const upload = (who: Member, name: string, content: Buffer | string, target?: Target) =>
  uploadFile(
    at.as(who),
    target ?? { to: { kind: 'contract', id: at.cast.contractOfRila } },
    sent(name, name.endsWith('.png') ? 'image/png' : 'text/plain', content),
    { gone },
  )
const get = (who: Member, path: string) => ask(serving.asked(who, path))
const listed = async (who: Member, id: string) => {
  const { status, body } = await get(who, `/files/${id}/versions`)
  return status === 200 ? (JSON.parse(body.toString()) as { versions: VersionView[] }).versions : status
}
/** A text of Ana's, then a picture of Victor's in its place. */
async function twoVersions() {
  const { attachmentId } = await upload(at.cast.ana, 'plan.txt', 'the first plan')
  await upload(at.cast.victor, 'plan.png', SAMPLES.png, { replace: attachmentId })
  return attachmentId
}

describe('the versions of an attachment', () => {
  it('[D5] are listed newest first with who, when and how large, and each is given out as it was', async () => {
    const id = await twoVersions()
    expect(await listed(at.cast.boris, id)).toMatchObject([
      { version: 2, name: 'plan.png', preview: 'picture', size: SAMPLES.png.length, by: { id: at.cast.victor.userId } },
      { version: 1, name: 'plan.txt', preview: null, size: 14, by: { id: at.cast.ana.userId } },
    ])
    expect((await get(at.cast.boris, `/files/${id}?v=1`)).body.toString()).toBe('the first plan')
    expect((await get(at.cast.boris, `/files/${id}?v=2`)).body).toEqual(SAMPLES.png)
    expect((await get(at.cast.boris, `/files/${id}?v=3`)).status).toBe(404)
  })

  it('[S3] of what is hidden, removed or never was are not found, alike', async () => {
    const id = await twoVersions()
    const hidden = await get(at.cast.claire, `/files/${id}/versions`)
    const never = await get(at.cast.claire, '/files/00000000-0000-4000-8000-000000000000/versions')
    expect([hidden.status, hidden.body]).toEqual([404, never.body])
    await deleteFile(at.as(at.cast.victor), { attachmentId: id })
    expect(await listed(at.cast.boris, id)).toBe(404)
  })

  it('[A7] older than the grant’s days back are out of the list and out of reach, the newer ones not', async () => {
    const id = await twoVersions()
    await at.db
      .updateTable('attachment_versions')
      .set({ uploaded_at: sql<Date>`clock_timestamp() - interval '100 days'` })
      .where('attachment_id', '=', id)
      .execute()
    expect(await listed(at.cast.ana, id)).toMatchObject([{ version: 2 }])
    expect((await get(at.cast.ana, `/files/${id}?v=1`)).status).toBe(404)
    expect(await listed(at.cast.victor, id)).toHaveLength(2)
  })

  it('[D5] the very version that is there already is refused, and makes no other', async () => {
    const { attachmentId } = await upload(at.cast.ana, 'plan.txt', 'the first plan')
    await expect(upload(at.cast.ana, 'plan.txt', 'the first plan', { replace: attachmentId })).rejects.toMatchObject({
      status: 409,
      words: { key: 'file_same' },
    })
    expect(await listed(at.cast.ana, attachmentId)).toHaveLength(1)
  })

  it('[D4] once edit is blocked, no version is put there, begun, under way or whole', async () => {
    const { attachmentId } = await upload(at.cast.ana, 'plan.txt', 'the first plan')
    await rearrange(at.db, (db) => db.updateTable('portal_settings').set({ block_edit: true }).execute())
    await expect(upload(at.cast.ana, 'plan.txt', 'the second', { replace: attachmentId })).rejects.toMatchObject({
      status: 403,
      words: { key: 'attachments_closed' },
    })
    await rearrange(at.db, (db) => db.updateTable('portal_settings').set({ block_edit: false }).execute())
    expect(await listed(at.cast.ana, attachmentId)).toHaveLength(1)
  })
})
