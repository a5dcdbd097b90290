import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { proveWatchers } from '#server/access/watch.ts'
import { sent } from '#server/files/testing/papers.ts'
import { ask, servingFiles } from '#server/files/testing/serving-files.ts'
import { uploadFile } from '#server/files/upload-file.ts'
import type { Caller } from '#server/platform/caller.ts'
import { look } from '#server/platform/look.ts'
import { saveCell } from '#server/settings/save-cell.ts'
import { streamOf } from '#server/streams/events.ts'
import { positionsOf } from '#server/streams/positions.ts'
import type { TestPortal } from '#tools/test-portal.ts'
import { accountPage } from '#server/accounts/account-page.ts'
import { addNote } from './add-note.ts'
import { editNote } from './edit-note.ts'
import { notesOf, sharedNotes } from './queries.ts'
import { removeNote } from './remove-note.ts'
import { shareNote } from './share-note.ts'

let files: Awaited<ReturnType<typeof servingFiles>>
let home: TestPortal
beforeAll(async () => {
  files = await servingFiles()
  home = files.at
})
afterAll(() => files.close())

const mila = () => home.as(home.cast.mila)
const seenBy = async (who: 'ana' | 'boris' | 'vera' | 'claire' | 'jonas') =>
  (await sharedNotes(home.as(home.cast[who]), new URLSearchParams())).notes.map(({ html }) =>
    html.replaceAll(/<[^>]+>/g, '').trim(),
  )
const mayHear = async (who: 'ana' | 'claire' | 'jonas' | 'mila', stream: string) => {
  const [standing] = await proveWatchers(home.db, [{ caller: home.as(home.cast[who]), streams: [stream] }])
  return standing?.ended === null && standing.streams.get(stream)?.allowed === true
}
const readers = async () => (await accountPage(mila(), home.cast.rila)).notes.readers
const shareIt = async (noteId: string) => {
  const audience = (await readers()).map(({ id }) => id)
  return shareNote(mila(), { noteId, shared: true, audience })
}
const takeBack = (noteId: string) => shareNote(mila(), { noteId, shared: false, audience: [] })
const attach = async (caller: Caller, noteId: string, name: string) => {
  const gone = new AbortController().signal
  const file = sent(name, 'text/plain', `The plan of ${name}`)
  return (await uploadFile(caller, { to: { kind: 'note', id: noteId } }, file, { gone })).attachmentId
}
const opens = async (who: 'ana' | 'boris' | 'claire', fileId: string) =>
  (await ask(files.asked(home.cast[who], `/files/${fileId}`))).status === 200
const clockOf = async (stream: string) =>
  (await home.db.selectFrom('streams').select('clock').where('name', '=', stream).executeTakeFirst())?.clock ?? 0

