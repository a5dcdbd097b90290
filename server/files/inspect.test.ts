import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Invalid } from '#server/platform/errors.ts'
import { claimedKind, inspect } from './inspect.ts'
import { kindNamed } from './kinds.ts'
import { SAMPLES, zip } from './testing/papers.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-inspect-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function inspected(name: string, declared: string, content: Buffer): Promise<string> {
  const path = join(folder, 'one')
  await writeFile(path, content)
  const kind = claimedKind(name, declared)
  await inspect(path, content.length, name, kind)
  return kind.mediaType
}

const whole = (extension: keyof typeof SAMPLES) =>
  [`a.${extension}`, kindNamed(`a.${extension}`)?.mediaType ?? '', SAMPLES[extension]] as const

describe('what a file is', () => {
  it.each(Object.keys(SAMPLES) as (keyof typeof SAMPLES)[])('[S28] a %s that is one is taken in', async (extension) => {
    const [name, type, content] = whole(extension)
    expect(await inspected(name, type, content)).toBe(type)
  })

  it.each([
    ['plan.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['page.html', 'text/html', '<p>'],
    ['tool.exe', 'application/octet-stream', 'MZ'],
    ['archive.zip', 'application/zip', zip([['a', 'b']]).toString('latin1')],
    ['macro.docm', 'application/octet-stream', ''],
    ['no extension', 'text/plain', 'text'],
  ])('[S28] %s is of a kind that is not taken in', async (name, type, content) => {
    await expect(inspected(name, type, Buffer.from(content, 'latin1'))).rejects.toMatchObject({
      fields: { file: { key: 'file_type_forbidden' } },
    })
  })

  it.each([
    ['a page called a picture', 'a.png', 'image/png', Buffer.from('<html><script>alert(1)</script>')],
    ['a picture called a PDF', 'a.pdf', 'application/pdf', SAMPLES.png],
    ['a picture declared as another', 'a.png', 'image/jpeg', SAMPLES.png],
    ['a PDF called text', 'a.txt', 'text/plain', SAMPLES.pdf],
    ['a page called text', 'a.txt', 'text/plain', Buffer.from('  <!DOCTYPE html><script>alert(1)</script>')],
    ['a drawing called text', 'a.txt', 'text/plain', Buffer.from('<svg onload="alert(1)">')],
    ['an archive called a document', 'a.docx', kindNamed('a.docx')?.mediaType ?? '', zip([['evil.js', 'alert(1)']])],
    ['a picture with an archive behind it', 'a.png', 'image/png', Buffer.concat([SAMPLES.png, SAMPLES.docx])],
    ['a photo with an archive behind it', 'a.jpg', 'image/jpeg', Buffer.concat([SAMPLES.jpg, SAMPLES.docx])],
    [
      'a photo with a page in its beginning',
      'a.jpg',
      'image/jpeg',
      Buffer.concat([
        SAMPLES.jpg.subarray(0, 20),
        Buffer.from('fffe0020', 'hex'),
        Buffer.from('<html><script>alert(1)</script>'),
        SAMPLES.jpg.subarray(20),
      ]),
    ],
    ['a GIF that is a script', 'a.gif', 'image/gif', Buffer.from('GIF89a/*aaaaaaaaaaaa*/=1;alert(1)')],
    [
      'a document with a PDF in it',
      'a.odt',
      kindNamed('a.odt')?.mediaType ?? '',
      zip([
        ['mimetype', 'application/vnd.oasis.opendocument.text'],
        ['x', SAMPLES.pdf.toString('latin1')],
      ]),
    ],
    ['a PDF with an archive behind it', 'a.pdf', 'application/pdf', Buffer.concat([SAMPLES.pdf, SAMPLES.docx])],
    ['a PDF after something else', 'a.pdf', 'application/pdf', Buffer.concat([Buffer.from('\n\n\n'), SAMPLES.pdf])],
    ['half a picture', 'a.png', 'image/png', SAMPLES.png.subarray(0, -12)],
    [
      'a picture made of a million parts',
      'a.png',
      'image/png',
      Buffer.concat([SAMPLES.png.subarray(0, 33), Buffer.alloc(12 * 30_000)]),
    ],
  ])('[S28] %s is refused', async (_what, name, type, content) => {
    await expect(inspected(name, type, content)).rejects.toBeInstanceOf(Invalid)
  })

  it('[S28] what Windows declares for a CSV is known', async () => {
    expect(await inspected('list.csv', 'application/vnd.ms-excel', SAMPLES.csv)).toBe('text/csv')
  })
})
