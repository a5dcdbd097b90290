import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'

/** A proxy between one browser and the portal that can be cut like a cable. Give its `address` to a browser context's `proxy`. */
export class Cutter {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #isCut = false
  #ends: PromiseWithResolvers<undefined> | null = null

  private constructor(server: Server) {
    this.#server = server
    server.on('connection', (socket) => {
      if (this.#isCut) socket.destroy()
      else this.#remember(socket)
    })
    // WebSockets come as CONNECT, pages as requests with a whole address.
    server.on('connect', ({ url }, client: Socket, head) => {
      const { hostname, port } = new URL(`http://${url ?? ''}`)
      const upstream = connect(Number(port), hostname, () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n')
        if (head.length > 0) upstream.write(head)
        upstream.pipe(client).pipe(upstream)
      })
      this.#remember(upstream)
      upstream.on('error', () => client.destroy())
      client.on('error', () => upstream.destroy())
      client.on('close', () => upstream.destroy())
    })
    server.on('request', (incoming, outgoing) => {
      const onward = request(
        incoming.url ?? '',
        { method: incoming.method ?? 'GET', headers: incoming.headers },
        (answer) => {
          const ends = dataIn(incoming.url) ? this.#ends : null
          if (ends) return this.#allButTheEnd(answer, outgoing, ends.promise)
          outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
          answer.pipe(outgoing)
        },
      )
      onward.on('socket', (socket) => this.#remember(socket))
      onward.on('error', () => outgoing.destroy())
      incoming.pipe(onward)
    })
  }

  static async open(): Promise<Cutter> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new Cutter(server)
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Breaks every connection and refuses new ones until `mend`. */
  cut(): void {
    this.#isCut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.#isCut = false
  }

  /** From now on all of a page's data comes through but its end, as on a slow line, until what this answers is called. */
  keepEnds(): () => void {
    const ends = Promise.withResolvers<undefined>()
    this.#ends = ends
    return () => {
      this.#ends = null
      ends.resolve(undefined)
    }
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Without its length, an answer ends when it is said to. */
  #allButTheEnd(answer: IncomingMessage, outgoing: ServerResponse, ends: Promise<undefined>): void {
    const { 'content-length': _, ...headers } = answer.headers
    outgoing.writeHead(answer.statusCode ?? 502, headers)
    answer.pipe(outgoing, { end: false })
    answer.on('end', () => void ends.then(() => outgoing.end()))
  }

  #remember(socket: Socket): void {
    // One socket carries many requests.
    if (this.#sockets.has(socket)) return
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  }
}

const dataIn = (address = '') => new URL(address, 'http://here').pathname.endsWith('.data')
