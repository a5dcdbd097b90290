import { request } from 'node:http'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '#db/testing/cast.ts'
import { saveAttachmentControls } from '#server/settings/save-contract-settings.ts'
import { ask, prefixOf, servingFiles, until } from './testing/serving-files.ts'

let serving: Awaited<ReturnType<typeof servingFiles>>
let at: (typeof serving)['at']
let asked: (typeof serving)['asked']
beforeAll(async () => {
  serving = await servingFiles()
  ;({ at, asked } = serving)
})
afterAll(() => serving.close())

const set = async (blockUpload: boolean) => {
  const { version } = await at.db.selectFrom('portal_settings').select('version').executeTakeFirstOrThrow()
  await saveAttachmentControls(at.as(at.cast.adam), {
    blockUpload,
    blockEdit: false,
    blockDelete: false,
    attachmentMode: 'always',
    version,
  })
}
afterEach(() => set(false))

const EDGE = 'edge'
const head = (name: string, type: string) =>
  `--${EDGE}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`
const tail = `\r\n--${EDGE}--\r\n`
const multipart = { method: 'POST', headers: { 'content-type': `multipart/form-data; boundary=${EDGE}` } }
const post = (
  who: Member | null,
  content: Buffer | string,
  { name = 'a.txt', type = 'text/plain', accept = 'application/json' } = {},
) =>
  ask(
    asked(who, `/contracts/${at.cast.contractOfRila}/files`, {
      ...multipart,
      headers: { ...multipart.headers, accept },
    }),
    (write) => {
      write(head(name, type))
      write(content)
      write(tail)
    },
  )
const attached = async () => (await at.db.selectFrom('attachments').select('id').execute()).length
const arriving = () => readdir(join(at.portal.dataFolder, 'files/arriving')).catch(() => [])
const words = (body: Buffer) =>
  (JSON.parse(body.toString()) as { refused: { words: { key: string } } }).refused.words.key
describe('an upload over HTTP', () => {
  it('[S27] is attached, with a form of a page too, which is led back to its page', async () => {
    const before = await attached()
    expect((await post(at.cast.ana, 'text')).status).toBe(201)
    const form = await post(at.cast.ana, 'text', { accept: 'text/html' })
    expect([form.status, form.headers.location]).toEqual([
      303,
      `${prefixOf(at.cast.ana)}/contracts/${at.cast.contractOfRila}#files`,
    ])
    expect(await attached()).toBe(before + 2)
  })

  it('[S27] too large is refused while it comes, however it is sent, and the sender reads why', async () => {
    const before = await attached()
    const large = 'x'.repeat(320_000)
    const answer = await post(at.cast.ana, large)
    expect([answer.status, words(answer.body)]).toEqual([413, 'file_too_large'])
    const announced = Buffer.byteLength(head('a.txt', 'text/plain') + large + tail)
    const known = await ask(
      asked(at.cast.ana, `/contracts/${at.cast.contractOfRila}/files`, {
        ...multipart,
        headers: { ...multipart.headers, 'content-length': announced },
      }),
      (write) => write(head('a.txt', 'text/plain') + large + tail),
    )
    expect([known.status, words(known.body)]).toEqual([413, 'file_too_large'])
    const form = await post(at.cast.ana, large, { accept: 'text/html' })
    expect(form.headers.location).toMatch(/\?refused=file_too_large#files$/)
    expect([await attached(), await arriving()]).toEqual([before, []])
  })

  it('[S27] of 2 GB is refused by its declared length, with the limit, before any of it is read', async () => {
    const { status, body } = await ask(
      asked(at.cast.ana, `/contracts/${at.cast.contractOfRila}/files`, {
        ...multipart,
        headers: { ...multipart.headers, 'content-length': 2_000_000_000 },
      }),
      // The rest never comes.
      (write) => {
        write(head('film.txt', 'text/plain'))
        return new Promise(() => undefined)
      },
    )
    expect([status, words(body)]).toEqual([413, 'file_too_large'])
    expect(JSON.parse(body.toString())).toMatchObject({ refused: { words: { values: { mb: 0 } } } })
    expect(await arriving()).toEqual([])
  })

  it('[S27] cut in the middle leaves nothing', async () => {
    const before = await attached()
    const out = request(asked(at.cast.ana, `/contracts/${at.cast.contractOfRila}/files`, multipart))
    out.on('error', () => undefined)
    out.write(head('a.txt', 'text/plain') + 'half of it')
    await until(async () => (await arriving()).length === 1)
    expect(await arriving()).toHaveLength(1)
    out.destroy()
    await until(async () => (await arriving()).length === 0)
    expect([await attached(), await arriving()]).toEqual([before, []])
  })

  it('[D4] is refused at once when the control is switched on, with the rest of it still to come', async () => {
    const before = await attached()
    const answer = await ask(
      asked(at.cast.ana, `/contracts/${at.cast.contractOfRila}/files`, multipart),
      async (write) => {
        write(head('a.txt', 'text/plain') + 'half of it')
        await until(async () => (await arriving()).length === 1)
        await set(true)
        await new Promise((later) => setTimeout(later, 200))
        write('the other half' + tail)
      },
    )
    expect([answer.status, words(answer.body)]).toEqual([403, 'attachments_closed'])
    expect([await attached(), await arriving()]).toEqual([before, []])
  })

  it.each([
    ['nothing chosen', head('', 'application/octet-stream') + tail, 'file_missing'],
    ['no file in it', `--${EDGE}\r\ncontent-disposition: form-data; name="other"\r\n\r\nx${tail}`, 'file_missing'],
    ['a false type', head('a.png', 'image/png') + 'no picture' + tail, 'file_type_false'],
    [
      'a name that leads away',
      head('..\\\\..\\\\x.exe', 'application/octet-stream') + 'MZ' + tail,
      'file_type_forbidden',
    ],
  ])('[S28] a form with %s is refused', async (_what, body, key) => {
    const answer = await ask(asked(at.cast.ana, `/contracts/${at.cast.contractOfRila}/files`, multipart), (write) =>
      write(body),
    )
    expect([answer.status, words(answer.body)]).toEqual([422, key])
  })

  it('[S3] is nobody’s who has not signed in, and to what is not theirs as if it never was', async () => {
    expect(
      (
        await ask(asked(null, `/s/contracts/${at.cast.contractOfRila}/files`, multipart), (write) =>
          write(head('a.txt', 'text/plain') + tail),
        )
      ).status,
    ).toBe(401)
    expect((await post(at.cast.claire, 'text')).status).toBe(404)
    const never = await ask(
      asked(at.cast.claire, '/contracts/00000000-0000-4000-8000-000000000000/files', multipart),
      (write) => write(head('a.txt', 'text/plain') + 'text' + tail),
    )
    expect(never.status).toBe(404)
    expect(never.body).toEqual((await post(at.cast.claire, 'text')).body)
  })
})
