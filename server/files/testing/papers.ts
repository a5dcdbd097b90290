import { PassThrough, Readable } from 'node:stream'
import { deflateSync } from 'node:zlib'
import type { Incoming } from '../receive.ts'

/** A file as a browser would send it. */
export const sent = (name: string, declared: string, content: Buffer | string): Incoming => ({
  name,
  declared,
  bytes: Readable.from([Buffer.from(content)]),
})

/** Text that arrives in two pieces, the second when `go` settles. */
export function slow(name: string, go: Promise<unknown>): Incoming {
  const bytes = new PassThrough()
  bytes.write('the first half, ')
  void go.then(() => bytes.end('and the second'))
  return { name, declared: 'text/plain', bytes }
}

const chunk = (type: string, data: Buffer) => {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length, 0)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, data, Buffer.alloc(4)])
}

const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])

/** Whole small files of every layout; what stands in them is of no matter. */
export const SAMPLES = {
  png: Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 20, 80, 78]))),
    chunk('IEND', Buffer.alloc(0)),
  ]),
  jpg: Buffer.from('ffd8ffe000104a46494600010100000100010000ffda0008010100003f00d2cf20ffd9', 'hex'),
  gif: Buffer.from('47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b', 'hex'),
  webp: Buffer.concat([
    Buffer.from('RIFF\x16\x00\x00\x00WEBPVP8L', 'latin1'),
    Buffer.from('0a0000002f00000010071011118888fe0700', 'hex').subarray(0, 14),
  ]),
  pdf: Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  ),
  docx: zip([
    [
      '[Content_Types].xml',
      '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ],
    ['word/document.xml', '<?xml version="1.0"?><w:document/>'],
  ]),
  odt: zip([['mimetype', 'application/vnd.oasis.opendocument.text']]),
  txt: Buffer.from('Измерено: 21,4 °C\r\n'),
  csv: Buffer.from('room,°C\nspa,28\n'),
  md: Buffer.from('# Protocol\n\n- one\n'),
}

/** An archive of stored entries. */
export function zip(entries: readonly (readonly [string, string])[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of entries) {
    const data = Buffer.from(text)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(data.length, 18)
    fields.writeUInt16LE(name.length, 22)
    files.push(Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), data)
    const more = Buffer.alloc(14)
    more.writeUInt32LE(offset, 10)
    directory.push(
      Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
      fields,
      more.subarray(0, 4),
      more.subarray(4),
      Buffer.from(name),
    )
    offset += 30 + name.length + data.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, central, end])
}
