import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { AppLoadContext, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { LRUCache } from 'lru-cache'
import { nameOfFixed } from '../fixed.ts'
import { ownIn, restore, standIn, textOf, withTrue } from './own-values.ts'
import { pack, type Parcel } from './parcel.ts'
import { cutDocument, type Cut } from './spliced.ts'

/** Bytes of all that is kept. */
const MOST = 24_000_000
/** As long as its times are true. Ms. */
const KEPT = 60_000

type Handler = (request: Request, context: AppLoadContext) => Promise<Response>
type Params = LoaderFunctionArgs['params']

/** What is known of a document before the framework makes it. */
export interface Ahead {
  /** What loaders were asked before the framework asks them, by their routes. */
  loaded: Map<string, Promise<unknown>>
  /** Which loaders the framework asked, and with what. */
  ran: Map<string, Params>
  /** The data that a document is written from: with what is this answer's own, where the data sent along has stand-ins. */
  trueData: (data: Record<string, unknown>) => Record<string, unknown>
}

interface Kept {
  cut: Cut
  headers: [string, string][]
}

const kept = new LRUCache<string, Kept>({
  maxSize: MOST,
  sizeCalculation: ({ cut: { bytes } }) => bytes,
  ttl: KEPT,
  ttlAutopurge: true,
})
/** Asked for once lately. Most pages never are again, and are not kept. */
const seen = new LRUCache<string, true>({ max: 1000 })
/** Which loaders make the document of an address, as the framework was seen to ask them. */
const plans = new LRUCache<string, [string, Params][]>({ max: 1000 })

/**
 * A document. Its loaders run for this very answer, its viewer and today's rule; when exactly the same data was written a moment ago, it is
 * not written and compressed again. What differs in every answer is put in each time.
 */
export async function makePage(
  { handler, routes, message }: { handler: Handler; routes: ServerBuild; message: IncomingMessage },
  request: Request,
  context: AppLoadContext,
): Promise<Parcel> {
  const { url } = request
  const ahead: Ahead = { loaded: new Map(), ran: new Map(), trueData: (data) => data }
  context.ahead = ahead
  const byFramework = async () => pack(await handler(request, context), message)
  const plan = plans.get(url)
  if (!plan) {
    const made = await byFramework()
    if (made.status === 200) plans.set(url, [...ahead.ran])
    return made
  }
  for (const [id, params] of plan) {
    const loader = routes.routes[id]?.module.loader
    if (loader) ahead.loaded.set(id, Promise.resolve(loader({ request, params, context })))
  }
  const data = await plainData(ahead.loaded)
  if (!data) return byFramework()
  const own = ownIn(data)
  const key = hashOf(`${url}\n${textOf(data, own)}`)
  const known = kept.get(key)
  if (known) return known.cut.filled(own, context.nonce, message, known.headers)
  if (!seen.has(key)) {
    seen.set(key, true)
    return byFramework()
  }
  const names = standIn(own)
  ahead.trueData = (sent) => withTrue(sent, own)
  const response = await handler(request, context)
  const headers = [...response.headers]
  const isWhole = response.status === 200 && !response.headers.has('set-cookie')
  const whole = isWhole ? cutDocument(await response.text(), context.nonce, own, names) : null
  restore(own)
  ahead.trueData = (same) => same
  if (!whole) return byFramework()
  kept.set(key, { cut: whole, headers })
  return whole.filled(own, context.nonce, message, headers)
}

const hashOf = (text: string) => hash('sha256', text, 'base64')

/** What all loaders answered; null where one refused (the framework is told again, and makes the page that says so), or answered more than data. */
async function plainData(loaded: Ahead['loaded']): Promise<Record<string, unknown> | null> {
  const answers = await Promise.allSettled(loaded.values())
  const data: Record<string, unknown> = {}
  for (const [nth, id] of [...loaded.keys()].entries()) {
    const answer = answers[nth]
    if (answer?.status !== 'fulfilled') return null
    data[id] = answer.value
  }
  return isPlain(data) ? data : null
}

/** Nothing that JSON leaves out or calls by another name: the same text is the same data. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null)
    return ['string', 'boolean', 'undefined', 'object'].includes(typeof value)
  if (Array.isArray(value)) return nameOfFixed(value) !== undefined || value.every(isPlain)
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain)
}
