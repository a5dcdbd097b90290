import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyOf, type Member } from '#db/testing/cast.ts'
import { toldOn } from '#server/tasks/testing/told.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { approveContract } from './approve-contract.ts'
import { changeStatus } from './change-status.ts'
import { createContract } from './create-contract.ts'
import type { ChangeStatusForm } from './forms.ts'
import { namePeople } from './name-people.ts'
import { contractPeoplePage } from './people-page.ts'
import { refusal } from './testing/refusal.ts'
import { unnamePerson } from './unname-person.ts'

let at: TestPortal
beforeAll(async () => void (at = await testPortal()))
afterAll(() => at.close())

const victor = () => at.as(at.cast.victor)
const name = (contractId: string, people: Member[], step: number | null = null) =>
  refusal(namePeople(victor(), { contractId, people: people.map(keyOf), role: 'approver', step }))
const unname = (contractId: string, person: Member) =>
  refusal(unnamePerson(victor(), { contractId, person: keyOf(person), role: 'approver' }))
const approve = (contractId: string, who: Member) => refusal(approveContract(at.as(who), { contractId, version: 1 }))
const move = (contractId: string, from: string, status: ChangeStatusForm['status']) =>
  refusal(changeStatus(victor(), { contractId, status, from }))
const peoplePage = (contractId: string) => contractPeoplePage(victor(), contractId, '')

/** A contract in review that these approve, one after another. */
async function inReview(approvers: Member[]): Promise<string> {
  const form = { title: 'Solar roof', body: 'The text.', accountId: at.cast.rila }
  const { contractId } = await createContract(victor(), form)
  expect(await move(contractId, 'draft', 'in_review')).toBe(null)
  expect(await name(contractId, approvers)).toBe(null)
  return contractId
}

/** One that Boris approved and that was taken on to Active. */
async function active(): Promise<string> {
  const contractId = await inReview([at.cast.boris])
  expect(await approve(contractId, at.cast.boris)).toBe(null)
  expect(await move(contractId, 'approved', 'out_for_signature')).toBe(null)
  expect(await move(contractId, 'out_for_signature', 'active')).toBe(null)
  return contractId
}

describe('taking off who approves', () => {
  it.each([
    { status: 'in_review', way: [] },
    { status: 'awaiting_approval', way: ['awaiting_approval'] },
    { status: 'draft', way: ['draft'] },
    { status: 'on_hold', way: ['on_hold'] },
    { status: 'rejected', way: ['rejected'] },
  ] as const)(
    '[D2] $status: nothing becomes approved by taking off the last who has not approved it yet',
    async ({ status, way }) => {
      const { boris, nora, adam } = at.cast
      const contractId = await inReview([boris, nora])
      expect(await approve(contractId, boris)).toBe(null)
      for (const to of way) expect(await move(contractId, 'in_review', to)).toBe(null)
      expect(await unname(contractId, nora)).toBe('contract_last_approver')
      if (status === 'on_hold') expect(await move(contractId, 'on_hold', 'active')).toBe('contract_not_approved')
      // Once somebody else has to approve it, she can go.
      expect(await name(contractId, [adam])).toBe(null)
      expect(await unname(contractId, nora)).toBe(null)
      expect(await unname(contractId, adam)).toBe('contract_last_approver')
    },
  )

  it('[D2] where no approval stands all of them can be taken off, until it waits for one', async () => {
    const { boris, nora } = at.cast
    for (const to of ['draft', 'on_hold', 'rejected'] as const) {
      const contractId = await inReview([boris, nora])
      expect(await move(contractId, 'in_review', to)).toBe(null)
      expect(await unname(contractId, nora)).toBe(null)
      expect(await unname(contractId, boris)).toBe(null)
    }
    const contractId = await inReview([boris, nora])
    expect(await move(contractId, 'in_review', 'awaiting_approval')).toBe(null)
    expect(await unname(contractId, nora)).toBe(null)
    expect(await unname(contractId, boris)).toBe('contract_last_approver')
  })

  it('[D2] who stood in for one who approved can be taken off: nothing waits for them', async () => {
    const { boris, nora } = at.cast
    const contractId = await inReview([boris])
    expect(await name(contractId, [nora], 1)).toBe(null)
    expect(await approve(contractId, boris)).toBe(null)
    expect(await move(contractId, 'approved', 'on_hold')).toBe(null)
    expect(await unname(contractId, nora)).toBe(null)
    expect(await move(contractId, 'on_hold', 'approved')).toBe(null)
  })

  it('[B6] who is taken off hears it once on their own stream, whether they see it still or not', async () => {
    const { boris, nora, vera } = at.cast
    const contractId = await inReview([boris, nora, vera])
    const changed = { fact: 'contracts.changed', data: { contractId } }
    const told = async (who: Member) =>
      (await toldOn(at, keyOf(who))).filter((one) => isDeepStrictEqual(one, changed)).length
    for (const who of [nora, vera]) {
      const before = await told(who)
      expect(await unname(contractId, who)).toBe(null)
      expect(await told(who)).toBe(before + 1)
    }
  })
})

describe('naming who approves', () => {
  it('[D2] nobody is named on what all have approved and is on hold: it goes back to what it was', async () => {
    const contractId = await active()
    expect(await move(contractId, 'active', 'on_hold')).toBe(null)
    expect((await peoplePage(contractId)).approversOpen).toBe(false)
    expect(await name(contractId, [at.cast.nora])).toBe('contract_approvers_settled')
    expect(await move(contractId, 'on_hold', 'active')).toBe(null)
  })

  it('[D2] on hold somebody can be named where approvals are missing still', async () => {
    const { boris, nora, adam } = at.cast
    const contractId = await inReview([boris, nora])
    expect(await approve(contractId, boris)).toBe(null)
    expect(await move(contractId, 'in_review', 'on_hold')).toBe(null)
    expect((await peoplePage(contractId)).approversOpen).toBe(true)
    expect(await name(contractId, [adam])).toBe(null)
  })

  it('[D2] nobody is named on a step that was approved, where they would never be asked; on one to come they are', async () => {
    const { boris, nora, adam } = at.cast
    const contractId = await inReview([boris, nora])
    expect(await approve(contractId, boris)).toBe(null)
    expect((await peoplePage(contractId)).steps).toEqual([
      { position: 1, approved: true },
      { position: 2, approved: false },
    ])
    expect(await name(contractId, [adam], 1)).toBe('contract_step_approved')
    expect(await name(contractId, [adam], 2)).toBe(null)
    expect(await approve(contractId, adam)).toBe(null)
  })

  it('[A18] who was named already is not written down as named again', async () => {
    const { boris, nora } = at.cast
    const contractId = await inReview([boris])
    expect(await name(contractId, [boris, nora])).toBe(null)
    const written = await at.db
      .selectFrom('audit_entries')
      .select('new')
      .where('what', '=', 'contract.people_named')
      .where('subject', '=', `contract:${contractId}`)
      .orderBy('id')
      .execute()
    expect(written.map((entry) => entry.new)).toEqual([
      { people: [keyOf(boris)], role: 'approver' },
      { people: [keyOf(nora)], role: 'approver' },
    ])
  })
})
