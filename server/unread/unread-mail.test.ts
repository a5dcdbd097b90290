import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, sentId, type Member } from '#db/testing/cast.ts'
import { changeStatus } from '#server/contracts/change-status.ts'
import { muteConversation } from '#server/conversations/mute-conversation.ts'
import { talking } from '#server/conversations/testing/talking.ts'
import { deleteEntry } from '#server/feed/delete-entry.ts'
import { postEntryForm } from '#server/feed/forms.ts'
import { markRead } from '#server/feed/mark-read.ts'
import { postEntry } from '#server/feed/post-entry.ts'
import { deliverMail } from '#server/mail/deliver-mail.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { lookForUnread } from './look-for-unread.ts'
import { mailUnread } from './mail-unread.ts'

let on: TestPortal
let talk: ReturnType<typeof talking>
let rila: string

beforeAll(async () => {
  on = await testPortal()
  talk = talking(on)
  rila = await talk.open(on.cast.ana, { accountId: on.cast.rila })
})
afterAll(() => on.close())
beforeEach(async () => {
  await on.db.deleteFrom('outbox_mails').execute()
  await on.db.deleteFrom('reminded').execute()
  await sql`delete from graphile_worker._private_jobs`.execute(on.db)
  for (const who of [on.cast.mila, on.cast.ana, on.cast.boris, on.cast.vera])
    await talk.read(who, rila, Number.MAX_SAFE_INTEGER)
  const contract = { kind: 'contract', id: on.cast.contractOfRila } as const
  for (const who of [on.cast.victor, on.cast.ana, on.cast.boris])
    await markRead(on.as(who), contract, { all: Number.MAX_SAFE_INTEGER, team: 0 })
})

interface Job {
  task: string
  key: string | null
  minutes: number
}
const jobs = async (): Promise<Job[]> =>
  (
    await sql<Job>`select task_identifier as task, key, round(extract(epoch from run_at - clock_timestamp()) / 60)::int as minutes
      from graphile_worker.jobs order by id`.execute(on.db)
  ).rows
const asAbsent = ({ userId, grantId }: Member) => ({ userId, grantId })
const mails = () => on.db.selectFrom('outbox_mails').selectAll().orderBy('created_at').execute()
/** Writes the mail and hands it over, as the jobs do; answers what was left of it. */
async function mailTo(who: Member, meanwhile: () => Promise<unknown> = () => Promise.resolve()) {
  await mailUnread(on.portal, asAbsent(who))
  const written = (await mails()).at(-1)
  if (!written) return null
  await meanwhile()
  await deliverMail(on.portal, null, written.id)
  return on.db.selectFrom('outbox_mails').selectAll().where('id', '=', written.id).executeTakeFirstOrThrow()
}

