import { onContracts, onTasks, type Attached } from './attached.ts'
import type { Part } from './part.ts'
import { inventTasks } from './tasks.ts'

/** Small real files on tasks and contracts, from both sides. */
export const files: Part = {
  name: 'files',
  async fill({ db, now, storeFile }) {
    const attached = [...onTasks(inventTasks(), now), ...onContracts(now)]
    const contents = attached.map(({ paper }) => paper.content())
    const hashes = await Promise.all(contents.map(storeFile))
    const sizes = new Map(contents.map((content, nth) => [hashes[nth] ?? '', content.length]))
    await db
      .insertInto('blobs')
      .values([...sizes].map(([hash, size]) => ({ hash, size })))
      .onConflict((on) => on.doNothing())
      .execute()
    const file = ({ paper }: Attached, nth: number) => ({
      name: paper.name,
      media_type: paper.mediaType,
      size: contents[nth]?.length ?? 0,
      blob_hash: hashes[nth] ?? '',
    })
    await db
      .insertInto('attachments')
      .values(
        attached.map((one, nth) => ({
          id: one.id,
          task_id: null,
          contract_id: null,
          ...one.about,
          ...file(one, nth),
          uploaded_by: one.by.userId,
          uploaded_grant_id: one.by.grantId,
          account_id: one.account,
          uploaded_at: one.at,
        })),
      )
      .execute()
    await db
      .insertInto('attachment_versions')
      .values(
        attached.map((one, nth) => ({
          attachment_id: one.id,
          version: 1,
          ...file(one, nth),
          uploaded_by: one.by.userId,
          uploaded_at: one.at,
        })),
      )
      .execute()
  },
}