describe('notes on an account', () => {
  it('[E8] are seen by the client only while "Share with client" is ticked, by every role, and by nobody else', async () => {
    const { noteId } = await addNote(mila(), home.cast.rila, { body: 'Keys are with **Sam**', shared: false })
    expect(await seenBy('ana')).toEqual([])
    expect((await accountPage(mila(), home.cast.rila)).notes.notes).toMatchObject([
      { shared: false, body: 'Keys are with **Sam**' },
    ])
    await shareIt(noteId)
    for (const who of ['ana', 'boris', 'vera'] as const) expect(await seenBy(who)).toEqual(['Keys are with Sam'])
    expect(await seenBy('claire')).toEqual([])
    await expect(seenBy('jonas')).rejects.toMatchObject({ status: 404 })
    await takeBack(noteId)
    expect(await seenBy('ana')).toEqual([])
  })

  it('[E8] who would see a note that is shared is told to the host’s people only, by name, and is who then sees it', async () => {
    const ids = async () => (await readers()).map(({ id }) => id).sort()
    const of = (...who: ('ana' | 'boris' | 'vera')[]) => who.map((one) => home.cast[one].userId).sort()
    expect(await ids()).toEqual(of('ana', 'boris', 'vera'))
    expect((await sharedNotes(home.as(home.cast.ana), new URLSearchParams())).readers).toEqual([])
    await rearrange(home.db, (db) =>
      db.updateTable('grants').set({ suspended_at: new Date() }).where('id', '=', home.cast.boris.grantId).execute(),
    )
    expect(await ids()).toEqual(of('ana', 'vera'))
    expect((await readers()).map(({ name }) => name)).toEqual(['Ana', 'Vera'])
    // Whoever came to it while the question stood is named before they see it.
    const { noteId } = await addNote(mila(), home.cast.rila, { body: 'Asked first', shared: false })
    const audience = await ids()
    await rearrange(home.db, (db) =>
      db.updateTable('grants').set({ suspended_at: null }).where('id', '=', home.cast.boris.grantId).execute(),
    )
    const share = () => shareNote(mila(), { noteId, shared: true, audience })
    await expect(share()).rejects.toMatchObject({
      status: 409,
      words: { key: 'note_audience_grown', values: { names: 'Boris' } },
    })
    expect(await seenBy('ana')).not.toContain('Asked first')
    await shareIt(noteId)
    expect(await seenBy('boris')).toContain('Asked first')
    // It is shared by then: nothing is asked of whoever pressed, too.
    await share()
    await removeNote(mila(), { noteId })
  })

  it('[E8] taking the share back is a change of rules; sharing is not', async () => {
    const { noteId } = await addNote(mila(), home.cast.rila, { body: 'Once', shared: false })
    const version = async () =>
      (await home.db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()).version
    const before = await version()
    await shareIt(noteId)
    expect(await version()).toBe(before)
    expect(await mayHear('ana', streamOf.note(noteId))).toBe(true)
    await takeBack(noteId)
    expect(await version()).toBeGreaterThan(before)
    expect(await mayHear('ana', streamOf.note(noteId))).toBe(false)
    expect(await mayHear('mila', streamOf.note(noteId))).toBe(true)
  })

  it('[E8] [S5] what is not shared leaves no trace where the client listens', async () => {
    const { rila } = home.cast
    const before = await clockOf(streamOf.account(rila))
    const { noteId } = await addNote(mila(), rila, { body: 'CANARY-UNSHARED', shared: false })
    await editNote(mila(), { noteId, body: 'CANARY-UNSHARED again', version: 1 })
    await removeNote(mila(), { noteId })
    expect(await clockOf(streamOf.account(rila))).toBe(before)
    expect(await mayHear('ana', streamOf.account(rila))).toBe(true)
    expect(await mayHear('ana', streamOf.accountTeam(rila))).toBe(false)
    expect(await mayHear('claire', streamOf.account(rila))).toBe(false)
    expect(await mayHear('jonas', streamOf.account(rila))).toBe(false)
    const page = await sharedNotes(home.as(home.cast.ana), new URLSearchParams())
    expect(JSON.stringify(page)).not.toContain('CANARY')
    expect(Object.keys(page.positions).some((stream) => stream.endsWith('/team'))).toBe(false)
  })

  it('[E8] [A10] the matrix closes them for a kind', async () => {
    await addNote(mila(), home.cast.rila, { body: 'For all', shared: true })
    expect(await seenBy('ana')).toContain('For all')
    await saveCell(home.as(home.cast.adam), { action: 'note.list', kind: 'client', ticked: false })
    await expect(seenBy('ana')).rejects.toMatchObject({ status: 404 })
    await saveCell(home.as(home.cast.adam), { action: 'note.list', kind: 'client', ticked: true })
  })

  it('[E8] are written by the host’s people only, and an external learns of none by trying', async () => {
    const { noteId } = await addNote(mila(), home.cast.corvin, { body: 'Of Corvin', shared: true })
    const ana = home.as(home.cast.ana)
    await expect(addNote(ana, home.cast.rila, { body: 'x', shared: true })).rejects.toMatchObject({ status: 404 })
    await expect(editNote(ana, { noteId, body: 'x', version: 1 })).rejects.toMatchObject({ status: 404 })
    await expect(shareNote(ana, { noteId, shared: false, audience: [] })).rejects.toMatchObject({ status: 404 })
    const claire = home.as(home.cast.claire)
    await expect(editNote(claire, { noteId, body: 'x', version: 1 })).rejects.toMatchObject({ message: 'staff_only' })
    await expect(removeNote(claire, { noteId })).rejects.toMatchObject({ message: 'staff_only' })
  })

  it('[E8] [X10] two who edit one note: the second is told', async () => {
    const { noteId } = await addNote(mila(), home.cast.rila, { body: 'First', shared: false })
    await editNote(mila(), { noteId, body: 'Second', version: 1 })
    await expect(editNote(home.as(home.cast.adam), { noteId, body: 'Third', version: 1 })).rejects.toMatchObject({
      message: 'note_changed',
    })
  })

  it('[E8] [A7] a file on a note goes with it, and no further back than days back', async () => {
    const { noteId } = await addNote(mila(), home.cast.rila, { body: 'With a plan', shared: true })
    const fileId = await attach(mila(), noteId, 'plan.txt')
    expect(await opens('ana', fileId)).toBe(true)
    expect(await opens('claire', fileId)).toBe(false)
    await expect(attach(home.as(home.cast.ana), noteId, 'mine.txt')).rejects.toMatchObject({ message: 'staff_only' })
    await rearrange(home.db, (db) =>
      db
        .updateTable('attachments')
        .set({ uploaded_at: new Date(Date.now() - 91 * 86_400_000) })
        .where('id', '=', fileId)
        .execute(),
    )
    expect(await opens('ana', fileId)).toBe(false)
    expect(await opens('boris', fileId)).toBe(true)
    await takeBack(noteId)
    expect(await opens('boris', fileId)).toBe(false)
    await expect(attach(home.as(home.cast.boris), noteId, 'mine.txt')).rejects.toMatchObject({ status: 404 })
  })

  it('[E8] a file on a note is listed and can be downloaded while the note is shared, and never otherwise', async () => {
    const { noteId } = await addNote(mila(), home.cast.rila, { body: 'The lease', shared: false })
    const fileId = await attach(mila(), noteId, 'lease.txt')
    const listed = async (who: 'ana' | 'claire') =>
      (await sharedNotes(home.as(home.cast[who]), new URLSearchParams())).notes.flatMap(({ attached }) =>
        attached.files.map(({ name }) => name),
      )
    const seen = async (who: 'ana' | 'claire') => [(await listed(who)).includes('lease.txt'), await opens(who, fileId)]
    expect(await seen('ana')).toEqual([false, false])
    await shareIt(noteId)
    expect(await seen('ana')).toEqual([true, true])
    const file = await ask(files.asked(home.cast.ana, `/files/${fileId}`))
    expect(file.body.toString()).toBe('The plan of lease.txt')
    expect(await seen('claire')).toEqual([false, false])
    await takeBack(noteId)
    expect(await seen('ana')).toEqual([false, false])
    expect(await mayHear('ana', streamOf.note(noteId))).toBe(false)
    await shareIt(noteId)
    await removeNote(mila(), { noteId })
    expect(await seen('ana')).toEqual([false, false])
  })

  it('[E8] [F2] [X10] one that is removed is lost to the client; the host’s people hear that it is gone, and their page goes on', async () => {
    const { noteId } = await addNote(mila(), home.cast.rila, { body: 'Gone soon', shared: true })
    const stream = streamOf.note(noteId)
    expect([await mayHear('ana', stream), await mayHear('mila', stream)]).toEqual([true, true])
    await removeNote(home.as(home.cast.adam), { noteId })
    expect([await mayHear('ana', stream), await mayHear('mila', stream)]).toEqual([false, true])
    await expect(look(mila(), (here) => here.scope.note(noteId))).rejects.toMatchObject({ status: 404 })
  })

  it('[E8] [F1] the page stands where it was read: what becomes of the notes meanwhile is told to it', async () => {
    const { rila } = home.cast
    const { noteId } = await addNote(mila(), rila, { body: 'Read', shared: true })
    const page = await look(mila(), (here) => {
      const notes: typeof here.scope.notes = (action) =>
        here.scope.notes(action).withPlugin({
          transformQuery: ({ node }) => node,
          async transformResult({ result }) {
            await addNote(mila(), rila, { body: 'Added meanwhile', shared: true })
            await editNote(mila(), { noteId, body: 'Edited meanwhile', version: 1 })
            return result
          },
        })
      return notesOf({ ...here, scope: { ...here.scope, notes } }, rila, new URLSearchParams())
    })
    const now = await positionsOf(home.db, Object.keys(page.positions))
    const moved = Object.keys(now).filter((stream) => now[stream] !== page.positions[stream])
    expect(moved.sort()).toEqual([streamOf.account(rila), streamOf.accountTeam(rila), streamOf.note(noteId)].sort())
  })

  it('[E8] older ones are behind an address of their own', async () => {
    for (let nth = 0; nth < 22; nth++) await addNote(mila(), home.cast.corvin, { body: `Note ${nth}`, shared: true })
    const claire = home.as(home.cast.claire)
    const first = await sharedNotes(claire, new URLSearchParams())
    const second = await sharedNotes(claire, new URLSearchParams({ after: first.older ?? '' }))
    expect([first.notes.length, second.notes.length, second.older]).toEqual([20, 3, null])
    expect(new Set([...first.notes, ...second.notes].map(({ id }) => id)).size).toBe(23)
  })
})
