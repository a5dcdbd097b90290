import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sweepFiles } from '#server/files/store.ts'
import type { Portal } from '#server/platform/portal.ts'
import { EVERY_EVENT } from './forgotten.ts'

/** An event of a stream, and the feed's entry of its number. */
export interface KeptEvent {
  seq: number
  /** Of the entry that it tells of, its sender's id; null where it tells of none. */
  sentId: string | null
  /** Older than days back reach. */
  old: boolean
}

/** What is there when all is over. */
export interface Kept {
  /** Each stream's events, in order. */
  events: ReadonlyMap<string, readonly KeptEvent[]>
  /** How often each comment is there, by its sender's id. */
  comments: ReadonlyMap<string, number>
  /** How many attachments have each content. */
  attachments: ReadonlyMap<string, number>
  /** Contents in the folder, and how many files are in it that never arrived. */
  contents: ReadonlySet<string>
  arriving: number
}

/** What the database and the folder hold now. `crashed`: nodes were killed, so what they left behind is swept first, as jobs do. */
export async function keptIn(portal: Portal, { crashed = false } = {}): Promise<Kept> {
  if (crashed) await sweepFiles(portal)
  const { db } = portal.database
  const rows = await db
    .selectFrom(EVERY_EVENT.as('v'))
    .leftJoin('feed_entries as e', (join) => join.onRef('e.stream', '=', 'v.stream').onRef('e.seq', '=', 'v.seq'))
    .select(['v.stream', 'v.seq', 'v.fact', 'e.sent_id', 'e.at'])
    .orderBy('v.stream')
    .orderBy('v.seq')
    .execute()
  const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000)
  const events = Map.groupBy(
    rows.map(({ stream, seq, fact, sent_id, at }) => ({
      stream,
      seq,
      sentId: fact === 'entry.posted' ? sent_id : null,
      old: at !== null && at < yesterday,
    })),
    ({ stream }) => stream,
  )
  const entries = await db.selectFrom('feed_entries').select('sent_id').where('body', 'is not', null).execute()
  const attachments = await db.selectFrom('attachments').select('blob_hash').execute()
  const found = await readdir(join(portal.dataFolder, 'files'), { recursive: true, withFileTypes: true })
  const files = found.filter((one) => one.isFile())
  return {
    events,
    comments: counted(entries.map(({ sent_id }) => sent_id)),
    attachments: counted(attachments.map(({ blob_hash }) => blob_hash)),
    contents: new Set(files.filter(({ name }) => name.length === 64).map(({ name }) => name)),
    arriving: files.filter(({ name }) => name.length !== 64).length,
  }
}

/** What came after `before`: all events, but only new comments and files. */
export function since(before: Kept, kept: Kept): Kept {
  const fresh = <Count>(now: ReadonlyMap<string, Count>, then: ReadonlyMap<string, Count>) =>
    new Map([...now].filter(([key]) => !then.has(key)))
  return {
    ...kept,
    comments: fresh(kept.comments, before.comments),
    attachments: fresh(kept.attachments, before.attachments),
    contents: new Set([...kept.contents].filter((hash) => !before.contents.has(hash))),
  }
}

function counted(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}
