import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyOf, type Member } from '#db/testing/cast.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { approveContract } from './approve-contract.ts'
import { changeStatus } from './change-status.ts'
import { createContract } from './create-contract.ts'
import type { ChangeStatusForm } from './forms.ts'
import { namePeople } from './name-people.ts'
import { contractPeoplePage } from './people-page.ts'
import { contractPage } from './queries.ts'
import { refusal } from './testing/refusal.ts'
import { unnamePerson } from './unname-person.ts'

let at: TestPortal
beforeAll(async () => void (at = await testPortal()))
afterAll(() => at.close())

const victor = () => at.as(at.cast.victor)
const staffOf = async (contractId: string) => (await contractPage(victor(), contractId)).staff
type Role = 'reviewer' | 'approver' | 'signer'
const name = (contractId: string, role: Role, people: Member[], step: number | null = null) =>
  namePeople(victor(), { contractId, people: people.map(keyOf), role, step })
const unname = (contractId: string, role: Role, person: Member) =>
  unnamePerson(victor(), { contractId, person: keyOf(person), role })

/** A contract with Rila that nobody is named on, taken along `way` from Draft. */
async function begun(...way: ChangeStatusForm['status'][]): Promise<string> {
  const form = { title: 'Solar roof', body: 'The text.', accountId: at.cast.rila }
  const { contractId } = await createContract(victor(), form)
  for (const [nth, status] of way.entries())
    await changeStatus(victor(), { contractId, status, from: way[nth - 1] ?? 'draft' })
  return contractId
}
const move = (contractId: string, from: string, status: ChangeStatusForm['status']) =>
  refusal(changeStatus(victor(), { contractId, status, from }))

describe('who is named on a contract', () => {
  it('[D2] nothing waits for approval where nobody is named to give it: it is not offered, and refused with what is missing', async () => {
    const contractId = await begun('in_review')
    expect(await staffOf(contractId)).toMatchObject({ next: ['draft', 'on_hold', 'rejected'], noApprover: true })
    expect(await move(contractId, 'in_review', 'awaiting_approval')).toBe('contract_no_approver')
    await name(contractId, 'approver', [at.cast.boris])
    expect(await staffOf(contractId)).toMatchObject({ noApprover: false })
    expect((await staffOf(contractId))?.next).toContain('awaiting_approval')
    expect(await move(contractId, 'in_review', 'awaiting_approval')).toBe(null)
  })

  it('[D2] what nobody approved does not come to be signed by way of On hold', async () => {
    const contractId = await begun('in_review', 'on_hold')
    for (const status of ['approved', 'out_for_signature', 'active', 'awaiting_approval'] as const)
      expect(await move(contractId, 'on_hold', status)).toBe('contract_no_approver')
    expect((await staffOf(contractId))?.next).toEqual(['in_review', 'terminated'])
  })

  it('[D2] taken off hold, it is first offered what it was before', async () => {
    const contractId = await begun('in_review')
    await name(contractId, 'approver', [at.cast.boris])
    for (const before of ['awaiting_approval', 'in_review'] as const) {
      if (before === 'awaiting_approval') expect(await move(contractId, 'in_review', before)).toBe(null)
      expect(await move(contractId, before, 'on_hold')).toBe(null)
      expect((await staffOf(contractId))?.next.at(0)).toBe(before)
      expect(await move(contractId, 'on_hold', 'in_review')).toBe(null)
    }
  })

  it('[D2] they are asked in the order in which they were named, or stand in for each other on one step', async () => {
    const { boris, nora, adam } = at.cast
    const contractId = await begun('in_review')
    await name(contractId, 'approver', [boris, nora])
    await name(contractId, 'approver', [adam], 2)
    const { named } = await contractPeoplePage(victor(), contractId, '')
    expect(named.map(({ key, position }) => [key, position])).toEqual([
      [keyOf(boris), 1],
      [keyOf(nora), 2],
      [keyOf(adam), 2],
    ])
    const approve = (who: Member) => refusal(approveContract(at.as(who), { contractId, version: 1 }))
    expect(await approve(adam)).toBe('not_your_turn')
    expect(await approve(boris)).toBe(null)
    expect(await approve(adam)).toBe(null)
    expect((await contractPage(victor(), contractId)).contract.status).toBe('approved')
    expect(await refusal(name(contractId, 'approver', [at.cast.vera]))).toBe('contract_approvers_settled')
    expect(await refusal(name(contractId, 'signer', [at.cast.vera]))).toBe(null)
  })

  it('[D2] who is named sees it, and no more as soon as they are not; it is told in the feed', async () => {
    const { boris } = at.cast
    const contractId = await begun('in_review')
    const sees = () => refusal(contractPage(at.as(boris), contractId))
    expect(await sees()).toBe('not_found')
    await name(contractId, 'reviewer', [boris])
    expect(await sees()).toBe(null)
    await unname(contractId, 'reviewer', boris)
    expect(await sees()).toBe('not_found')
    const said = (await contractPage(victor(), contractId)).feed?.entries.map(({ happened }) => happened)
    expect(said?.slice(-2)).toEqual([
      { what: 'people_added', people: ['Boris'], to: 'reviewer' },
      { what: 'person_removed', people: ['Boris'] },
    ])
  })

  it('[D2] [A20] they are named by staff who work on contracts, its owner and admins; customers never read one another on one', async () => {
    const { ana, mila, adam, claire, jonas, boris } = at.cast
    const contractId = await begun('in_review')
    const by = (who: Member, people: Member[]) =>
      refusal(namePeople(at.as(who), { contractId, people: people.map(keyOf), role: 'reviewer', step: null }))
    expect(await by(mila, [boris])).toBe('not_contract_staff')
    expect(await by(ana, [boris])).toBe('not_found')
    expect(await by(adam, [boris])).toBe(null)
    expect(await by(boris, [ana])).toBe('staff_only')
    expect(await by(adam, [jonas, ana])).toBe(null)
    await expect(name(contractId, 'reviewer', [claire])).rejects.toMatchObject({
      fields: { people: { key: 'person_gone' } },
    })
    const found = (await contractPeoplePage(victor(), contractId, '')).found.map((person) => person.name)
    expect(found).toEqual(expect.arrayContaining(['Ana', 'Boris', 'Vera', 'Jonas', 'Nora']))
    expect(found).not.toContain('Claire')
    await expect(contractPeoplePage(at.as(mila), contractId, '')).rejects.toMatchObject({
      message: 'not_contract_staff',
    })
  })

  it('[D2] whose approval stands is not taken off, nor who is the last that could give one', async () => {
    const { boris, nora } = at.cast
    const contractId = await begun('in_review')
    await name(contractId, 'approver', [boris, nora])
    expect(await move(contractId, 'in_review', 'awaiting_approval')).toBe(null)
    await approveContract(at.as(boris), { contractId, version: 1 })
    expect(await refusal(unname(contractId, 'approver', boris))).toBe('contract_person_approved')
    expect(await refusal(unname(contractId, 'approver', nora))).toBe('contract_last_approver')
    await name(contractId, 'approver', [at.cast.adam])
    expect(await refusal(unname(contractId, 'approver', nora))).toBe(null)
    expect((await contractPage(victor(), contractId)).contract.steps.map((step) => step.name)).toEqual([
      'Boris',
      'Adam',
    ])
  })
})
