import { Agent, request, type OutgoingHttpHeaders } from 'node:http'

/** One kind of request, made new for each shot. */
export interface Shot {
  method: 'GET' | 'POST'
  path: string
  headers: OutgoingHttpHeaders
  body?: string
}

/** What a window of load showed: requests answered each second and their times in ms. */
export interface Load {
  perSecond: number
  p50: number
  p99: number
}

/**
 * Sends shots to `origin`, `at` of them under way at any time, for `seconds`. Throws on an answer that is not 2xx or 3xx:
 * a figure made of refusals is worth nothing.
 */
export async function load(
  origin: string,
  { at, seconds, shot }: { at: number; seconds: number; shot: () => Shot },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: at })
  const times: number[] = []
  const started = performance.now()
  const end = started + seconds * 1000
  const shooter = async () => {
    while (performance.now() < end) {
      const t0 = performance.now()
      await send(agent, origin, shot())
      times.push(performance.now() - t0)
    }
  }
  await Promise.all(Array.from({ length: at }, shooter))
  const took = (performance.now() - started) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  return { perSecond: times.length / took, p50: quantile(times, 0.5), p99: quantile(times, 0.99) }
}

function send(agent: Agent, origin: string, { method, path, headers, body }: Shot): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(origin + path, { method, agent, headers }, (answer) => {
      const status = answer.statusCode ?? 0
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += text.length < 300 ? chunk.toString() : ''))
      answer.on('end', () =>
        status >= 200 && status < 400
          ? resolve()
          : reject(new Error(`${method} ${path} answered ${status}: ${text.slice(0, 300)}`)),
      )
      answer.on('error', reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** The value below which a share `q` of the sorted values lies. */
export const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN

export const median = (values: readonly number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  )
