import type { IncomingMessage } from 'node:http'
import { constants, crc32, deflateRawSync } from 'node:zlib'
import { ID, type Own } from './own-values.ts'
import { compressed, readsGzip, type Parcel } from './parcel.ts'

/** What stands between two pieces: the nonce, or the value `nth` of the answer's own: its words, JSON, or JSON in a text of a script. */
type Hole = { as: 'nonce' } | { as: 'words' | 'json' | 'script'; nth: number }

/** A piece that is the same in every answer, as it is and compressed so that anything may stand before and behind it. */
interface Piece {
  plain: Buffer
  deflated: Buffer
}

/** An answer with holes for what differs each time. */
export interface Cut {
  /** What it takes to keep it. */
  bytes: number
  /** This answer's text, as its own values and nonce make it. */
  filled: (own: readonly Own[], nonce: string, message: IncomingMessage, headers: [string, string][]) => Promise<Parcel>
}

/** Cuts a document with its data where its nonce and what is its own stand; `names` stand in the data in place of each. Null where one is missing. */
export function cutDocument(text: string, nonce: string, own: readonly Own[], names: readonly string[]): Cut | null {
  const holes = new Map<string, Hole>([[nonce, { as: 'nonce' }]])
  own.forEach(({ name, value }, nth) => {
    holes.set(`\\"${names[nth] ?? ''}\\"`, { as: 'script', nth })
    if (name === ID) holes.set(String(value), { as: 'words', nth })
  })
  return cut(text, holes)
}

/** The same of JSON. */
export const cutJson = (text: string, names: readonly string[]): Cut | null =>
  cut(text, new Map(names.map((name, nth) => [`"${name}"`, { as: 'json', nth }])))

/** All that is looked for is random, so it stands nowhere by chance. */
function cut(text: string, holes: ReadonlyMap<string, Hole>): Cut | null {
  const any = new RegExp(`(${[...holes.keys()].map((one) => one.replaceAll('\\', '\\\\')).join('|')})`)
  const parts = (holes.size > 0 ? text.split(any) : [text]).map((part) => holes.get(part) ?? pieceOf(part))
  const once = (hole: Hole) => parts.filter((part) => part === hole).length === 1
  if (![...holes.values()].every((hole) => hole.as === 'nonce' || hole.as === 'words' || once(hole))) return null
  const bytes = parts.reduce((sum, part) => sum + ('plain' in part ? part.plain.length + part.deflated.length : 0), 1)
  return {
    bytes,
    filled(own, nonce, message, headers) {
      const blocks = parts.map((part) =>
        'plain' in part ? part : { plain: Buffer.from(valueFor(part, own, nonce)), deflated: null },
      )
      const parcel = { status: 200, headers: [...headers] as Parcel['headers'] }
      const whole = () => Buffer.concat(blocks.map(({ plain }) => plain))
      if (!readsGzip(message)) return compressed({ ...parcel, body: whole() }, 'text/html', message)
      parcel.headers.push(['content-encoding', 'gzip'], ['vary', 'Accept-Encoding'])
      return Promise.resolve({ ...parcel, body: gzipped(blocks) })
    },
  }
}

const pieceOf = (text: string): Piece => {
  const plain = Buffer.from(text)
  return { plain, deflated: deflateRawSync(plain, { level: 6, finishFlush: constants.Z_FULL_FLUSH }) }
}

function valueFor(hole: Hole, own: readonly Own[], nonce: string): string {
  if (hole.as === 'nonce') return nonce
  const value = own[hole.nth]?.value ?? ''
  if (hole.as === 'words') return String(value)
  const json = JSON.stringify(value)
  return hole.as === 'json' ? json : JSON.stringify(json).slice(1, -1)
}

const HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
/** An empty last block. */
const LAST = Buffer.from([3, 0])

/** One gzip file of compressed pieces and of short ones that stand in it as they are (RFC 1951 and 1952). */
function gzipped(blocks: readonly { plain: Buffer; deflated: Buffer | null }[]): Buffer {
  let [sum, size] = [0, 0]
  const parts: Uint8Array[] = [HEAD]
  for (const { plain, deflated } of blocks) {
    sum = crc32(plain, sum)
    size += plain.length
    if (deflated) parts.push(deflated)
    else parts.push(asItIs(plain.length), plain)
  }
  const foot = Buffer.alloc(8)
  foot.writeUInt32LE(sum, 0)
  foot.writeUInt32LE(size % 2 ** 32, 4)
  return Buffer.concat([...parts, LAST, foot])
}

/** The head of a block that is not compressed: its length and the same turned over. */
function asItIs(length: number): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt16LE(length, 1)
  head.writeUInt16LE(~length & 0xffff, 3)
  return head
}
