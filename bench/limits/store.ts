// The limit for storing comments: node:http and pg, one membership check and one insert, nothing else. Started by run.ts as a process
// of its own, so that it has an event loop to itself as the portal has. Arguments: database URL, task id, user id. Prints its port.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomUUID } from 'node:crypto'
import pg from 'pg'

const [url, taskId, userId] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url ?? '', max: 20 })
await pool.query(
  'create table if not exists bench_comments (id uuid primary key, task_id uuid not null, author_id uuid not null, body text not null, at timestamptz not null default now())',
)

const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    store(body)
      .then((status) => response.writeHead(status).end())
      .catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
})

async function store(body: string): Promise<number> {
  const { rows } = await pool.query('select 1 from task_people where task_id = $1 and user_id = $2', [taskId, userId])
  if (rows.length === 0) return 404
  await pool.query('insert into bench_comments (id, task_id, author_id, body) values ($1, $2, $3, $4)', [
    randomUUID(),
    taskId,
    userId,
    new URLSearchParams(body).get('body') ?? '',
  ])
  return 204
}

server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
