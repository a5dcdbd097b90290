import type pg from 'pg'
import type { Figures } from './figures.ts'
import { startLimit } from './limits/start.ts'
import { load, median } from './load.ts'
import type { Person, Stage } from './stage.ts'

const WINDOWS = 3
const AT_ONCE = 8
/** Both sides alike, until what runs all the time is compiled. Seconds. */
const WARM = 6

/** Fills the table of entries to about 1,000,000, 5,000 of them on `task`. */
async function fill(pool: pg.Pool, task: string): Promise<void> {
  const client = await pool.connect()
  const entries = (stream: string, from: string) =>
    `insert into feed_entries (stream, seq, at, author_id, sent_id, body)
     select ${stream}, f.last + n, now() - (5000 - n) * interval '1 minute', u.ids[1 + n % array_length(u.ids, 1)], gen_random_uuid(),
       'The tiles arrived **this** morning; two boxes are chipped. ' || n
     from (select array_agg(id) as ids from users) u, ${from}`
  try {
    await client.query('set statement_timeout = 0')
    await client.query(
      entries(
        'f.name',
        `(select 'task:' || gen_random_uuid() as name, 0 as last from generate_series(1, 199)) f, generate_series(1, 5000) n`,
      ),
    )
    await client.query(
      entries('$1', `(select clock as last from streams where name = $1) f, generate_series(1, 5000) n`),
      [`task:${task}`],
    )
    await client.query('update streams set clock = clock + 5000 where name = $1', [`task:${task}`])
    await client.query('analyze feed_entries')
  } finally {
    client.release()
  }
}

/** (d) The first page of a feed of 5,000 comments in a table of 1,000,000, as data and as HTML. */
export async function firstPage(
  figures: Figures,
  stage: Stage,
  pool: pg.Pool,
  { url, task, reader }: { url: string; task: string; reader: Person },
): Promise<void> {
  await fill(pool, task)
  const limit = await startLimit('feed', url, task, reader.userId)
  const shot = (path: string) => () => ({
    method: 'GET' as const,
    path,
    headers: { cookie: reader.cookie, accept: '*/*', 'accept-encoding': 'gzip' },
  })
  const rates = { data: [] as number[], html: [] as number[], rival: [] as number[] }
  const [data, html] = [`${reader.prefix}/feed/task/${task}`, `${reader.prefix}/tasks/${task}`]
  const rate = async (origin: string, path: string, seconds: number) =>
    (await load(origin, { at: AT_ONCE, seconds, shot: shot(path) })).perSecond
  try {
    for (const path of [data, html]) await rate(stage.origin, path, WARM)
    await rate(limit.origin, '/', WARM)
    for (let nth = 0; nth < WINDOWS; nth++) {
      rates.data.push(await rate(stage.origin, data, 3))
      rates.rival.push(await rate(limit.origin, '/', 3))
      rates.html.push(await rate(stage.origin, html, 3))
    }
  } finally {
    limit.stop()
  }
  figures.beside(
    'd-data',
    'first page of a feed of 5,000 in 1,000,000, as data',
    { ours: median(rates.data), rival: median(rates.rival), unit: '/s' },
    { least: 0.4 },
  )
  figures.atLeast('d-html', 'the same as a page', median(rates.html), 250, '/s')
}
