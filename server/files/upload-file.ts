import { randomUUID } from 'node:crypto'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict, TooLarge, TryLater } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { fileLimits, MB, type FileLimits } from './limits.ts'
import { receive, type Arrived, type Incoming } from './receive.ts'
import { holdResumed, nowStored, type Resumed } from './resumed.ts'
import { openTarget, roomFor, type Opened, type Target } from './room.ts'
import { drop, holdBlob, place, releaseBlob } from './store.ts'
import { stillAllowed } from './still-allowed.ts'
import { streamOfFiles, tellFeed, tiedTo } from './subject.ts'

interface Options {
  /** Fires when the sender has gone; its reason is thrown. */
  gone: AbortSignal
  limits?: FileLimits
  /** The resumable upload whose bytes these are: it is stored once, however often its last byte comes. */
  resumed?: Resumed
}

/** So often content that was swept away in the same moment is put in its place again. */
const TRIES = 5

/**
 * Attaches a file to a task or contract, or puts it in the place of an attachment as its next version. The right is proven before the
 * first byte is read, again after every change of rule while it comes, and under the gate in the transaction that stores it: what
 * closes meanwhile refuses it whole [D4], and nothing of it is left in database, folder or rows.
 * Answers the attachment's id. Errors: `NotFound`, `NotAllowed`, `Shut`, `Invalid`, `TooLarge`, `Conflict` (no room, or the very version that is there), `TryLater`.
 */
export async function uploadFile(
  caller: Caller,
  target: Target,
  incoming: Incoming,
  { gone, limits = fileLimits, resumed }: Options,
): Promise<{ attachmentId: string }> {
  const room = await work(caller, async (now) => roomFor(now, await openTarget(now, target), limits))
  const watch = stillAllowed(caller, () => work(caller, (now) => openTarget(now, target)))
  let arrived: Arrived | null = null
  try {
    arrived = await receive(caller.portal, incoming, room, AbortSignal.any([gone, watch.signal]))
    return await store(caller, target, arrived, limits, resumed)
  } finally {
    watch.stop()
    if (arrived) await drop(arrived.path)
  }
}

async function store(
  caller: Caller,
  target: Target,
  file: Arrived,
  limits: FileLimits,
  resumed: Resumed | undefined,
): Promise<{ attachmentId: string }> {
  const { portal } = caller
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      // Outside the gate: a disk may be slow. Whoever loses the race against a sweep finds out under the lock, and does it again.
      await place(portal, file.path, file.hash)
      const attachmentId = await work(caller, async (now) => {
        const before = resumed && (await holdResumed(now, resumed))
        if (before) return before
        const opened = await openTarget(now, target, 'lock')
        const room = await roomFor(now, opened, limits, 'lock')
        if (file.size > room.bytes)
          throw new TooLarge(room.tooMuch, { name: file.name, mb: Math.floor(room.bytes / MB) })
        if (!(await holdBlob(now.db, portal, file.hash, file.size))) return null
        const id = opened.replaced
          ? await replace(now, opened, opened.replaced, file)
          : await attach(now, opened, file, resumed?.sentId ?? null)
        if (resumed) await nowStored(now, resumed, id)
        return id
      })
      if (attachmentId) return { attachmentId }
    }
    throw new TryLater()
  } catch (error) {
    await releaseBlob(portal, file.hash)
    throw error
  }
}

async function attach(now: Work, { subject }: Opened, file: Arrived, sentId: string | null): Promise<string> {
  const { db, viewer, emit } = now
  const id = randomUUID()
  await db
    .insertInto('attachments')
    .values({
      id,
      ...tiedTo(subject),
      ...contentOf(file),
      ...uploaderOf(viewer),
      ...(sentId && { sent_id: sentId, sent_by: viewer.userId }),
    })
    .execute()
  // What came with a comment is told by the comment.
  if (!sentId) tellFeed(now, subject, { what: 'file_added', attachmentId: id, text: file.name })
  emit({ stream: streamOfFiles(subject), fact: 'attachment.added', data: { attachmentId: id } })
  return id
}

/** The content of before is kept as a version of its own [D5]. */
async function replace(
  now: Work,
  { subject }: Opened,
  old: NonNullable<Opened['replaced']>,
  file: Arrived,
): Promise<string> {
  const { db, emit } = now
  if (old.blob_hash === file.hash && old.name === file.name) throw new Conflict('file_same', { name: file.name })
  await db
    .insertInto('attachment_versions')
    .values({
      attachment_id: old.id,
      version: old.version,
      name: old.name,
      media_type: old.media_type,
      size: old.size,
      blob_hash: old.blob_hash,
      uploaded_by: old.uploaded_by,
      uploaded_at: old.uploaded_at,
    })
    .onConflict((conflict) => conflict.columns(['attachment_id', 'version']).doNothing())
    .execute()
  // Whose attachment it is stays as it was: staff who put a new version there do not take it from the account [D4].
  await db
    .updateTable('attachments')
    .set({ ...contentOf(file), version: old.version + 1, uploaded_by: now.viewer.userId, uploaded_at: now.viewer.now })
    .where('id', '=', old.id)
    .execute()
  tellFeed(now, subject, {
    what: 'file_replaced',
    attachmentId: old.id,
    text: old.name,
    ...(old.name !== file.name && { from: old.name, to: file.name }),
  })
  emit({ stream: streamOfFiles(subject), fact: 'attachment.changed', data: { attachmentId: old.id } })
  return old.id
}

const contentOf = ({ name, kind, size, hash }: Arrived) => ({ name, media_type: kind.mediaType, size, blob_hash: hash })

const uploaderOf = ({ userId, grant }: Work['viewer']) => ({
  uploaded_by: userId,
  uploaded_grant_id: grant?.id ?? null,
  account_id: grant?.accountId ?? null,
})
