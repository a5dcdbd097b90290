import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { sent } from '#server/files/testing/papers.ts'
import { uploadFile } from '#server/files/upload-file.ts'
import { saveAttachmentControls } from '#server/settings/save-contract-settings.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { approveContract } from './approve-contract.ts'
import { changeStatus } from './change-status.ts'
import { editContract } from './edit-contract.ts'
import { refusal } from './testing/refusal.ts'
import { withdrawApproval } from './withdraw-approval.ts'

let at: TestPortal
let contractId: string
beforeAll(async () => {
  at = await testPortal()
  contractId = at.cast.contractOfRila
})
afterAll(() => at.close())

const attach = async (who: Member) =>
  (
    await uploadFile(at.as(who), { to: { kind: 'contract', id: contractId } }, sent('a.txt', 'text/plain', 'text'), {
      gone: new AbortController().signal,
    })
  ).attachmentId
const statusNow = async () =>
  (await at.db.selectFrom('contracts').select('status').where('id', '=', contractId).executeTakeFirstOrThrow()).status
const approve = (who: Member) => approveContract(at.as(who), { contractId, version: 1 })

/** No approval stands, and the contract is in review again. */
const anew = () =>
  rearrange(at.db, async (db) => {
    await db.updateTable('approvals').set({ withdrawn_at: new Date() }).where('withdrawn_at', 'is', null).execute()
    await db
      .updateTable('contracts')
      .set({ status: 'in_review', comments: 'as_portal' })
      .where('id', '=', contractId)
      .execute()
  })

describe('approving', () => {
  it('[D2] two at once give one approval', async () => {
    await anew()
    const both = await Promise.all([refusal(approve(at.cast.boris)), refusal(approve(at.cast.boris))])
    expect(both.sort()).toEqual(['approved_already', null])
    expect(await statusNow()).toBe('approved')
  })

  it('[D2] people approve in order; of two who stand in for each other one is enough, at once too', async () => {
    await anew()
    const step = (member: Member, position: number) => ({
      contract_id: contractId,
      user_id: member.userId,
      grant_id: member.grantId,
      role: 'approver' as const,
      position,
    })
    const { nora, adam } = at.cast
    const made = await at.db
      .insertInto('contract_people')
      .values([step(nora, 2), step(adam, 2)])
      .returning('id')
      .execute()
    expect(await refusal(approve(nora))).toBe('not_your_turn')
    await approve(at.cast.boris)
    expect(await statusNow()).toBe('in_review')
    const both = await Promise.all([refusal(approve(nora)), refusal(approve(adam))])
    expect(both.filter((one) => one === null)).toHaveLength(1)
    expect(await statusNow()).toBe('approved')
    await rearrange(at.db, (db) =>
      db
        .deleteFrom('contract_people')
        .where(
          'id',
          'in',
          made.map(({ id }) => id),
        )
        .execute(),
    )
  })

  it('[D2] only who is named approves, and only the version they saw', async () => {
    await anew()
    expect(await refusal(approve(at.cast.ana))).toBe('not_approver')
    expect(await refusal(approve(at.cast.adam))).toBe('not_approver')
    expect(await refusal(approve(at.cast.claire))).toBe('not_found')
    await editContract(at.as(at.cast.victor), {
      contractId,
      title: 'Maintenance 2027',
      body: 'Another text.',
      version: 1,
    })
    expect(await refusal(approve(at.cast.boris))).toBe('contract_changed')
    expect(
      await refusal(
        editContract(at.as(at.cast.victor), { contractId, title: 'Maintenance 2027', body: 'A third.', version: 1 }),
      ),
    ).toBe('contract_edited_meanwhile')
    await at.db.updateTable('contracts').set({ version: 1 }).where('id', '=', contractId).execute()
  })

  it('[D2] an approval is withdrawn by who gave it, the owner or an admin; logged, and asked for again', async () => {
    await anew()
    const { approvalId } = await approve(at.cast.boris)
    expect(await refusal(withdrawApproval(at.as(at.cast.ana), { contractId, approvalId }))).not.toBe(null)
    expect(await refusal(withdrawApproval(at.as(at.cast.mila), { contractId, approvalId }))).toBe('not_contract_owner')
    await withdrawApproval(at.as(at.cast.boris), { contractId, approvalId })
    expect(await statusNow()).toBe('awaiting_approval')
    expect(await refusal(withdrawApproval(at.as(at.cast.adam), { contractId, approvalId }))).toBe('withdrawn_already')
    const row = await at.db.selectFrom('approvals').selectAll().where('id', '=', approvalId).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ withdrawn_by: at.cast.boris.userId, contract_version: 1 })
    const happened = await at.db
      .selectFrom('feed_entries')
      .select('happened')
      .where('stream', '=', `contract:${contractId}`)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(happened.happened).toMatchObject({ what: 'approval_withdrawn' })
    await approve(at.cast.boris)
    expect(await statusNow()).toBe('approved')
  })

  it('[D6] a changed text needs approval again: what was approved of the one before is withdrawn, and closes what it opened', async () => {
    await anew()
    const settings = await at.db.selectFrom('portal_settings').select('version').executeTakeFirstOrThrow()
    await saveAttachmentControls(at.as(at.cast.adam), {
      attachmentMode: 'until_approved',
      blockUpload: true,
      blockEdit: false,
      blockDelete: false,
      version: settings.version,
    })
    const { approvalId } = await approve(at.cast.boris)
    expect(await statusNow()).toBe('approved')
    expect(await refusal(attach(at.cast.ana))).toBe(null)
    const edited = { contractId, title: 'Maintenance 2027', body: 'Twice the price.', version: 1 }
    expect(await refusal(editContract(at.as(at.cast.mila), edited))).toBe('not_contract_staff')
    expect(await statusNow()).toBe('approved')
    await editContract(at.as(at.cast.victor), edited)
    expect(await statusNow()).toBe('awaiting_approval')
    expect(await refusal(attach(at.cast.ana))).toBe('attachments_closed_until_approved')
    const row = await at.db.selectFrom('approvals').selectAll().where('id', '=', approvalId).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ withdrawn_by: at.cast.victor.userId, contract_version: 1 })
    const said = await at.db
      .selectFrom('feed_entries')
      .select('happened')
      .where('stream', '=', `contract:${contractId}`)
      .orderBy('seq', 'desc')
      .limit(2)
      .execute()
    expect(said.map(({ happened }) => happened)).toEqual([
      { what: 'approvals_outdated', people: [at.cast.boris.userId], from: '1' },
      { what: 'edited', to: '2' },
    ])
    await approveContract(at.as(at.cast.boris), { contractId, version: 2 })
    expect(await statusNow()).toBe('approved')
    await at.db.updateTable('contracts').set({ version: 1 }).where('id', '=', contractId).execute()
  })

  it('[F9] back to Draft hides the text from externals, and nothing of theirs is taken in', async () => {
    await anew()
    expect(await refusal(attach(at.cast.vera))).not.toBe('not_found')
    await changeStatus(at.as(at.cast.victor), { contractId, status: 'draft', from: 'in_review' })
    expect(await refusal(attach(at.cast.vera))).toBe('not_found')
    expect(await refusal(approve(at.cast.boris))).toBe('not_found')
    expect(
      await refusal(changeStatus(at.as(at.cast.ana), { contractId, status: 'in_review', from: 'draft' })),
    ).not.toBe(null)
    expect(await refusal(changeStatus(at.as(at.cast.victor), { contractId, status: 'active', from: 'draft' }))).toBe(
      'contract_not_that_way',
    )
  })
})
