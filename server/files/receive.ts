import { createHash } from 'node:crypto'
import { addAbortSignal, type Readable } from 'node:stream'
import { TooLarge } from '#server/platform/errors.ts'
import type { Portal } from '#server/platform/portal.ts'
import { claimedKind, inspect, refuseFile } from './inspect.ts'
import type { FileKind } from './kinds.ts'
import { MB } from './limits.ts'
import { cleanName } from './names.ts'
import { drop, openArriving, toldOfWriting, writeWhole } from './store.ts'

/** One file as it comes in. */
export interface Incoming {
  /** As the sender called it. */
  name: string
  /** The media type that the sender declared. */
  declared: string
  bytes: Readable
}

/** A file that is wholly here and is what it claims to be, but has no place yet. */
export interface Arrived {
  path: string
  name: string
  kind: FileKind
  size: number
  /** SHA-256 of the content, hex. */
  hash: string
}

/** How much may come, and words for what is more. */
export interface Room {
  bytes: number
  tooMuch: 'file_too_large' | 'file_quota'
}

/** The connection ended before the file did. */
export class Cut extends Error {}

/**
 * Takes a file in as it comes: hashed, counted and written piece by piece, so that memory holds one piece whatever is sent [S27].
 * When `stop` fires, its reason is thrown. Nothing is left behind unless it returns. Errors: `Invalid`, `TooLarge`, `TryLater`.
 */
export async function receive(portal: Portal, incoming: Incoming, room: Room, stop: AbortSignal): Promise<Arrived> {
  const name = cleanName(incoming.name)
  const kind = claimedKind(name, incoming.declared)
  const { path, handle } = await openArriving(portal)
  try {
    const hash = createHash('sha256')
    const text = kind.layout === 'text' ? textOnly(name) : null
    let size = 0
    for await (const piece of addAbortSignal(stop, incoming.bytes) as AsyncIterable<Buffer>) {
      size += piece.length
      if (size > room.bytes) throw new TooLarge(room.tooMuch, { name, mb: Math.floor(room.bytes / MB) })
      hash.update(piece)
      text?.(piece)
      await writeWhole(handle, piece)
    }
    stop.throwIfAborted()
    text?.()
    if (size === 0) throw refuseFile('file_empty', { name })
    await handle.sync()
    await handle.close()
    await inspect(path, size, name, kind)
    return { path, name, kind, size, hash: hash.digest('hex') }
  } catch (error) {
    await handle.close().catch(() => undefined)
    await drop(path)
    throw stop.aborted ? stop.reason : toldOfWriting(error)
  }
}

const NOT_TEXT = /[\0-\x08\x0b\x0e-\x1f\x7f]/

/** Refuses what is no plain UTF-8 text, piece by piece; called without a piece at the end. */
function textOnly(name: string): (piece?: Buffer) => void {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  return (piece) => {
    try {
      if (!NOT_TEXT.test(decoder.decode(piece, { stream: piece !== undefined }))) return
    } catch {
      // Bytes that no UTF-8 text has.
    }
    throw refuseFile('file_not_text', { name })
  }
}
