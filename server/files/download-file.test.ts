import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { SAMPLES, sent } from './testing/papers.ts'
import { ask, servingFiles, until } from './testing/serving-files.ts'
import { uploadFile } from './upload-file.ts'

let serving: Awaited<ReturnType<typeof servingFiles>>
let at: (typeof serving)['at']
let asked: (typeof serving)['asked']
beforeAll(async () => {
  serving = await servingFiles()
  ;({ at, asked } = serving)
})
afterAll(() => serving.close())

describe('a download', () => {
  const upload = async (content: Buffer, name = 'plan – чертеж.png', declared = 'image/png') =>
    (
      await uploadFile(
        at.as(at.cast.ana),
        { to: { kind: 'contract', id: at.cast.contractOfRila } },
        sent(name, declared, content),
        { gone: new AbortController().signal },
      )
    ).attachmentId

  it('[S29] is saved, not opened, under its own name, and kept by nobody on the way', async () => {
    const { status, headers, body } = await ask(asked(at.cast.boris, `/files/${await upload(SAMPLES.png)}`))
    expect([status, body]).toEqual([200, SAMPLES.png])
    expect(headers['content-disposition']).toBe(
      `attachment; filename="plan - ??????.png"; filename*=UTF-8''plan%20%E2%80%93%20%D1%87%D0%B5%D1%80%D1%82%D0%B5%D0%B6.png`.replace(
        'plan - ',
        'plan ? ',
      ),
    )
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    expect(headers['content-security-policy']).toMatch(/^sandbox;/)
  })

  it('[S29] only pictures and PDF are shown in the page; nothing but a PDF that is to be shown can be framed', async () => {
    const shown = async (id: string, asking = '?show=1') => {
      const { headers } = await ask(asked(at.cast.ana, `/files/${id}${asking}`))
      const policy = String(headers['content-security-policy'])
      return [
        headers['content-disposition']?.split(';')[0],
        policy.includes('sandbox'),
        /frame-ancestors ('\w+')/.exec(policy)?.[1],
        headers['x-frame-options'],
      ]
    }
    const pdf = await upload(SAMPLES.pdf, 'a.pdf', 'application/pdf')
    expect(await shown(await upload(SAMPLES.png))).toEqual(['inline', true, "'none'", 'DENY'])
    expect(await shown(pdf)).toEqual(['inline', false, "'self'", 'SAMEORIGIN'])
    expect(await shown(pdf, '')).toEqual(['attachment', true, "'none'", 'DENY'])
    const text = await upload(Buffer.from('plain'), 'a.txt', 'text/plain')
    expect(await shown(text)).toEqual(['attachment', true, "'none'", 'DENY'])
  })

  it.each([
    ['bytes=0-3', 206, 'bytes 0-3/19', 'Изм'.slice(0, 2)],
    ['bytes=-4', 206, 'bytes 15-18/19', null],
    ['bytes=5-', 206, 'bytes 5-18/19', null],
    ['bytes=0-1,3-4', 200, undefined, null],
    ['bytes=19-', 416, 'bytes */19', null],
  ])('[S29] %s is answered with %s', async (range, status, contentRange, begins) => {
    const id = await upload(Buffer.from('Изм: 21,4 °C ok'), 'a.txt', 'text/plain')
    const answer = await ask(asked(at.cast.ana, `/files/${id}`, { headers: { range } }))
    expect([answer.status, answer.headers['content-range']]).toEqual([status, contentRange])
    if (begins) expect(answer.body.toString()).toBe(begins)
  })

  it('[S3] of what is not theirs is the answer of an address that never was', async () => {
    const id = await upload(SAMPLES.png)
    const hidden = await ask(asked(at.cast.claire, `/files/${id}`))
    const never = await ask(asked(at.cast.claire, '/files/00000000-0000-4000-8000-000000000000'))
    expect([hidden.status, hidden.body]).toEqual([404, never.body])
    expect(hidden.body).toEqual((await ask(asked(at.cast.claire, '/nothing'))).body)
  })

  it('[A7] older than the grant’s days back is out of reach, one millisecond either side', async () => {
    const id = await upload(SAMPLES.png)
    const dated = (ms: number) =>
      at.db
        .updateTable('attachments')
        .set({ uploaded_at: new Date(Date.now() - 90 * 24 * 3600_000 + ms) })
        .where('id', '=', id)
        .execute()
    await dated(60_000)
    expect((await ask(asked(at.cast.ana, `/files/${id}`))).status).toBe(200)
    await dated(-1)
    expect((await ask(asked(at.cast.ana, `/files/${id}`))).status).toBe(404)
    expect((await ask(asked(at.cast.boris, `/files/${id}`))).status).toBe(200)
  })

  it('[S12] [S29] ends when the right does, in the middle of the file', async () => {
    const id = await upload(Buffer.from('0123456789abcdef'.repeat(1_500_000)), 'long.txt', 'text/plain')
    let received = 0
    const ended = new Promise<string>((resolve) => {
      request(asked(at.cast.jonas, `/files/${id}`), (message) => {
        // A slow reader: most of the file is still to come.
        message.on('data', (piece: Buffer) => {
          received += piece.length
          message.pause()
        })
        message.once('error', () => resolve('cut'))
        message.once('end', () => resolve('whole'))
        const reading = setInterval(() => message.resume(), 5)
        message.once('close', () => clearInterval(reading))
      }).end()
    })
    await until(() => received > 0)
    await rearrange(at.db, async (db) => {
      await db.updateTable('grants').set({ suspended_at: new Date() }).where('id', '=', at.cast.jonas.grantId).execute()
      await db
        .updateTable('policy_version')
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .execute()
    })
    expect(await ended).toBe('cut')
    expect(received).toBeLessThan(24_000_000)
    expect(
      (await at.db.selectFrom('audit_entries').select('id').where('what', '=', 'file.downloaded').execute()).length,
    ).toBeGreaterThan(0)
  })
})
