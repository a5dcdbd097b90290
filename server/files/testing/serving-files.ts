import express from 'express'
import { createServer, request, type IncomingMessage, type RequestOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Member } from '#db/testing/cast.ts'
import { makeFront } from '#server/platform/http/front.ts'
import { testPortal } from '#tools/test-portal.ts'
import { fileRoutes } from '../http.ts'

/** What an answer came to. */
interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

type Asking = Omit<RequestOptions, 'headers'> & { headers?: Record<string, string | number> }

/** A portal that takes files of up to 300 kB and gives them out, over HTTP. */
export async function servingFiles() {
  const at = await testPortal()
  const app = express()
  app.use(
    fileRoutes(at.portal, makeFront({ publicUrl: null, trustedProxies: [] }), {
      size: 300_000,
      count: 100,
      quota: 1e9,
    }),
  )
  app.use((_req, res) => void res.status(404).send('nothing here'))
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  const { port } = server.address() as AddressInfo
  return {
    at,
    /** A request of theirs, below their part of the portal; of nobody at the path itself. */
    asked: (who: Member | null, path: string, options: Asking = {}): RequestOptions => ({
      host: '127.0.0.1',
      port,
      path: who ? prefixOf(who) + path : path,
      ...options,
      headers: { accept: 'application/json', ...(who && { cookie: `portico=${who.token}` }), ...options.headers },
    }),
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      await at.close()
    },
  }
}

export const prefixOf = (who: Member) => (who.grantId ? `/g/${who.grantId}` : '/s')

/** Sends a request with what `body` writes, and reads the answer whole. */
export const ask = (
  options: RequestOptions,
  body?: (write: (piece: Buffer | string) => void) => Promise<void> | void,
) =>
  new Promise<Answer>((resolve, reject) => {
    const out = request(options, (message) => {
      message.toArray().then((pieces) => {
        resolve({ status: message.statusCode ?? 0, headers: message.headers, body: Buffer.concat(pieces as Buffer[]) })
      }, reject)
    })
    out.on('error', reject)
    void Promise.resolve(body?.((piece) => void out.write(piece))).then(() => out.end())
  })

/** Waits, two seconds at most, for something to hold. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !(await holds()); tries++) await new Promise((later) => setTimeout(later, 20))
}
