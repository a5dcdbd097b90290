import { describe, expect, it } from 'vitest'
import type { News } from '#server/streams/frames.ts'
import { allOf, applyUnread, totalOf, type UnreadState } from './apply-unread.ts'

const start: UnreadState = {
  me: 'ana',
  unread: { a: 2 },
  contracts: ['k'],
  mentions: 1,
  mentionsOnContracts: 0,
  newTasks: 0,
}
const news = (fact: string, data: Record<string, unknown>): News => ({ seq: 1, fact, data, at: '' })
const posted = (data: Record<string, unknown>) =>
  news('conversation.posted', { authorId: 'mila', muted: false, ...data })

describe('what is counted as unread', () => {
  it('[B9] is not what lists of projects mark: a new update asks for nothing around the page', () => {
    for (const fact of ['update.news', 'update.seen'])
      expect(applyUnread(start, news(fact, { projectId: 'p' }))).toBe(start)
  })

  it('[C2] grows with what others write, in any conversation', () => {
    expect(applyUnread(start, posted({ conversationId: 'a' }))?.unread).toEqual({ a: 3 })
    expect(applyUnread(start, posted({ conversationId: 'b' }))?.unread).toEqual({ a: 2, b: 1 })
  })

  it('[C2] does not grow with one’s own, nor in a muted conversation', () => {
    expect(applyUnread(start, posted({ conversationId: 'a', authorId: 'ana' }))).toBe(start)
    expect(applyUnread(start, posted({ conversationId: 'b', muted: true }))).toBe(start)
  })

  it('[C2] shrinks when it is read, here or elsewhere', () => {
    expect(applyUnread(start, news('conversation.read', { conversationId: 'a', unread: 1 }))?.unread).toEqual({ a: 1 })
    const none = applyUnread(start, news('conversation.read', { conversationId: 'a', unread: 0 }))
    expect(none?.unread).toEqual({})
    expect(totalOf(none?.unread ?? {})).toBe(0)
  })

  it('[B6] [F5] counts where one is mentioned, and asks again when one has read it or it is another', () => {
    expect(applyUnread(start, news('mention.posted', { stream: 'task:t' }))).toEqual({ ...start, mentions: 2 })
    for (const fact of ['mention.read', 'mention.changed'])
      expect(applyUnread(start, news(fact, { stream: 'task:t' }))).toBeNull()
  })

  it('[C4] [F5] knows on which contracts something was said, each once, until it is read, here or elsewhere', () => {
    const said = (contractId: string, authorId = 'mila') => news('contract.commented', { contractId, authorId })
    expect(applyUnread(start, said('m'))?.contracts).toEqual(['k', 'm'])
    for (const same of [said('k'), said('m', 'ana')]) expect(applyUnread(start, same)).toBe(start)
    const spoken = news('mention.posted', { stream: 'contract:m', contractId: 'm', authorId: 'mila' })
    expect(applyUnread(start, spoken)).toEqual({
      ...start,
      contracts: ['k', 'm'],
      mentions: 2,
      mentionsOnContracts: 1,
    })
    const seen = (contractId: string, unread = false) => news('contract.seen', { contractId, unread })
    expect(applyUnread(start, seen('k'))?.contracts).toEqual([])
    for (const same of [seen('k', true), seen('m')]) expect(applyUnread(start, same)).toBe(start)
    expect(applyUnread(start, news('contract.comment_deleted', { contractId: 'k' }))).toBeNull()
  })

  it('[C4] [F5] is said in the window’s title all together: messages, mentions and contracts, and once what is a mention on a contract', () => {
    expect(allOf(start)).toBe(4)
    const said = applyUnread(start, news('contract.commented', { contractId: 'm', authorId: 'mila' }))
    expect(said && allOf(said)).toBe(5)
    const spoken = applyUnread(
      start,
      news('mention.posted', { stream: 'contract:m', contractId: 'm', authorId: 'mila' }),
    )
    expect(spoken && allOf(spoken)).toBe(5)
    const elsewhere = applyUnread(start, news('mention.posted', { stream: 'task:t' }))
    expect(elsewhere && allOf(elsewhere)).toBe(5)
  })

  it('[F5] new tasks are counted again when one of them was opened, and not for what is said on tasks', () => {
    for (const same of [news('task.said', { taskId: 't' }), news('task.seen', { taskId: 't' })])
      expect(applyUnread(start, same)).toBe(start)
    expect(applyUnread(start, news('task.seen', { taskId: 't', first: true }))).toBeNull()
    expect(allOf({ ...start, newTasks: 2 })).toBe(allOf(start) + 2)
  })

  it('is asked for again when something else happened: a message was taken back, a task came', () => {
    expect(applyUnread(start, news('conversation.deleted', { conversationId: 'a' }))).toBeNull()
    expect(applyUnread(start, news('tasks.changed', {}))).toBeNull()
    expect(applyUnread(start, news('conversation.changed', { conversationId: 'a' }))).toBe(start)
  })
})
