import { createReadStream } from 'node:fs'
import type { Caller } from '#server/platform/caller.ts'
import type { FileLimits } from './limits.ts'
import { giveUp, isRefusal, type OpenUpload } from './open-upload.ts'
import { becameOf } from './resumed.ts'
import { drop, partialOf } from './store.ts'
import { uploadFile } from './upload-file.ts'

/**
 * Attaches an upload whose bytes are all here, exactly as if they came now: judged from the first to the last, the right asked again while
 * they are and in the transaction that stores them. Goes on when its sender leaves: they have done their part.
 * A refusal leaves nothing; after a passing fault the last byte can be sent again. Errors: those of `uploadFile`.
 */
export async function finishUpload(
  caller: Caller,
  { id, target, sentId, name, declared }: OpenUpload,
  limits: FileLimits,
): Promise<{ attachmentId: string }> {
  const partial = partialOf(caller.portal, id)
  const before = await becameOf(caller.portal.database.db, id)
  if (before) return before
  try {
    const bytes = createReadStream(partial)
    const stays = new AbortController().signal
    const stored = await uploadFile(
      caller,
      target,
      { name, declared, bytes },
      { gone: stays, limits, resumed: { id, sentId } },
    )
    await drop(partial)
    return stored
  } catch (error) {
    // Another sending of its last byte may have been faster.
    const meanwhile = await becameOf(caller.portal.database.db, id)
    if (meanwhile) return meanwhile
    if (isRefusal(error)) await giveUp(caller.portal, id)
    throw error
  }
}
