import { describe, expect, it } from 'vitest'
import type { ContractView } from '#server/contracts/views.ts'
import { awaitedOn } from './awaited.ts'

const person = (id: string, ...roles: ContractView['people'][number]['roles']) => ({
  id,
  name: id,
  account: null,
  roles,
  reviewed: false,
})
const step = (
  userId: string,
  position: number,
  { mine = false, approved = false } = {},
): ContractView['steps'][number] => ({
  userId,
  name: userId,
  account: null,
  position,
  mine,
  approval: approved ? { id: 'a', version: 1, at: '' } : null,
})
const contract = (change: Partial<ContractView>): ContractView => ({
  id: 'c',
  ref: 'C-1',
  title: 'Maintenance',
  status: 'in_review',
  account: { id: 'rila', name: 'Rila' },
  owner: { id: 'Victor', name: 'Victor' },
  comments: 'as_portal',
  version: 1,
  createdAt: '',
  text: '',
  people: [
    person('Ana', 'reviewer'),
    person('Nora', 'approver'),
    person('Boris', 'approver'),
    person('Vera', 'signer'),
  ],
  steps: [step('Nora', 1), step('Boris', 2)],
  ...change,
})
const to = (id: string, can = {}) => ({ id, mayApprove: true, mayComment: true, ...can })

describe('what a contract waits for', () => {
  it('[D2] [F5] a reviewer is told that their review is awaited, and how to give it; others of whom it is', () => {
    const one = contract({})
    expect(awaitedOn(one, to('Ana'))).toEqual({ mine: 'review' })
    expect(awaitedOn(one, to('Ana', { mayComment: false }))).toEqual({ mine: 'review_closed' })
    for (const who of ['Victor', 'Vera', 'Petar'])
      expect(awaitedOn(one, to(who))).toEqual({ theirs: 'review', names: ['Ana'], given: false })
    expect(awaitedOn(contract({ people: [] }), to('Petar'))).toMatchObject({ theirs: 'move', names: ['Victor'] })
  })

  it('[D2] [F5] whoever has said something about it is awaited no more; its owner takes it further when all have', () => {
    const both = (lena: boolean) =>
      contract({
        people: [
          { ...person('Ana', 'reviewer'), reviewed: true },
          { ...person('Lena', 'reviewer'), reviewed: lena },
        ],
      })
    for (const who of ['Ana', 'Victor'])
      expect(awaitedOn(both(false), to(who))).toEqual({ theirs: 'review', names: ['Lena'], given: false })
    expect(awaitedOn(both(true), to('Ana'))).toEqual({ theirs: 'move', names: ['Victor'], given: false })
    expect(awaitedOn(both(true), to('Victor'))).toEqual({ mine: 'move' })
  })

  it('[D2] an approver is told when it is their turn, in review too, and who is awaited where it is not', () => {
    const first = [step('Nora', 1, { mine: true }), step('Boris', 2)]
    expect(awaitedOn(contract({ steps: first }), to('Nora'))).toEqual({ mine: 'approve_early' })
    const waits = contract({ status: 'awaiting_approval', steps: first })
    expect(awaitedOn(waits, to('Nora'))).toEqual({ mine: 'approve' })
    const frozen = awaitedOn(waits, to('Nora', { mayApprove: false }))
    expect(frozen).toEqual({ theirs: 'approve', names: ['Nora'], given: false })
    const second = [step('Nora', 1), step('Boris', 2, { mine: true })]
    expect(awaitedOn(contract({ status: 'awaiting_approval', steps: second }), to('Boris'))).toMatchObject({
      theirs: 'approve',
      names: ['Nora'],
    })
    const given = [step('Nora', 1, { mine: true, approved: true }), step('Boris', 2), step('Ana', 2)]
    expect(awaitedOn(contract({ status: 'awaiting_approval', steps: given }), to('Nora'))).toEqual({
      theirs: 'approve',
      names: ['Boris', 'Ana'],
      given: true,
    })
  })

  it('[D1] [D2] its owner is told their own part; a signer theirs; what waits for nobody says nothing', () => {
    for (const status of ['requested', 'draft'] as const) {
      expect(awaitedOn(contract({ status }), to('Victor'))).toEqual({ mine: status })
      expect(awaitedOn(contract({ status }), to('Petar'))).toMatchObject({ theirs: status, names: ['Victor'] })
    }
    expect(awaitedOn(contract({ status: 'approved' }), to('Victor'))).toEqual({ mine: 'send_out' })
    expect(awaitedOn(contract({ status: 'out_for_signature' }), to('Vera'))).toEqual({ mine: 'sign' })
    expect(awaitedOn(contract({ status: 'out_for_signature' }), to('Ana'))).toMatchObject({
      theirs: 'sign',
      names: ['Vera'],
    })
    for (const status of ['active', 'on_hold', 'rejected', 'expired', 'terminated'] as const)
      expect(awaitedOn(contract({ status }), to('Victor'))).toBeNull()
  })
})
