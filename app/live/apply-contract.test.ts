import { describe, expect, it } from 'vitest'
import type { ContractView } from '#server/contracts/views.ts'
import type { AttachmentView } from '#server/files/views.ts'
import { applyContract, type ContractState } from './apply-contract.ts'

const contract: ContractView = {
  id: 'c',
  ref: 'REF',
  title: 'Maintenance 2027',
  status: 'in_review',
  account: { id: 'a', name: 'Rila Hotels' },
  owner: { id: 'v', name: 'Victor' },
  comments: 'as_portal',
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  text: '<p>text</p>',
  people: [],
  steps: [{ userId: 'boris', name: 'Boris', account: 'Rila Hotels', position: 1, mine: false, approval: null }],
}
const file = (id: string, name: string): AttachmentView => ({
  id,
  name,
  size: 1,
  preview: null,
  cameWith: null,
  version: 1,
  by: { id: 'ana', name: 'Ana' },
  account: null,
  at: '2026-01-01T00:00:00.000Z',
})
const start: ContractState = { contract, files: [file('1', 'one.txt')] }
const after = (...facts: [string, Record<string, unknown>][]) =>
  facts.reduce<ContractState | null>(
    (state, [fact, data], nth) => state && applyContract(state, { seq: nth + 1, fact, data, at: '' }),
    start,
  )

describe('a contract’s page', () => {
  it('[F1] shows an approval, and its withdrawal, with the status that came of it', () => {
    const given = after([
      'contract.approved',
      { approvalId: 'x', userId: 'boris', version: 1, at: 'now', status: 'approved' },
    ])
    expect(given?.contract).toMatchObject({
      status: 'approved',
      steps: [{ approval: { id: 'x', version: 1, at: 'now' } }],
    })
    const taken = after(
      ['contract.approved', { approvalId: 'x', userId: 'boris', version: 1, at: 'now', status: 'approved' }],
      ['contract.approval_withdrawn', { approvalId: 'x', userId: 'boris', at: 'now', status: 'awaiting_approval' }],
    )
    expect(taken?.contract).toMatchObject({ status: 'awaiting_approval', steps: [{ approval: null }] })
  })

  it('[F1] shows files that come, change and go, once however often they are told', () => {
    const added: [string, Record<string, unknown>] = ['attachment.added', { attachment: file('2', 'two.txt') }]
    expect(after(added, added)?.files.map(({ name }) => name)).toEqual(['two.txt', 'one.txt'])
    expect(after(['attachment.changed', { attachment: file('1', 'eins.txt') }])?.files.map(({ name }) => name)).toEqual(
      ['eins.txt'],
    )
    expect(after(['attachment.removed', { removed: '1' }])?.files).toEqual([])
  })

  it('[D3] shows its own switch, and asks anew for what a fact cannot say', () => {
    expect(after(['contract.comments_switched', { comments: 'closed' }])?.contract.comments).toBe('closed')
    expect(after(['contract.edited', { version: 2 }])).toBe(null)
    expect(after(['entry.posted', {}])).toBe(start)
  })

  it('[D2] [F1] awaits no review of whoever has said something, and asks anew when that was taken back', () => {
    const person = (id: string, reviewed: boolean) => ({
      id,
      name: id,
      account: null,
      roles: ['reviewer' as const],
      mine: false,
      reviewed,
    })
    const named: ContractState = {
      ...start,
      contract: { ...contract, people: [person('ana', false), person('lena', false)] },
    }
    const hears = (fact: string, entry: object) => applyContract(named, { seq: 1, fact, data: { entry }, at: '' })
    const said = hears('entry.posted', { author: { id: 'ana' }, happened: null })
    expect(said?.contract.people).toEqual([person('ana', true), person('lena', false)])
    expect(hears('entry.posted', { author: { id: 'ana' }, happened: { what: 'moved' } })).toBe(named)
    expect(hears('entry.posted', { author: { id: 'boris' }, happened: null })).toBe(named)
    expect(hears('entry.deleted', {})).toBe(null)
  })
})
