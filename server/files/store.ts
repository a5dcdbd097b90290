import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { gateMode } from '#db/gated-dialect.ts'
import { TryLater } from '#server/platform/errors.ts'
import type { Portal } from '#server/platform/portal.ts'

const HASH = /^[0-9a-f]{64}$/

const folderOf = (portal: Portal) => join(portal.dataFolder, 'files')
const arriving = (portal: Portal) => join(folderOf(portal), 'arriving')

const partials = (portal: Portal) => join(folderOf(portal), 'partial')

/** Where the bytes of a resumable upload gather until it is whole. */
export const partialOf = (portal: Portal, uploadId: string): string => join(partials(portal), uploadId)

/** The uploads of which there are bytes. */
export const partialIds = (portal: Portal): Promise<string[]> => namesIn(partials(portal))

/** Makes an empty file for the bytes of a resumable upload. */
export async function openPartial(portal: Portal, uploadId: string): Promise<void> {
  await mkdir(partials(portal), { recursive: true, mode: 0o700 })
  const handle = await open(partialOf(portal, uploadId), 'wx', 0o600)
  await handle.close()
}

/** Where the content of `hash` lies, once it is stored. */
export const placeOf = (portal: Portal, hash: string): string => join(folderOf(portal), hash.slice(0, 2), hash)

/** A file that is still arriving, in the store's own file system so that it can be put in its place at once. */
export async function openArriving(portal: Portal): Promise<{ path: string; handle: FileHandle }> {
  await mkdir(arriving(portal), { recursive: true, mode: 0o700 })
  const path = join(arriving(portal), randomUUID())
  return { path, handle: await open(path, 'wx', 0o600) }
}

/** Puts an arrived, flushed file in the place of its content; the arrived one stays until it is dropped. */
export async function place(portal: Portal, path: string, hash: string): Promise<void> {
  const target = placeOf(portal, hash)
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  try {
    await link(path, target)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    // A file system without hard links.
    const copy = `${path}.copy`
    await copyFile(path, copy)
    await rename(copy, target)
  }
  // The name of the file must be on the disk before a row speaks of it.
  const folder = await open(dirname(target))
  await folder.sync().finally(() => folder.close())
}

/** Removes an arrived file, whatever became of it. */
export const drop = (path: string): Promise<void> => rm(path, { force: true })

/** Writes a piece whole, from where it belongs or on from the last one: a disk that is nearly full takes less than it is given, and says nothing. */
export async function writeWhole(handle: FileHandle, piece: Buffer, from: number | null = null): Promise<void> {
  for (let done = 0; done < piece.length;) {
    const at = from === null ? null : from + done
    done += (await handle.write(piece, done, piece.length - done, at)).bytesWritten
  }
}

/** What is told of an error while something was written. */
export const toldOfWriting = (error: unknown): unknown =>
  codeOf(error) === 'ENOSPC' ? new TryLater('disk_full') : error

const lockKey = (hash: string) => sql`hashtextextended(${`blob:${hash}`}, 0)`

/**
 * Notes in the caller's transaction that `hash` is in use; until it ends nobody sweeps it away. Answers false when the content
 * is not in its place (swept a moment ago): place it again.
 */
export async function holdBlob(db: Db, portal: Portal, hash: string, size: number): Promise<boolean> {
  await sql`select pg_advisory_xact_lock_shared(${lockKey(hash)})`.execute(db)
  const there = await stat(placeOf(portal, hash)).catch(() => null)
  if (there?.size !== size) return false
  await db
    .insertInto('blobs')
    .values({ hash, size })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
  return true
}

/** Removes the content of `hash` if nothing refers to it, safely beside uploads of the same content. Answers whether it did. */
export function releaseBlob(portal: Portal, hash: string): Promise<boolean> {
  // Concerns no rule: the gate stays free.
  return gateMode.run('none', () =>
    portal.database.db.transaction().execute(async (db) => {
      await sql`select pg_advisory_xact_lock(${lockKey(hash)})`.execute(db)
      const { rows } = await sql<{ used: boolean }>`
        select exists (select from attachments where blob_hash = ${hash})
          or exists (select from attachment_versions where blob_hash = ${hash}) as used`.execute(db)
      if (rows[0]?.used !== false) return false
      await db.deleteFrom('blobs').where('hash', '=', hash).execute()
      await rm(placeOf(portal, hash), { force: true })
      return true
    }),
  )
}

/** An upload writes without a longer pause than this; what lies longer was left behind by a process that ended. Ms. */
const LEFT_BEHIND = 60 * 60 * 1000

/** Removes what uploads cut by a crash left behind: arriving files, and content that no row refers to. Any node may do it at any time. */
export async function sweepFiles(portal: Portal): Promise<{ arriving: number; blobs: number }> {
  const removed = { arriving: 0, blobs: 0 }
  for (const name of await namesIn(arriving(portal))) {
    const path = join(arriving(portal), name)
    const found = await stat(path).catch(() => null)
    if (!found || Date.now() - found.mtimeMs < LEFT_BEHIND) continue
    await drop(path)
    removed.arriving++
  }
  for (const folder of await namesIn(folderOf(portal))) {
    for (const hash of folder.length === 2 ? await namesIn(join(folderOf(portal), folder)) : []) {
      if (HASH.test(hash) && (await releaseBlob(portal, hash))) removed.blobs++
    }
  }
  return removed
}

const namesIn = (folder: string) => readdir(folder).catch((): string[] => [])
const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)
