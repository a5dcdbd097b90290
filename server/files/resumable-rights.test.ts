import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { saveAttachmentControls } from '#server/settings/save-contract-settings.ts'
import { keepPartials, sweepPartials } from './sweep-partials.ts'
import { HALF, halves, TEXT, words } from './testing/halves.ts'
import { resuming } from './testing/resuming.ts'
import { servingFiles, until } from './testing/serving-files.ts'

let serving: Awaited<ReturnType<typeof servingFiles>>
let at: (typeof serving)['at']
let tus: ReturnType<typeof resuming>
let on: ReturnType<typeof halves>
beforeAll(async () => {
  serving = await servingFiles()
  ;({ at } = serving)
  tus = resuming(serving)
  on = halves(serving, tus)
})
afterAll(() => serving.close())

const set = async (blockUpload: boolean) => {
  const { version } = await at.db.selectFrom('portal_settings').select('version').executeTakeFirstOrThrow()
  const rest = { blockEdit: false, blockDelete: false, attachmentMode: 'always' as const, version }
  await saveAttachmentControls(at.as(at.cast.adam), { blockUpload, ...rest })
}
beforeEach(async () => {
  await at.db.deleteFrom('uploads').execute()
  await sweepPartials(at.portal)
})
afterEach(() => set(false))

describe('the right to go on with an upload', () => {
  it('[D4] is refused at once when the control closes under way, and nothing is half-stored', async () => {
    const before = await on.attached()
    const location = await tus.begin(at.cast.ana, on.onContract(), TEXT.length)
    const sending = await tus.beginning(at.cast.ana, location, 0, TEXT.length, TEXT.slice(0, HALF))
    await set(true)
    expect(await sending.answer.catch(() => 403)).toBe(403)
    await until(async () => (await tus.rows()).length === 0)
    expect(await on.onItsWay()).toEqual([])
    expect(await on.attached()).toEqual(before)
    const anew = await tus.announce(at.cast.ana, on.onContract(), TEXT.length)
    expect([anew.status, words(anew.body).key]).toEqual([403, 'attachments_closed'])
  })

  it('[D4] paused when the control closes is given up by itself, and refused to whoever goes on', async () => {
    const end = keepPartials(at.portal)
    const location = await on.half()
    expect(await tus.partials()).toHaveLength(1)
    await set(true)
    await until(async () => (await tus.partials()).length === 0)
    expect(await on.onItsWay()).toEqual([])
    await end()
    await set(false)
    const silent = await on.half()
    await set(true)
    expect((await tus.head(at.cast.ana, silent)).status).toBe(403)
    expect(await on.onItsWay()).toEqual([])
    expect((await tus.head(at.cast.ana, location)).status).toBe(404)
  })

  it('[D4] whose last byte comes after the control closed is refused whole by the transaction that would store it', async () => {
    const before = await on.attached()
    const location = await tus.begin(at.cast.ana, on.onContract(), TEXT.length)
    // The bell is silent: what refuses it is the question under the gate.
    const { listen } = at.portal.doorbell
    at.portal.doorbell.listen = () => () => undefined
    const sending = await tus.beginning(at.cast.ana, location, 0, TEXT.length, TEXT.slice(0, HALF))
    await set(true)
    sending.go(TEXT.slice(HALF))
    expect(await sending.answer).toBe(403)
    at.portal.doorbell.listen = listen
    expect(await on.attached()).toEqual(before)
    expect(await on.onItsWay()).toEqual([])
  })

  it('[A5] ends with the grant in whose name it was begun', async () => {
    const end = keepPartials(at.portal)
    const { jonas } = at.cast
    const location = await on.half(jonas)
    const suspend = (at_: Date | null) =>
      rearrange(at.db, (db) =>
        db.updateTable('grants').set({ suspended_at: at_ }).where('id', '=', jonas.grantId).execute(),
      )
    await suspend(new Date())
    expect((await tus.head(jonas, location)).status).toBe(403)
    expect(await on.onItsWay()).toEqual([])
    await suspend(null)
    await end()
  })

  it('[S3] is nobody else’s: another person, session or grant finds what never was', async () => {
    const location = await on.half()
    const never = location.replace(/[^/]+$/, '00000000-0000-4000-8000-000000000000')
    const mine = await tus.patch(at.cast.boris, location, HALF, 'x')
    expect(mine.status).toBe(404)
    expect(mine.body).toEqual((await tus.patch(at.cast.boris, never, HALF, 'x')).body)
    expect((await tus.head(at.cast.adam, location)).status).toBe(404)
    expect((await tus.stop(at.cast.boris, location)).status).toBe(404)
    await rearrange(at.db, (db) => db.updateTable('uploads').set({ session_id: at.cast.boris.sessionId }).execute())
    expect((await tus.head(at.cast.ana, location)).status).toBe(404)
    expect(await tus.partials()).toHaveLength(1)
  })

  it('[S12] goes with the session that began it', async () => {
    const location = await on.half(at.cast.victor)
    await rearrange(at.db, (db) => db.deleteFrom('sessions').where('id', '=', at.cast.victor.sessionId).execute())
    expect((await tus.head(at.cast.victor, location)).status).toBe(401)
    await sweepPartials(at.portal)
    expect(await on.onItsWay()).toEqual([])
  })
})
