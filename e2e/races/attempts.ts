import { randomUUID } from 'node:crypto'
import { ReadableStream } from 'node:stream/web'
import { setTimeout as pause } from 'node:timers/promises'
import type { Member } from '#db/testing/cast.ts'
import type { NodeProcess } from './nodes.ts'

/** Something that somebody tried over HTTP, by this process's one monotonic clock (ms). */
export interface Attempt {
  what: 'post on task' | 'post on contract' | 'upload' | 'news'
  begun: number
  ended: number
  /** The server said that it was done. */
  done: boolean
}

/** Whom a composer names as readers; the more the better, it only must not be too few. */
export type Audience = readonly string[]

const addressOf = (node: NodeProcess, member: Member) => `${node.url}${member.grantId ? `/g/${member.grantId}` : '/s'}`

async function attempt(what: Attempt['what'], doIt: () => Promise<Response>): Promise<Attempt> {
  const begun = performance.now()
  // A line that breaks is no answer, and so is no “done”.
  const done = await doIt().then(
    async (answer) => {
      await answer.arrayBuffer()
      return answer.ok
    },
    () => false,
  )
  return { what, begun, ended: performance.now(), done }
}

const headersOf = (node: NodeProcess, member: Member) => ({
  cookie: `portico=${member.token}`,
  origin: node.url,
  accept: 'application/json',
})

/** Posts a comment as the composer's script does. */
export function post(
  node: NodeProcess,
  member: Member,
  about: { kind: 'task' | 'contract'; id: string },
  audience: Audience,
  news = false,
): Promise<Attempt> {
  const form = new URLSearchParams({
    intent: 'post',
    sentId: randomUUID(),
    body: `said at ${String(performance.now())}`,
    audience: audience.join(' '),
  })
  const address = `${addressOf(node, member)}/feed/${about.kind}/${about.id}`
  return attempt(news ? 'news' : about.kind === 'task' ? 'post on task' : 'post on contract', () =>
    fetch(address, { method: 'POST', headers: headersOf(node, member), body: form, redirect: 'manual' }),
  )
}

/** Sends a file to a contract in two pieces, the second after `between` ms. */
export function upload(node: NodeProcess, member: Member, contractId: string, between: number): Promise<Attempt> {
  const boundary = randomUUID()
  async function* body() {
    yield Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="note.txt"\r\ncontent-type: text/plain\r\n\r\nThe first half, `,
    )
    await pause(between)
    yield Buffer.from(`and the second, ${boundary}.\r\n--${boundary}--\r\n`)
  }
  return attempt('upload', () =>
    fetch(`${addressOf(node, member)}/contracts/${contractId}/files`, {
      method: 'POST',
      headers: { ...headersOf(node, member), 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: ReadableStream.from(body()),
      duplex: 'half',
      redirect: 'manual',
    } as RequestInit),
  )
}
