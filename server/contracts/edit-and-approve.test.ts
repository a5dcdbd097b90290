import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { approveContract } from './approve-contract.ts'
import { changeStatus } from './change-status.ts'
import { createContract } from './create-contract.ts'
import { editContract } from './edit-contract.ts'
import { namePeople } from './name-people.ts'
import { refusal } from './testing/refusal.ts'

let at: TestPortal
beforeAll(async () => void (at = await testPortal()))
afterAll(() => at.close())

const TIMES = 40

/** A contract in review that Boris approves. */
async function inReview(): Promise<string> {
  const victor = at.as(at.cast.victor)
  const form = { title: 'Solar roof', body: 'Text 1.', accountId: at.cast.rila }
  const { contractId } = await createContract(victor, form)
  await changeStatus(victor, { contractId, status: 'in_review', from: 'draft' })
  const people = [`grant:${at.cast.boris.grantId}`]
  await namePeople(victor, { contractId, people, role: 'approver', step: null })
  return contractId
}
const approve = (contractId: string, version: number) =>
  refusal(approveContract(at.as(at.cast.boris), { contractId, version }))
const edit = (contractId: string, version: number) =>
  refusal(
    editContract(at.as(at.cast.victor), { contractId, title: 'Solar roof', body: `Text ${version + 1}.`, version }),
  )
/** The contract as it stands, and the versions of which an approval stands. */
async function standing(contractId: string) {
  const contract = at.db.selectFrom('contracts').select(['status', 'version']).where('id', '=', contractId)
  const approvals = at.db
    .selectFrom('approvals')
    .select('contract_version')
    .where('contract_id', '=', contractId)
    .where('withdrawn_at', 'is', null)
  return {
    ...(await contract.executeTakeFirstOrThrow()),
    approved: (await approvals.execute()).map(({ contract_version }) => contract_version),
  }
}

describe('an edit and an approval that meet', () => {
  it('[D6] no approval of the old text stands on the new one, whichever came first', async () => {
    const contractId = await inReview()
    const met: (string | null)[] = []
    for (let version = 1; version <= TIMES; version += 1) {
      const editsFirst = version % 2 === 0 ? edit(contractId, version) : null
      const approval = approve(contractId, version)
      const [given, edited] = await Promise.all([approval, editsFirst ?? edit(contractId, version)])
      expect(edited).toBe(null)
      const { status, ...now } = await standing(contractId)
      expect(now).toEqual({ version: version + 1, approved: [] })
      expect(['in_review', 'awaiting_approval']).toContain(status)
      met.push(given)
    }
    // They did meet both ways: some approvals were given first, and were withdrawn with the text they were of.
    expect(new Set(met)).toEqual(new Set([null, 'contract_changed']))
  })

  it('[D6] an approval of another version lets nothing be signed', async () => {
    const contractId = await inReview()
    expect(await approve(contractId, 1)).toBe(null)
    await at.db.updateTable('contracts').set({ version: 2 }).where('id', '=', contractId).execute()
    expect(await standing(contractId)).toEqual({ status: 'approved', version: 2, approved: [1] })
    const sign = () =>
      refusal(changeStatus(at.as(at.cast.victor), { contractId, status: 'out_for_signature', from: 'approved' }))
    expect(await sign()).toBe('contract_not_approved')
    await at.db.updateTable('contracts').set({ version: 1 }).where('id', '=', contractId).execute()
    expect(await sign()).toBe(null)
  })
})
