import pg from 'pg'

/** Puts so many comments of the author of the last one after it, as if they had been written at once. */
export async function muchWritten(databaseUrl: string, stream: string, many: number): Promise<void> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    const { rowCount } = await client.query(
      `with last as (select e.author_id, e.at, s.clock from feed_entries e join streams s on s.name = e.stream
         where e.stream = $1 order by e.seq desc limit 1),
       moved as (update streams set clock = clock + $2, oldest = clock + $2 + 1 where name = $1)
       insert into feed_entries (stream, seq, at, author_id, sent_id, body)
       select $1, last.clock + n, last.at + n * interval '1 microsecond', last.author_id, gen_random_uuid(), 'Word by word, ' || n
       from last, generate_series(1, $2::int) n`,
      [stream, many],
    )
    if (rowCount !== many) throw new Error(`Nothing was ever written on ${stream}`)
  } finally {
    await client.end()
  }
}
