import { open } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { passGate } from '#server/access/gate.ts'
import type { Viewer } from '#server/access/viewer.ts'
import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { downloadHeaders, rangeIn, type Asked } from './download-headers.ts'
import { subjectOfRow } from './room.ts'
import { stillAllowed } from './still-allowed.ts'
import { placeOf } from './store.ts'
import { factsOfAttachment, factsOfSubject, FILE_ACTIONS } from './subject.ts'

/** What is handed over in one passage of the gate; also the most that may still be on its way when a right ends. */
const PIECE = 64 * 1024
/** A reader who takes nothing for so long is let go. Ms. */
const PATIENCE = 60_000

/** Why the content may be seen, and for how long that holds without asking again. */
interface Proof {
  hash: string
  name: string
  mediaType: string
  size: number
  policyVersion: number
  validUntil: Date
}

/**
 * Sends an attachment's content, or the part that was asked for. The right is proven under the gate for every piece, in the tick that hands
 * it over: when it ends, so does the download [S29]. Errors before the first byte: `NotFound`, `Shut`; afterwards the connection is cut.
 */
export async function downloadFile(caller: Caller, asked: Asked, res: ServerResponse): Promise<void> {
  let proof = await prove(caller, asked, { noting: true })
  const handle = await open(placeOf(caller.portal, proof.hash))
  const watch = stillAllowed(caller, () => prove(caller, asked))
  watch.signal.addEventListener('abort', () => res.destroy())
  res.setTimeout(PATIENCE, () => res.destroy())
  try {
    const part = rangeIn(asked, proof)
    if (!part) {
      res.writeHead(416, { 'Content-Range': `bytes */${String(proof.size)}`, 'Cache-Control': 'no-store' }).end()
      return
    }
    let position = part.start
    let sent: Promise<void> = Promise.resolve()
    const gone = () => res.destroyed
    while (position <= part.end) {
      const wanted = Math.min(PIECE, part.end + 1 - position)
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(wanted), 0, wanted, position)
      if (bytesRead !== wanted) throw new Error(`The stored content of ${asked.attachmentId} is shorter than it was`)
      // Until the piece before has left, this one would wait in a buffer, perhaps past the end of the right.
      await sent
      if (gone()) return
      const left = await handOver(caller, asked, proof, () => {
        if (!res.headersSent) res.writeHead(part.whole ? 200 : 206, downloadHeaders(asked, proof, part))
        const leaving = Promise.withResolvers<undefined>()
        sent = leaving.promise
        res.once('close', leaving.resolve)
        if (asked.head) leaving.resolve(undefined)
        else
          res.write(buffer, () => {
            res.off('close', leaving.resolve)
            leaving.resolve(undefined)
          })
      })
      if (left) position += asked.head ? part.end + 1 : bytesRead
      else proof = { ...(await prove(caller, asked)), hash: proof.hash, size: proof.size }
    }
    res.end()
  } catch (error) {
    if (!res.headersSent) throw error
    res.destroy()
  } finally {
    watch.stop()
    await handle.close()
  }
}

/** Calls `letGo` if the proof is as new as the rule; a piece that is not let go is proven again. */
function handOver({ portal }: Caller, { attachmentId }: Asked, proof: Proof, letGo: () => void): Promise<boolean> {
  return passGate(portal.database, async (passage) => {
    if (passage.version !== proof.policyVersion || passage.now >= proof.validUntil) return false
    const { rowCount } = await passage.client.query('select from attachments where id = $1 and removed_at is null', [
      attachmentId,
    ])
    if (rowCount === 0) return false
    passage.stillFresh()
    letGo()
    return true
  })
}

function prove(caller: Caller, { attachmentId, version, range }: Asked, { noting = false } = {}): Promise<Proof> {
  return work(caller, async (now) => {
    const { db, scope, must, viewer, audit } = now
    const row = await scope.attachment(attachmentId)
    const subject = subjectOfRow(row)
    const record = await factsOfSubject(now, subject)
    must(FILE_ACTIONS[subject.kind].see, factsOfAttachment(row, record))
    const content =
      version === null || version === row.version
        ? row
        : await db
            .selectFrom('attachment_versions')
            .selectAll()
            .where('attachment_id', '=', row.id)
            .where('version', '=', version)
            .executeTakeFirst()
    if (!content) throw new NotFound()
    must(
      FILE_ACTIONS[subject.kind].see,
      factsOfAttachment({ account_id: row.account_id, uploaded_at: content.uploaded_at }, record),
    )
    // A reader of parts is one download, noted with its beginning [A18].
    if (noting && (range === null || range.startsWith('bytes=0-'))) audit('file.downloaded', `attachment:${row.id}`)
    return {
      hash: content.blob_hash,
      name: content.name,
      mediaType: content.media_type,
      size: content.size,
      policyVersion: viewer.policy.version,
      validUntil: earlier(viewer.validUntil, agesOutAt(viewer, content.uploaded_at)),
    }
  })
}

/** When days back will no longer reach something dated `at` [A7]. */
const agesOutAt = ({ grant, now }: Viewer, at: Date): Date | null =>
  grant?.horizon ? new Date(at.getTime() + now.getTime() - grant.horizon.getTime()) : null

const earlier = (one: Date, other: Date | null): Date => (other && other < one ? other : one)
