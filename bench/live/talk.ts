import { Agent, request, type OutgoingHttpHeaders } from 'node:http'

/** Where comments are sent: one request for a text. */
export interface Talk {
  origin: string
  shot: (text: string) => { path: string; headers: OutgoingHttpHeaders; body: string }
}

/** Requests under way at most; beyond, comments wait as they would at a proxy. */
const AT_ONCE = 64

/**
 * Sends `perSecond` comments for `seconds`, each saying when it was sent; answers what they said when all have been answered. Throws on
 * an answer that is not 2xx.
 */
export async function talk({ origin, shot }: Talk, perSecond: number, seconds: number): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const underWay = new Set<Promise<void>>()
  const started = performance.now()
  const total = Math.max(1, Math.round(perSecond * seconds))
  const said: string[] = []
  try {
    while (said.length < total) {
      const due = Math.min(total, Math.floor(((performance.now() - started) / 1000) * perSecond) + 1)
      while (said.length < due) {
        const moment = `${(performance.timeOrigin + performance.now()).toFixed(3)}${String(said.length % 10)}`
        said.push(moment)
        const one = say(agent, origin, shot(`said at ${moment}`))
        underWay.add(one)
        void one.finally(() => underWay.delete(one)).catch(() => undefined)
      }
      await new Promise((resolve) => setTimeout(resolve, Math.max(1, 1000 / perSecond / 2)))
      // Who cannot keep up is not asked for ever more.
      if (underWay.size > 4 * AT_ONCE) await Promise.race(underWay)
    }
    await Promise.all(underWay)
    return said
  } finally {
    agent.destroy()
  }
}

function say(agent: Agent, origin: string, { path, headers, body }: ReturnType<Talk['shot']>): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(origin + path, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () =>
        (answer.statusCode ?? 500) < 300
          ? resolve()
          : reject(new Error(`${path} answered ${String(answer.statusCode)}`)),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
