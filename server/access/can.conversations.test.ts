import { describe, expect, it } from 'vitest'
import { decide } from './can.ts'
import { ana, attachment, conversation, entry, mila, ms, NOW, without } from './testing/viewers.ts'

const WRITES = ['conversation.post', 'conversation.upload'] as const
const direct = { kind: 'direct', grantId: 'grant of ana', staffId: 'mila' } as const
const hidden = { allowed: false, because: 'out_of_reach', hidden: true, shut: false }

describe('a conversation', () => {
  it('[C1] of an account is seen and written in by its clients and suppliers, and by nobody of another account', () => {
    for (const action of ['conversation.list', 'conversation.view', ...WRITES] as const) {
      expect(decide(ana(), action, conversation()).allowed).toBe(true)
      expect(decide(ana({ kind: 'supplier', role: 10 }), action, conversation()).allowed).toBe(true)
      expect(decide(ana({ role: 90 }), action, conversation({ accountId: 'corvin' }))).toEqual(hidden)
    }
  })

  it('[A5] [C1] of an account is nothing to a collaborator, whatever the role; one they are named on is theirs', () => {
    const jonas = ana({ kind: 'collaborator', role: 90 })
    expect(decide(jonas, 'conversation.view', conversation())).toEqual(hidden)
    expect(decide(jonas, 'conversation.post', conversation(direct)).allowed).toBe(true)
  })

  it('[C1] of an account or project is the staff’s who take part, and admins may look into it', () => {
    expect(decide(mila(), 'conversation.view', conversation())).toEqual(hidden)
    expect(decide(mila(), 'conversation.post', conversation({ takesPart: true })).allowed).toBe(true)
    expect(decide(mila({ role: 'admin' }), 'conversation.view', conversation()).allowed).toBe(true)
  })

  it('[C1] of two is those two’s only, admins and owners not', () => {
    expect(decide(ana(), 'conversation.view', conversation(direct)).allowed).toBe(true)
    expect(decide(mila(), 'conversation.view', conversation({ ...direct, takesPart: true })).allowed).toBe(true)
    expect(decide(ana({ id: 'another', role: 90 }), 'conversation.view', conversation(direct))).toEqual(hidden)
    for (const role of ['admin', 'owner'] as const)
      expect(decide(mila({ role }, { userId: 'nora' }), 'conversation.view', conversation(direct))).toEqual(hidden)
  })

  it('[C1] of a project with another counterparty by now is hidden from the former one', () => {
    const former = conversation({ kind: 'project', stands: false })
    expect(decide(ana(), 'conversation.view', former)).toEqual(hidden)
    expect(decide(mila({}, {}), 'conversation.post', { ...former, takesPart: true })).toMatchObject({
      because: 'conversation_over',
      hidden: false,
    })
  })

  it('[C1] that is closed is read by all of its people and written in by nobody, staff included', () => {
    const closed = conversation({ closed: true, takesPart: true })
    for (const viewer of [ana({ role: 90 }), mila(), mila({ role: 'owner' })]) {
      expect(decide(viewer, 'conversation.view', closed).allowed).toBe(true)
      for (const action of WRITES)
        expect(decide(viewer, action, closed)).toMatchObject({ because: 'conversation_closed', hidden: false })
    }
    const own = entry({ authorId: 'ana', authorGrantId: 'grant of ana', conversation: closed })
    expect(decide(ana(), 'conversation.post', own)).toMatchObject({ because: 'conversation_closed' })
  })

  it('[C1] whose ground is gone is read by its two and written in by neither', () => {
    const over = conversation({ ...direct, stands: false })
    for (const viewer of [ana(), mila()]) {
      expect(decide(viewer, 'conversation.view', over).allowed).toBe(true)
      expect(decide(viewer, 'conversation.post', over)).toMatchObject({ because: 'conversation_over' })
    }
  })

  it('[C1] is closed and opened by staff who see it, never by an external', () => {
    expect(decide(mila(), 'conversation.close', conversation({ takesPart: true })).allowed).toBe(true)
    expect(decide(mila(), 'conversation.close', conversation())).toEqual(hidden)
    expect(decide(ana({ role: 90 }), 'conversation.close', conversation())).toMatchObject({ because: 'staff_only' })
  })

  it('[A17] [C2] is left and muted by whoever sees it, whatever is ticked, and by nobody who may only read', () => {
    const frozen = { frozen: 'read_only' } as const
    for (const action of ['conversation.leave', 'conversation.mute'] as const) {
      for (const viewer of [
        ana({ role: 10 }, { policy: without('conversation.post/client') }),
        mila({ role: 'admin' }),
      ])
        expect(decide(viewer, action, conversation()).allowed).toBe(true)
      expect(decide(mila(), action, conversation())).toEqual(hidden)
      for (const viewer of [ana({}, frozen), mila({ role: 'admin' }, frozen)])
        expect(decide(viewer, action, conversation())).toMatchObject({ because: 'person_read_only', hidden: false })
      expect(decide(ana({ accountFrozen: 'read_only' }), action, conversation())).toMatchObject({
        because: 'account_read_only',
      })
    }
  })

  it('[C2] lets everybody change only what they wrote themselves', () => {
    const others = entry({ conversation: conversation({ takesPart: true }) })
    for (const viewer of [ana(), mila({ role: 'owner' })])
      expect(decide(viewer, 'conversation.post', others)).toMatchObject({ because: 'not_author' })
  })

  it('[C2] lets externals replace and remove only the files of their own account', () => {
    const theirs = attachment({ accountId: null, conversation: conversation(), contract: null })
    expect(decide(ana(), 'conversation.upload', theirs)).toMatchObject({ because: 'not_of_own_account' })
    expect(decide(ana(), 'conversation.upload', { ...theirs, accountId: 'rila' }).allowed).toBe(true)
  })

  it('[A7] shows no message older than days back, to the millisecond', () => {
    const horizon = ms(-1000)
    const said = (at: Date) => entry({ at, conversation: conversation() })
    expect(decide(ana({ horizon }), 'conversation.view', said(horizon)).allowed).toBe(true)
    expect(decide(ana({ horizon }), 'conversation.view', said(ms(-1001)))).toMatchObject({ because: 'too_old' })
    expect(decide(ana({ horizon }), 'conversation.view', conversation()).allowed).toBe(true)
    expect(NOW.getTime()).toBeGreaterThan(horizon.getTime())
  })

  it('[A10] [C1] with its cells emptied is not seen, or only read', () => {
    const unseen = ana({}, { policy: without('conversation.view/client') })
    expect(decide(unseen, 'conversation.view', conversation())).toMatchObject({ because: 'cell_empty', hidden: true })
    const mute = ana({}, { policy: without('conversation.post/client') })
    expect(decide(mute, 'conversation.view', conversation()).allowed).toBe(true)
    expect(decide(mute, 'conversation.post', conversation())).toMatchObject({ because: 'cell_empty', hidden: false })
  })
})
