import { deflateSync, crc32 } from 'node:zlib'
import type { Chance } from './seed.ts'

/** One A4 page of text as a PDF (ASCII; the standard fonts need nothing embedded). */
export function pageOf(lines: readonly string[]): Buffer {
  const plain = (line: string) =>
    line
      .normalize('NFKD')
      .replaceAll(/[^\x20-\x7e]/g, '')
      .replaceAll(/[\\()]/g, '\\$&')
  const text = `BT /F1 12 Tf 60 780 Td 20 TL ${lines.map((line) => `(${plain(line)}) Tj T*`).join(' ')} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, nth) => {
    const offset = file.length
    file += `${nth + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = file.length
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  return Buffer.from(
    `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  )
}

const WIDTH = 320
const HEIGHT = 200
/** Stone, teal, slate, sand, water: what a wall and its tiles look like from afar. */
const COLOURS = [
  [214, 206, 195],
  [28, 98, 98],
  [92, 104, 112],
  [226, 200, 160],
  [120, 172, 186],
] as const

/** A wall of tiles as a PNG. */
export function pictureOf(chance: Chance): Buffer {
  const tile = chance.between(16, 40)
  const [wall, ...tiles] = chance.some(COLOURS, 4)
  const columns = Math.ceil(WIDTH / tile)
  const pattern = Array.from({ length: columns * Math.ceil(HEIGHT / tile) }, () => chance.pick(tiles))
  const pixels = Buffer.alloc(HEIGHT * (1 + WIDTH * 3))
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const joint = x % tile < 2 || y % tile < 2
      const colour = joint ? wall : pattern[Math.floor(y / tile) * columns + Math.floor(x / tile)]
      pixels.set(colour ?? [0, 0, 0], y * (1 + WIDTH * 3) + 1 + x * 3)
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
