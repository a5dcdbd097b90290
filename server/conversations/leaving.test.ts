import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { conversationAction } from './conversation-action.ts'
import { muteConversation } from './mute-conversation.ts'
import { readConversation } from './queries.ts'
import { talking } from './testing/talking.ts'

let on: TestPortal
let talk: ReturnType<typeof talking>
beforeAll(async () => {
  on = await testPortal()
  talk = talking(on)
})
afterAll(() => on.close())

const leave = (who: Member, id: string) => {
  const form = new FormData()
  form.set('intent', 'leave')
  return conversationAction(on.as(who), id, form)
}
const seen = (who: Member, id: string) =>
  look(on.as(who), async (here) => {
    const { facts } = await here.scope.conversation(id)
    const { mayLeave, muted } = (await readConversation(here, id, facts)).conversation
    return { mayLeave, muted }
  })
const isListed = async (who: Member, id: string) => (await talk.list(who)).rows.some((row) => row.id === id)
const peopleOf = async (who: Member, id: string) => (await talk.page(who, id)).people.map((one) => one.id)

describe('leaving a conversation', () => {
  it('[C1] [C2] an admin who came in by writing goes out again, hears no more of it, reads on, and comes in again by writing', async () => {
    const { ana, adam, rila } = on.cast
    const id = await talk.open(ana, { accountId: rila })
    expect(await seen(adam, id)).toEqual({ mayLeave: false, muted: false })
    await talk.say(adam, id)
    await muteConversation(on.as(adam), { conversationId: id, muted: true })
    expect([await seen(adam, id), await isListed(adam, id)]).toEqual([{ mayLeave: true, muted: true }, true])
    const told = async () =>
      (await on.db.selectFrom('events').select('fact').where('stream', '=', `conversation:${id}`).execute()).filter(
        ({ fact }) => fact === 'readers.changed',
      ).length
    const before = await told()

    expect(await leave(adam, id)).toEqual({ done: 'leave' })
    expect([await seen(adam, id), await isListed(adam, id)]).toEqual([{ mayLeave: false, muted: false }, false])
    expect(await peopleOf(ana, id)).not.toContain(adam.userId)
    expect(await told()).toBe(before + 1)
    expect((await talk.heard(adam)).at(-1)).toEqual({ fact: 'conversation.left', data: { conversationId: id } })
    const heard = (await talk.heard(adam)).length
    await talk.say(ana, id)
    expect(await talk.heard(adam)).toHaveLength(heard)
    const [entry] = await on.db.selectFrom('audit_entries').selectAll().orderBy('id', 'desc').limit(1).execute()
    expect(entry).toMatchObject({
      what: 'conversation.left',
      subject: `conversation:${id}`,
      actor_id: adam.userId,
    })

    await talk.say(adam, id)
    expect([await seen(adam, id), await isListed(adam, id)]).toEqual([{ mayLeave: true, muted: false }, true])
  })

  it('[C1] is of no use to those who are in it by the account: they go with it', async () => {
    const { ana, adam, mila, nora, rila } = on.cast
    const id = await talk.open(ana, { accountId: rila })
    await talk.say(adam, id)
    const people = await peopleOf(nora, id)
    expect(people).toEqual(expect.arrayContaining([ana.userId, mila.userId]))
    for (const who of [ana, mila, nora]) {
      expect((await seen(who, id)).mayLeave).toBe(false)
      await leave(who, id)
    }
    expect(await peopleOf(nora, id)).toEqual(people)

    // An admin who answers for somebody of it from now on is in it by that.
    const answers = (who: Member) =>
      rearrange(on.db, (db) =>
        db.updateTable('grants').set({ answers_id: who.userId }).where('id', '=', ana.grantId).execute(),
      )
    await answers(adam)
    expect((await seen(adam, id)).mayLeave).toBe(false)
    await leave(adam, id)
    expect(await isListed(adam, id)).toBe(true)
    await answers(mila)
    expect([(await seen(adam, id)).mayLeave, await isListed(adam, id)]).toEqual([true, true])
  })

  it('[C1] [S3] of what is not within reach nothing is left', async () => {
    const { ana, claire, corvin } = on.cast
    const id = await talk.open(claire, { accountId: corvin })
    await expect(leave(ana, id)).rejects.toMatchObject({ status: 404 })
  })

  it('[A17] who may only read neither leaves nor mutes, and what they muted stays so', async () => {
    const { ana, boris, adam, rila } = on.cast
    const id = await talk.open(ana, { accountId: rila })
    await talk.say(adam, id)
    const mute = (who: Member, muted: boolean) => muteConversation(on.as(who), { conversationId: id, muted })
    for (const who of [adam, boris]) await mute(who, true)
    const frozen = { frozen: 'read_only' } as const
    await rearrange(on.db, async (db) => {
      await db.updateTable('users').set(frozen).where('id', '=', adam.userId).execute()
      await db.updateTable('accounts').set(frozen).where('id', '=', rila).execute()
    })
    await expect(leave(adam, id)).rejects.toMatchObject({ status: 403, message: 'person_read_only' })
    await expect(mute(adam, false)).rejects.toMatchObject({ status: 403, message: 'person_read_only' })
    await expect(mute(boris, false)).rejects.toMatchObject({ status: 403, message: 'account_read_only' })
    expect([await seen(adam, id), (await seen(boris, id)).muted]).toEqual([{ mayLeave: true, muted: true }, true])
  })
})
