import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyOf, sentId, type Member } from '#db/testing/cast.ts'
import { deleteEntry } from '#server/feed/delete-entry.ts'
import { postEntryForm } from '#server/feed/forms.ts'
import { postEntry } from '#server/feed/post-entry.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { approveContract } from './approve-contract.ts'
import { changeStatus } from './change-status.ts'
import { createContract } from './create-contract.ts'
import type { ChangeStatusForm } from './forms.ts'
import { listContracts } from './list-contracts.ts'
import { namePeople } from './name-people.ts'
import { contractPage } from './queries.ts'

let at: TestPortal
beforeAll(async () => void (at = await testPortal()))
afterAll(() => at.close())

const victor = () => at.as(at.cast.victor)

describe('a contract waits for', () => {
  let contractId = ''
  beforeAll(async () => {
    const { ana, boris, rila } = at.cast
    contractId = (await createContract(victor(), { title: 'Solar roof', body: 'The text.', accountId: rila }))
      .contractId
    await namePeople(victor(), { contractId, people: [keyOf(ana)], role: 'reviewer', step: null })
    await namePeople(victor(), { contractId, people: [keyOf(boris)], role: 'approver', step: null })
    await namePeople(victor(), { contractId, people: [keyOf(ana)], role: 'signer', step: null })
  })

  const move = (from: ChangeStatusForm['status'], status: ChangeStatusForm['status']) =>
    changeStatus(victor(), { contractId, from, status })
  const say = async (who: Member) => {
    const audience = (await contractPage(victor(), contractId)).feed?.people.map(({ id }) => id) ?? []
    const form = postEntryForm.parse({ body: 'It is right.', sentId: sentId(), audience })
    return postEntry(at.as(who), { kind: 'contract', id: contractId }, form)
  }
  /** By name, for whom it stands under what waits for them, and what is their part. */
  async function waits(): Promise<Record<string, string>> {
    const { ana, boris, victor: owner } = at.cast
    const found: Record<string, string> = {}
    for (const [name, who] of Object.entries({ ana, boris, victor: owner })) {
      const list = await look(at.as(who), (here) => listContracts(here, new URLSearchParams('show=waiting')))
      const row = list.rows.find(({ id }) => id === contractId)
      if (row?.myPart) found[name] = row.myPart
    }
    return found
  }
  const reviewed = async () =>
    (await contractPage(victor(), contractId)).contract.people.filter((one) => one.reviewed).map(({ name }) => name)

  it('[D2] [F5] its owner while it is written', async () => {
    expect(await waits()).toEqual({ victor: 'draft' })
  })

  it('[D2] [F5] its reviewers until they said something about it, and its owner when all have; anew when it is put in review again', async () => {
    await move('draft', 'in_review')
    expect(await waits()).toEqual({ ana: 'review', boris: 'approve_early' })
    await say(at.cast.boris)
    expect(await waits()).toEqual({ ana: 'review', boris: 'approve_early' })
    const { id } = await say(at.cast.ana)
    expect(await waits()).toEqual({ boris: 'approve_early', victor: 'move' })
    expect(await reviewed()).toHaveLength(2)
    await deleteEntry(at.as(at.cast.ana), { kind: 'contract', id: contractId }, { entryId: id })
    expect(await waits()).toEqual({ ana: 'review', boris: 'approve_early' })
    await say(at.cast.ana)
    await move('in_review', 'draft')
    await move('draft', 'in_review')
    expect(await reviewed()).toEqual([])
    expect(await waits()).toEqual({ ana: 'review', boris: 'approve_early' })
  })

  it('[D2] [F5] whoever is to approve, then its owner, then whoever is to sign; then for nobody', async () => {
    await move('in_review', 'awaiting_approval')
    expect(await waits()).toEqual({ boris: 'approve' })
    const { version } = (await contractPage(victor(), contractId)).contract
    await approveContract(at.as(at.cast.boris), { contractId, version })
    expect(await waits()).toEqual({ victor: 'send_out' })
    await move('approved', 'out_for_signature')
    expect(await waits()).toEqual({ ana: 'sign' })
    await move('out_for_signature', 'active')
    expect(await waits()).toEqual({})
  })
})
