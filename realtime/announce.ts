import type { Passage } from '#server/access/gate.ts'
import type { Line, Watch } from './line.ts'
import type { Node } from './pass.ts'
import { arrive, depart, type PresenceRow } from './presence.ts'

/**
 * Notes in the presence table who came, went and types on this node: only those who were found, in this very passage, to be allowed
 * to watch. Answers what to call after the commit.
 */
export async function announce(
  client: Passage['client'],
  { id, lines, rooms }: Node,
  { version, now }: Passage,
): Promise<() => string[]> {
  const came: { watch: Watch; row: PresenceRow }[] = []
  const typing: { watch: Watch; row: PresenceRow }[] = []
  for (const line of lines)
    for (const watch of line.watches.values()) {
      if (line.ended || !line.provenAt(watch, version, now)) continue
      watch.typing &&= watch.mayWrite
      if (watch.typing) typing.push({ watch, row: rowOf(line, watch) })
      else if (!watch.present) came.push({ watch, row: rowOf(line, watch) })
    }
  const gone = [...rooms.departed]
  await Promise.all([
    came.length > 0
      ? arrive(
          client,
          id,
          came.map(({ row }) => row),
          false,
        )
      : null,
    typing.length > 0
      ? arrive(
          client,
          id,
          typing.map(({ row }) => row),
          true,
        )
      : null,
    gone.length > 0 ? depart(client, id, gone) : null,
  ])
  return () => {
    for (const { watch } of came) watch.present = true
    for (const { watch } of typing) Object.assign(watch, { present: true, typing: false })
    rooms.departed.splice(0, gone.length)
    return [
      ...new Set([
        ...came.map(({ row }) => row.stream),
        ...typing.map(({ row }) => row.stream),
        ...gone.map(({ stream }) => stream),
      ]),
    ]
  }
}

const rowOf = (line: Line, watch: Watch): PresenceRow => ({
  socketId: line.socket.id,
  stream: watch.stream,
  userId: line.caller.userId,
  grantId: line.caller.grantId,
})
