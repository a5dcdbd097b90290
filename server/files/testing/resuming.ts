import { readdir, stat } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import type { Member } from '#db/testing/cast.ts'
import { ask, prefixOf, until, type servingFiles } from './serving-files.ts'

type Serving = Awaited<ReturnType<typeof servingFiles>>

/** What a client of the tus protocol does, step by step. */
export function resuming({ at, asked }: Serving) {
  const tus = { 'tus-resumable': '1.0.0' }
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  /** Announces a file for a record; answers as the server did. */
  const announce = (who: Member, to: string, size: number, { name = 'a.txt', type = 'text/plain', sentId = '' } = {}) =>
    ask(
      asked(who, to, {
        method: 'POST',
        headers: {
          ...tus,
          'upload-length': size,
          'upload-metadata': `filename ${base64(name)},filetype ${base64(type)}${sentId && `,with ${base64(sentId)}`}`,
        },
      }),
    )
  const patching = (offset: number) => ({
    method: 'PATCH',
    headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': offset },
  })
  const here = (who: Member, location: string) => location.replace(prefixOf(who), '')
  return {
    announce,
    /** Announces, and answers where it goes on. */
    async begin(...args: Parameters<typeof announce>): Promise<string> {
      const { status, headers, body } = await announce(...args)
      if (status !== 201 || !headers.location) throw new Error(`${String(status)} ${body.toString()}`)
      return headers.location
    },
    /** How much is there. */
    head: (who: Member, location: string) =>
      ask(asked(who, here(who, location), { method: 'HEAD', headers: tus })).then(({ status, headers }) => ({
        status,
        offset: headers['upload-offset'] === undefined ? null : Number(headers['upload-offset']),
      })),
    patch: (who: Member, location: string, offset: number, piece: Buffer | string) =>
      ask(asked(who, here(who, location), patching(offset)), (write) => write(piece)),
    stop: (who: Member, location: string) => ask(asked(who, here(who, location), { method: 'DELETE', headers: tus })),
    /** A piece of which only the beginning leaves; `cut` ends the line, `go` sends the rest. */
    async beginning(who: Member, location: string, offset: number, size: number, piece: string) {
      const { method, headers } = patching(offset)
      const out = request(asked(who, here(who, location), { method, headers: { ...headers, 'content-length': size } }))
      const answer = new Promise<number>((resolve, reject) => {
        out.on('response', (message) => {
          message.resume()
          resolve(message.statusCode ?? 0)
        })
        out.on('error', reject)
      })
      answer.catch(() => undefined)
      out.write(piece)
      await until(async () => (await partSize()) >= offset + piece.length)
      return { answer, cut: () => out.destroy(), go: (rest: string) => out.end(rest) }
    },
    /** Names of what lies in the folder for what is on its way. */
    partials: () => readdir(join(at.portal.dataFolder, 'files/partial')).catch((): string[] => []),
    rows: () => at.db.selectFrom('uploads').selectAll().execute(),
  }

  async function partSize(): Promise<number> {
    const folder = join(at.portal.dataFolder, 'files/partial')
    const names = await readdir(folder).catch((): string[] => [])
    const sizes = await Promise.all(
      names.map((name) =>
        stat(join(folder, name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    )
    return Math.max(0, ...sizes)
  }
}
