import type { IncomingMessage } from 'node:http'
import { constants, crc32, deflateRawSync } from 'node:zlib'
import { ID, type Own } from './own-values.ts'
import { compressed, readsGzip, type Parcel } from './parcel.ts'

/** What stands between two pieces: the nonce, or the value `nth` of the answer's own, as its words or in the data that is sent along. */
type Hole = { is: 'nonce' } | { is: 'words' | 'data'; nth: number }

/** A piece that is the same in every answer, as it is and compressed so that anything may stand before and behind it. */
interface Piece {
  plain: Buffer
  deflated: Buffer
}

/** A document with holes for what differs in every answer. */
export interface Cut {
  /** What it takes to keep it. */
  bytes: number
  /** The document of this answer. */
  filled: (own: readonly Own[], nonce: string, message: IncomingMessage, headers: [string, string][]) => Promise<Parcel>
}

interface Written {
  nonce: string
  own: readonly Own[]
  /** What stands in the data in place of each. */
  names: readonly string[]
}

/** Cuts a document where its nonce and what is its own stand. All three are random, so they stand nowhere by chance. */
export function cut(text: string, { nonce, own, names }: Written): Cut {
  const holes = new Map<string, Hole>([[nonce, { is: 'nonce' }]])
  own.forEach(({ name, value }, nth) => {
    // The data is JSON in a text of a script.
    holes.set(`\\"${names[nth] ?? ''}\\"`, { is: 'data', nth })
    if (name === ID) holes.set(String(value), { is: 'words', nth })
  })
  const any = new RegExp(`(${[...holes.keys()].map((one) => one.replace('\\', '\\\\')).join('|')})`)
  const parts = text.split(any).map((part, at) => (at % 2 === 1 ? (holes.get(part) ?? null) : pieceOf(part)))
  const bytes = parts.reduce(
    (sum, part) => sum + (part && 'plain' in part ? part.plain.length + part.deflated.length : 0),
    0,
  )
  return {
    bytes: bytes + 1,
    filled(mine, nonceOfThis, message, headers) {
      const blocks = parts.flatMap((part) => {
        if (part === null) return []
        return 'plain' in part ? [part] : [{ plain: Buffer.from(valueFor(part, mine, nonceOfThis)), deflated: null }]
      })
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
  if (hole.is === 'nonce') return nonce
  const value = own[hole.nth]?.value ?? ''
  // As the framework's script has it: JSON in a text.
  return hole.is === 'words' ? String(value) : JSON.stringify(JSON.stringify(value)).slice(1, -1)
}

const HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
/** An empty last block. */
const LAST = Buffer.from([3, 0])

/** One gzip file of compressed pieces and of short ones that stand in it as they are (RFC 1951 and 1952). */
function gzipped(blocks: readonly { plain: Buffer; deflated: Buffer | null }[]): Buffer {
  let [sum, size] = [0, 0]
  const parts = [HEAD]
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
