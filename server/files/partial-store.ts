import { DataStore, Upload } from '@tus/server'
import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { addAbortSignal } from 'node:stream'
import { NotFound } from '#server/platform/errors.ts'
import type { Portal } from '#server/platform/portal.ts'
import { giveUp, KEPT } from './open-upload.ts'
import { openPartial, partialOf, toldOfWriting, writeWhole } from './store.ts'

/** Where the tus protocol keeps the bytes of uploads: a file for each, as long as what has come. Whose they are is asked before. */
export class PartialStore extends DataStore {
  override extensions = ['creation', 'termination', 'expiration']
  readonly #portal: Portal
  readonly #stop: AbortSignal

  /** `stop`: when it fires, writing ends with its reason. */
  constructor(portal: Portal, stop: AbortSignal) {
    super()
    this.#portal = portal
    this.#stop = stop
  }

  override getExpiration(): number {
    return KEPT
  }

  override async create(upload: Upload): Promise<Upload> {
    await openPartial(this.#portal, upload.id)
    upload.creation_date = new Date().toISOString()
    return upload
  }

  /** Piece by piece, so that memory holds one whatever is sent [S27]. What came before a cut stays. Answers the new offset. */
  override async write(bytes: Readable, id: string, offset: number): Promise<number> {
    const handle = await open(partialOf(this.#portal, id), 'r+').catch(() => null)
    // Nothing more is wanted of one that is attached; one that is neither here nor attached is not found.
    if (!handle) return (await this.getUpload(id)).offset
    let position = offset
    try {
      for await (const piece of addAbortSignal(this.#stop, bytes) as AsyncIterable<Buffer>) {
        await writeWhole(handle, piece, position)
        position += piece.length
      }
    } catch (error) {
      throw this.#stop.aborted ? this.#stop.reason : toldOfWriting(error)
    } finally {
      await handle.close()
    }
    return position
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = await this.#portal.database.db
      .selectFrom('uploads')
      .select(['size', 'begun_at', 'attachment_id'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw new NotFound()
    const creation_date = row.begun_at.toISOString()
    if (row.attachment_id) return new Upload({ id, size: row.size, offset: row.size, creation_date })
    const { size: there } = await stat(partialOf(this.#portal, id)).catch(missing)
    // The last byte is never here before the file is attached: whoever was cut off at its end sends it again, and it is attached then.
    return new Upload({ id, size: row.size, offset: Math.min(there, row.size - 1), creation_date })
  }

  override remove(id: string): Promise<void> {
    return giveUp(this.#portal, id)
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

function missing(error: unknown): never {
  throw codeOf(error) === 'ENOENT' ? new NotFound() : error
}
