// The limit for live news: a bare Socket.IO server that commits one row and broadcasts it, and asks nobody anything. A process of its own.
// Argument: database URL. Prints its port. POST / with a text stores and broadcasts it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { Server } from 'socket.io'

const pool = new pg.Pool({ connectionString: process.argv[2] ?? '', max: 20 })
await pool.query(
  'create table if not exists bench_news (id uuid primary key, body text not null, at timestamptz not null default now())',
)

const server = createServer((request, response) => {
  if (request.method === 'GET') return void response.end(String(process.memoryUsage.rss()))
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    const id = randomUUID()
    pool
      .query('insert into bench_news (id, body) values ($1, $2)', [id, body])
      .then(() => {
        io.emit('frame', { news: [{ facts: [{ data: { entry: { body } } }] }] })
        response.writeHead(204).end()
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
})
const io = new Server(server, {
  path: '/socket',
  transports: ['websocket'],
  serveClient: false,
  perMessageDeflate: false,
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
