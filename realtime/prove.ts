import type { Db } from '#db/database.ts'
import { proveWatchers } from '#server/access/watch.ts'
import type { Line } from './line.ts'
import type { Rooms } from './rooms.ts'

/** Lines proven in one pass at most; the rest in the passes that follow at once. */
const AT_ONCE = 200

/**
 * Decides again for lines whose proof is not of this version, or was ended by time: first those in `urgent`, for whom there is news.
 * Answers whether some are left for the next pass.
 */
export async function proveOldProofs(
  { lines, rooms }: { lines: Iterable<Line>; rooms: Rooms },
  db: Db,
  { version, now }: { version: number; now: Date },
  urgent: (stream: string) => boolean,
): Promise<boolean> {
  const old: { line: Line; streams: string[] }[] = []
  const later: { line: Line; streams: string[] }[] = []
  for (const line of lines) {
    const streams: string[] = []
    for (const watch of line.watches.values()) if (!line.provenAt(watch, version, now)) streams.push(watch.stream)
    if (streams.length > 0) (streams.some(urgent) ? old : later).push({ line, streams })
  }
  const due = [...old, ...later]
  const chunk = due.slice(0, AT_ONCE)
  if (chunk.length === 0) return false
  const standings = await proveWatchers(
    db,
    chunk.map(({ line, streams }) => ({ caller: line.caller, streams })),
  )
  chunk.forEach(({ line }, nth) => {
    const standing = standings[nth]
    if (standing) for (const stream of line.stand(standing, version, now)) rooms.leave(line, stream)
  })
  return due.length > AT_ONCE
}