describe('the mail about what stayed unread', () => {
  it('[C2] is due ten minutes after the first message, one job for a conversation however much is said', async () => {
    for (let nth = 0; nth < 3; nth++) await talk.say(on.cast.ana, rila)
    expect(await jobs()).toEqual([{ task: 'unread:look', key: `unread conversation:${rila}`, minutes: 10 }])
    await lookForUnread(on.portal, { stream: `conversation:${rila}` })
    await lookForUnread(on.portal, { stream: `conversation:${rila}` })
    const asked = (await jobs()).filter(({ task }) => task === 'unread:mail').map(({ key }) => key)
    const { mila, ana, boris, vera } = on.cast
    expect(asked.sort()).toEqual(
      [`unread ${mila.userId} staff`, ...[ana, boris, vera].map((one) => `unread ${one.userId} ${one.grantId}`)].sort(),
    )
  })

  it('[C2] [S5] names where and how much, leads there, and holds no word of what was said', async () => {
    const { ana, mila } = on.cast
    await talk.say(ana, rila, { body: 'canary one' })
    await talk.say(ana, rila, { body: 'canary two' })
    const mail = await mailTo(mila)
    expect(mail).toMatchObject({ to_address: 'mila@northlight.example', dropped_at: null })
    expect(mail?.kept_at).not.toBeNull()
    expect(mail?.text_body).toContain('Rila Hotels (2)')
    expect(mail?.text_body).toContain(`http://portal.test/s/conversations/${rila}`)
    expect(`${mail?.text_body} ${mail?.html_body} ${mail?.subject}`).not.toContain('canary')
  })

  it('[C2] is written once: what one was told of is not told again', async () => {
    const { ana, mila } = on.cast
    await talk.say(ana, rila)
    expect(await mailTo(mila)).not.toBeNull()
    await mailUnread(on.portal, asAbsent(mila))
    expect(await mails()).toHaveLength(1)
    await talk.say(ana, rila)
    await mailUnread(on.portal, asAbsent(mila))
    expect((await mails()).at(-1)?.text_body).toContain('Rila Hotels (1)')
  })

  it('[C2] is not written to who has read it, wrote it, or muted it; a mention is heard all the same', async () => {
    const { ana, mila, boris, vera } = on.cast
    const { seq } = await talk.say(ana, rila)
    await talk.read(boris, rila, seq)
    await muteConversation(on.as(vera), { conversationId: rila, muted: true })
    for (const who of [ana, boris, vera]) expect(await mailTo(who)).toBeNull()
    await talk.say(mila, rila, { body: `@[${vera.userId}]` })
    expect((await mailTo(vera))?.text_body).toContain('(1)')
    await muteConversation(on.as(vera), { conversationId: rila, muted: false })
  })

  it('[C2] is decided again when it is handed over: read meanwhile, it is dropped', async () => {
    const { ana, mila } = on.cast
    const { seq } = await talk.say(ana, rila)
    const mail = await mailTo(mila, () => talk.read(mila, rila, seq))
    expect(mail?.dropped_at).not.toBeNull()
    expect(mail?.kept_at).toBeNull()
  })

  it('[C2] [S5] and when the right went meanwhile, or the whole portal closed', async () => {
    const { ana, boris } = on.cast
    await talk.say(ana, rila)
    const suspend = (at: Date | null) =>
      rearrange(on.db, (db) =>
        db.updateTable('grants').set({ suspended_at: at }).where('id', '=', boris.grantId).execute(),
      )
    expect((await mailTo(boris, () => suspend(new Date())))?.dropped_at).not.toBeNull()
    await suspend(null)
    await on.db.deleteFrom('reminded').execute()
    const shut = (on_: boolean) =>
      rearrange(on.db, (db) => db.updateTable('portal_settings').set({ portal_on: on_ }).execute())
    expect((await mailTo(boris, () => shut(false)))?.dropped_at).not.toBeNull()
    await shut(true)
  })

  it('[C2] says what is so now: when one of two messages was taken back, another mail is written in its place', async () => {
    const { ana, mila } = on.cast
    const first = await talk.say(ana, rila)
    await talk.say(ana, rila)
    const stale = await mailTo(mila, () => deleteEntry(on.as(ana), talk.about(rila), { entryId: first.id }))
    expect(stale?.dropped_at).not.toBeNull()
    expect((await jobs()).map(({ task }) => task)).toContain('unread:mail')
    expect((await mailTo(mila))?.text_body).toContain('Rila Hotels (1)')
  })

  it('[C4] [S5] of contracts tells who takes part in them, by name or not, and nobody to whom they only open', async () => {
    const { ana, boris, vera, victor, jonas, nora, contractOfRila: id } = on.cast
    const contract = { kind: 'contract', id } as const
    const audience = [ana, boris, vera, jonas].map(({ userId }) => userId)
    const comment = (body: string) =>
      postEntry(on.as(ana), contract, postEntryForm.parse({ body, sentId: sentId(), audience }))
    const { id: first } = await comment('canary')
    expect(await jobs()).toEqual([{ task: 'unread:look', key: `unread contract:${id}`, minutes: 10 }])
    await lookForUnread(on.portal, { stream: `contract:${id}` })
    const asked = (await jobs()).filter(({ task }) => task === 'unread:mail').map(({ key }) => key)
    expect(asked.sort()).toEqual(
      [
        `unread ${victor.userId} staff`,
        ...[ana, boris, jonas].map((one) => `unread ${one.userId} ${one.grantId}`),
      ].sort(),
    )
    const { seq } = await comment(`canary @[${boris.userId}]`)
    for (const who of [ana, vera, nora]) expect(await mailTo(who)).toBeNull()
    const mail = await mailTo(boris)
    expect(mail?.text_body).toContain('Maintenance 2027 (2)')
    expect(mail?.text_body).toContain(`/g/${boris.grantId}/contracts/${id}?entry=${first}#e-${first}`)
    expect(mail?.text_body).not.toContain('canary')
    const read = await mailTo(victor, () => markRead(on.as(victor), contract, { all: seq, team: 0 }))
    expect(read?.dropped_at).not.toBeNull()
  })

  it('[C4] [S5] is nothing of a contract that went back to Draft, and leads home where it names a contract and a chat', async () => {
    const { ana, boris, victor, contractOfRila: contractId } = on.cast
    const audience = [ana, boris, on.cast.vera, on.cast.jonas].map(({ userId }) => userId)
    const form = postEntryForm.parse({ body: 'And now?', sentId: sentId(), audience })
    await postEntry(on.as(victor), { kind: 'contract', id: contractId }, form)
    await talk.say(ana, rila)
    const mail = await mailTo(boris)
    expect(mail?.text_body).toContain('Portico (1), Maintenance 2027 (1)')
    expect(mail?.text_body).toMatch(new RegExp(`/g/${boris.grantId}\\n`))
    await on.db.deleteFrom('reminded').execute()
    await changeStatus(on.as(victor), { contractId, status: 'draft', from: 'in_review' })
    expect((await mailTo(boris))?.text_body).toContain(': Portico (1).')
  })

  it('[B6] [S5] of tasks tells who was mentioned, leads to the very comment, and tells nobody who does not see the task', async () => {
    const { ana, mila, vera, taskOfRila } = on.cast
    const audience = [ana.userId, on.cast.boris.userId]
    const comment = (body: string) =>
      postEntry(
        on.as(mila),
        { kind: 'task', id: taskOfRila },
        postEntryForm.parse({ body, sentId: sentId(), audience }),
      )
    await comment('no name')
    expect(await jobs()).not.toContainEqual(expect.objectContaining({ key: `unread task:${taskOfRila}` }))
    const { id } = await comment(`@[${ana.userId}] canary`)
    expect(await jobs()).toContainEqual({ task: 'unread:look', key: `unread task:${taskOfRila}`, minutes: 10 })
    await on.db.insertInto('mentions').values({ entry_id: id, user_id: vera.userId }).execute()
    expect(await mailTo(vera)).toBeNull()
    const mail = await mailTo(ana)
    expect(mail?.text_body).toContain('Tiles for the pool (1)')
    expect(mail?.text_body).toContain(`/g/${ana.grantId}/tasks/${taskOfRila}?entry=${id}#e-${id}`)
    expect(mail?.text_body).not.toContain('canary')
  })
})
