// The limit for the first page of a feed: node:http and pg, one membership check and one select of the 50 newest. A process of its own.
// Arguments: database URL, task id, user id. Prints its port.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

const [url, taskId, userId] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url ?? '', max: 20 })

async function page(): Promise<string | null> {
  const { rows } = await pool.query('select 1 from task_people where task_id = $1 and user_id = $2', [taskId, userId])
  if (rows.length === 0) return null
  const entries = await pool.query(
    `select e.id, e.seq, e.at, e.body, e.author_id, u.name from feed_entries e join users u on u.id = e.author_id
     where stream = $1 order by seq desc limit 50`,
    [`task:${taskId ?? ''}`],
  )
  return JSON.stringify(entries.rows)
}

const server = createServer((_request, response) => {
  page()
    .then((text) => response.writeHead(text ? 200 : 404, { 'content-type': 'application/json' }).end(text))
    .catch((error: unknown) => response.writeHead(500).end(String(error)))
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
