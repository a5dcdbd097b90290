import { describe, expect, it } from 'vitest'
import type { ContractView } from '#server/contracts/views.ts'
import { awaitedOn } from './awaited.ts'

const person = (id: string, ...roles: ContractView['people'][number]['roles']) => ({
  id,
  name: id,
  account: null,
  roles,
  mine: false,
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
const rights = { mayApprove: true, mayComment: true }
/** As somebody sees it who is here in the name in which they are named, if they are. */
const seen = (one: ContractView, id: string, can = {}) => {
  const people = one.people.map((person) => ({ ...person, mine: person.id === id }))
  return awaitedOn({ ...one, people }, { id, ...rights, ...can })
}

describe('what a contract waits for', () => {
  it('[D2] [F5] a reviewer is told that their review is awaited, and how to give it; others of whom it is', () => {
    const one = contract({})
    expect(seen(one, 'Ana')).toEqual({ mine: 'review' })
    expect(seen(one, 'Ana', { mayComment: false })).toEqual({ mine: 'review_closed' })
    for (const who of ['Victor', 'Vera', 'Petar'])
      expect(seen(one, who)).toEqual({ theirs: 'review', names: ['Ana'], given: false })
    expect(seen(contract({ people: [] }), 'Petar')).toMatchObject({ theirs: 'move', names: ['Victor'] })
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
      expect(seen(both(false), who)).toEqual({ theirs: 'review', names: ['Lena'], given: false })
    expect(seen(both(true), 'Ana')).toEqual({ theirs: 'move', names: ['Victor'], given: false })
    expect(seen(both(true), 'Victor')).toEqual({ mine: 'move' })
  })

  it('[A5] [D2] nothing is awaited of who is named in the name of their other account', () => {
    const awaited = { theirs: 'review', names: ['Ana'], given: false }
    expect(awaitedOn(contract({}), { id: 'Ana', ...rights })).toEqual(awaited)
    const signing = contract({ status: 'out_for_signature' })
    expect(awaitedOn(signing, { id: 'Vera', ...rights })).toMatchObject({ theirs: 'sign', names: ['Vera'] })
  })

  it('[D2] an approver is told when it is their turn, in review too, and who is awaited where it is not', () => {
    const first = [step('Nora', 1, { mine: true }), step('Boris', 2)]
    expect(seen(contract({ steps: first }), 'Nora')).toEqual({ mine: 'approve_early' })
    const waits = contract({ status: 'awaiting_approval', steps: first })
    expect(seen(waits, 'Nora')).toEqual({ mine: 'approve' })
    const frozen = seen(waits, 'Nora', { mayApprove: false })
    expect(frozen).toEqual({ theirs: 'approve', names: ['Nora'], given: false })
    const second = [step('Nora', 1), step('Boris', 2, { mine: true })]
    expect(seen(contract({ status: 'awaiting_approval', steps: second }), 'Boris')).toMatchObject({
      theirs: 'approve',
      names: ['Nora'],
    })
    const given = [step('Nora', 1, { mine: true, approved: true }), step('Boris', 2), step('Ana', 2)]
    expect(seen(contract({ status: 'awaiting_approval', steps: given }), 'Nora')).toEqual({
      theirs: 'approve',
      names: ['Boris', 'Ana'],
      given: true,
    })
  })

  it('[D1] [D2] its owner is told their own part; a signer theirs; what waits for nobody says nothing', () => {
    for (const status of ['requested', 'draft'] as const) {
      expect(seen(contract({ status }), 'Victor')).toEqual({ mine: status })
      expect(seen(contract({ status }), 'Petar')).toMatchObject({ theirs: status, names: ['Victor'] })
    }
    expect(seen(contract({ status: 'approved' }), 'Victor')).toEqual({ mine: 'send_out' })
    expect(seen(contract({ status: 'out_for_signature' }), 'Vera')).toEqual({ mine: 'sign' })
    expect(seen(contract({ status: 'out_for_signature' }), 'Ana')).toMatchObject({
      theirs: 'sign',
      names: ['Vera'],
    })
    for (const status of ['active', 'on_hold', 'rejected', 'expired', 'terminated'] as const)
      expect(seen(contract({ status }), 'Victor')).toBeNull()
  })
})
