import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { LRUCache } from 'lru-cache'

/** How the portal is reached from outside. */
export interface FrontOptions {
  /** PUBLIC_URL; without it the portal's address is the one each request was sent to. */
  publicUrl: string | null
  /** TRUSTED_PROXY: addresses, CIDR ranges or `loopback`; only these may say for whom they ask. */
  trustedProxies: readonly string[]
}

/** What a request says about the outside: which address it was sent to, who sent it, and whether a page of ours did. */
export interface Front {
  readonly https: boolean
  /** Our own origin as the browser sees it, e.g. `https://portal.northlight.example`. */
  originOf(message: IncomingMessage): string
  /** The other end's address, looking past trusted proxies only. */
  ipOf(message: IncomingMessage): string
  /** Whether the other end is this very machine, and nobody asks through it. */
  isLoopback(message: IncomingMessage): boolean
  /** Whether `Origin` is exactly ours: absent, `null` and look-alikes are not [S22]. */
  isOwn(message: IncomingMessage): boolean
}

const LOOPBACK = ['127.0.0.0/8', '::1/128']
const ownMachine = (address: string) => trustOf(['loopback'])(address)

export function makeFront({ publicUrl, trustedProxies }: FrontOptions): Front {
  const trusts = trustOf(trustedProxies)
  const fixed = publicUrl ? new URL(publicUrl).origin : null

  const fromProxy = (message: IncomingMessage) => trusts(message.socket.remoteAddress ?? '')
  const originOf = (message: IncomingMessage) => {
    if (fixed) return fixed
    const told = fromProxy(message)
    const scheme = (told && first(message.headers['x-forwarded-proto'])) || 'http'
    const host = (told && first(message.headers['x-forwarded-host'])) || message.headers.host || 'localhost'
    return parsed(`${scheme === 'https' ? 'https' : 'http'}://${host}`)
  }
  return {
    https: fixed?.startsWith('https:') ?? false,
    originOf,
    ipOf(message) {
      let address = message.socket.remoteAddress ?? ''
      const hops = String(message.headers['x-forwarded-for'] ?? '')
        .split(',')
        .map((hop) => hop.trim())
      // From the nearest hop outwards: the first address that no trusted proxy vouches for is the sender's.
      while (trusts(address)) {
        const next = hops.pop()
        if (!next || !isIP(next)) break
        address = next
      }
      return plain(address)
    },
    isLoopback: (message) =>
      ownMachine(message.socket.remoteAddress ?? '') && message.headers['x-forwarded-for'] === undefined,
    isOwn: (message) => message.headers.origin !== undefined && message.headers.origin === originOf(message),
  }
}

const known = new LRUCache<string, string>({ max: 100 })

/** The origin of an address. It is asked for with every request, and almost always the same. */
function parsed(address: string): string {
  const found = known.get(address)
  if (found) return found
  const origin = URL.parse(address)?.origin ?? 'http://localhost'
  known.set(address, origin)
  return origin
}

/** Senders whose trust is remembered: it is asked several times for every request. */
const MOST_SENDERS = 1000

function trustOf(proxies: readonly string[]): (address: string) => boolean {
  if (proxies.length === 0) return () => false
  const list = new BlockList()
  for (const entry of proxies.flatMap((proxy) => (proxy === 'loopback' ? LOOPBACK : [proxy]))) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (!isIP(address)) throw new Error(`TRUSTED_PROXY: “${entry}” is no address.`)
    if (bits) list.addSubnet(address, Number(bits), family)
    else list.addAddress(address, family)
  }
  const checked = new LRUCache<string, boolean>({ max: MOST_SENDERS })
  return (address) => {
    const known = checked.get(address)
    if (known !== undefined) return known
    const one = plain(address)
    const trusted = isIP(one) !== 0 && list.check(one, isIP(one) === 6 ? 'ipv6' : 'ipv4')
    checked.set(address, trusted)
    return trusted
  }
}

/** `::ffff:127.0.0.1` and `127.0.0.1` are one sender. */
const plain = (address: string) => (address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address)

const first = (header: string | string[] | undefined) =>
  String(header ?? '')
    .split(',')[0]
    ?.trim() ?? ''
