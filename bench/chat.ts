import type pg from 'pg'
import type { Figures } from './figures.ts'
import { load, median } from './load.ts'
import type { Person, Stage } from './stage.ts'

const WINDOWS = 5
const SHORT = 5
const LONG = 5000

/** Makes a conversation of an account of its own, with so many messages; answers its id. `staffId` answers for its one contact, and has read them. */
async function talkOf(pool: pg.Pool, name: string, staffId: string, messages: number): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `with account as (insert into accounts (name) values ($1::text) returning id),
       contact as (insert into users (kind, name, email) values ('external', $1::text, $1::text || '@bench.example') returning id),
       given as (insert into grants (user_id, account_id, kind, role, answers_id) select c.id, a.id, 'client', 10, $2::uuid from contact c, account a)
     insert into conversations (kind, account_id) select 'account', id from account returning id`,
    [name, staffId],
  )
  const id = rows[0]?.id ?? ''
  await pool.query(
    `insert into feed_entries (stream, seq, at, author_id, sent_id, body)
     select 'conversation:' || $1::uuid, begins_of('conversation:' || $1::uuid) + n, now() - ($3::int - n) * interval '1 minute', $2::uuid, gen_random_uuid(),
       'The tiles arrived **this** morning; two boxes are chipped. ' || n from generate_series(1, $3::int) n`,
    [id, staffId, messages],
  )
  await pool.query(
    `insert into streams (name, clock, oldest) select name, begins_of(name) + $2::bigint, begins_of(name) + $2::bigint + 1 from (select 'conversation:' || $1::uuid as name) one`,
    [id, messages],
  )
  await pool.query(
    `insert into read_marks (user_id, stream, seq) select $1, name, begins_of(name) + $3::bigint from (select 'conversation:' || $2::uuid as name) one`,
    [staffId, id, messages],
  )
  return id
}

/** (chat-open) The page of a conversation with 5,000 messages, of which it shows the newest, beside that of one with five. */
export async function chatOpen(figures: Figures, stage: Stage, pool: pg.Pool, reader: Person): Promise<void> {
  const [short, long] = [
    await talkOf(pool, 'bench-short', reader.userId, SHORT),
    await talkOf(pool, 'bench-long', reader.userId, LONG),
  ]
  await pool.query('analyze feed_entries')
  const times = { short: [] as number[], long: [] as number[] }
  const open = async (id: string, seconds: number) => {
    const path = `${reader.prefix}/conversations/${id}`
    const headers = { cookie: reader.cookie, 'user-agent': 'Mozilla/5.0 (bench)', 'accept-encoding': 'gzip' }
    return (await load(stage.origin, { at: 1, seconds, shot: () => ({ method: 'GET' as const, path, headers }) })).p50
  }
  for (const id of [short, long]) await open(id, 1)
  for (let nth = 0; nth < WINDOWS; nth++) {
    times.short.push(await open(short, 1))
    times.long.push(await open(long, 1))
  }
  figures.beside(
    'chat-open',
    'a conversation with 5,000 messages opens, beside one with five',
    { ours: median(times.long), rival: median(times.short), unit: 'ms' },
    { most: 1.3 },
  )
}
