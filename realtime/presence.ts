import type pg from 'pg'
import type { Here, Person } from '#server/streams/frames.ts'

/** A node whose heart has not beaten for so long is gone, and nobody is here through it. Seconds. */
const NODE_FRESH = 5
/** Typing is shown for so long after the last key. Seconds. */
const TYPING = 3
/** People of one stream that are named at most. */
const MOST_PEOPLE = 50

/** A line that has, or has no longer, a stream open. */
export interface PresenceRow {
  socketId: string
  stream: string
  userId: string
  grantId: string | null
}

/** Says that this node lives. */
export const beat = (client: pg.ClientBase, nodeId: string) =>
  client.query(
    `insert into nodes (id, beat_at) values ($1, clock_timestamp()) on conflict (id) do update set beat_at = excluded.beat_at`,
    [nodeId],
  )

/** Notes who is here; `typing` says it of all of them. */
export const arrive = (client: pg.ClientBase, nodeId: string, rows: readonly PresenceRow[], typing: boolean) =>
  client.query(
    `insert into presence (node_id, socket_id, stream, user_id, grant_id, typing_until)
     select $1, r.socket_id, r.stream, r.user_id, r.grant_id, case when $6 then clock_timestamp() + interval '${TYPING} seconds' end
     from unnest($2::text[], $3::text[], $4::uuid[], $5::uuid[]) as r (socket_id, stream, user_id, grant_id)
     on conflict (stream, node_id, socket_id) do update set typing_until = coalesce(excluded.typing_until, presence.typing_until)`,
    [
      nodeId,
      rows.map((r) => r.socketId),
      rows.map((r) => r.stream),
      rows.map((r) => r.userId),
      rows.map((r) => r.grantId),
      typing,
    ],
  )

/** Takes away who has left. */
export const depart = (
  client: pg.ClientBase,
  nodeId: string,
  rows: readonly Pick<PresenceRow, 'socketId' | 'stream'>[],
) =>
  client.query(
    `delete from presence p using unnest($2::text[], $3::text[]) as r (socket_id, stream)
     where p.node_id = $1 and p.socket_id = r.socket_id and p.stream = r.stream`,
    [nodeId, rows.map((r) => r.socketId), rows.map((r) => r.stream)],
  )

interface Row {
  stream: string
  id: string
  name: string
  typing: boolean
}

/** Who has each of the streams open, through any node that lives. */
export async function whoIsHere(client: pg.ClientBase, streams: readonly string[]): Promise<Map<string, Here>> {
  const { rows } = await client.query<Row>(
    `select p.stream, u.id, u.name, coalesce(bool_or(p.typing_until > clock_timestamp()), false) as typing
     from presence p
     join nodes n on n.id = p.node_id and n.beat_at > clock_timestamp() - interval '${NODE_FRESH} seconds'
     join users u on u.id = p.user_id
     where p.stream = any ($1)
     group by p.stream, u.id, u.name
     order by p.stream, u.name, u.id`,
    [streams],
  )
  const found = new Map<string, Here>(streams.map((stream) => [stream, { stream, here: [], typing: [] }]))
  for (const { stream, id, name, typing } of rows) {
    const one = found.get(stream)
    if (!one || one.here.length >= MOST_PEOPLE) continue
    const person: Person = { id, name }
    one.here.push(person)
    if (typing) one.typing.push(person)
  }
  return found
}

/** Forgets nodes that are gone for good, and who was here through them. */
export async function forgetDeadNodes(client: pg.ClientBase): Promise<void> {
  await client.query(`delete from nodes where beat_at < clock_timestamp() - interval '1 minute'`)
  await client.query(`delete from presence p where not exists (select from nodes n where n.id = p.node_id)`)
}

/** Notes when those who are here through this node were last seen, as people and in the grant in use [A8]. */
export async function noteLastSeen(client: pg.ClientBase, nodeId: string): Promise<void> {
  await client.query(
    `update grants set last_seen_at = clock_timestamp() where id in (select grant_id from presence where node_id = $1)`,
    [nodeId],
  )
  await client.query(
    `update users set last_seen_at = clock_timestamp() where id in (select user_id from presence where node_id = $1)`,
    [nodeId],
  )
}
