import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decide, type ReasonId } from '#server/access/can.ts'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { deleteFile } from '#server/files/delete-file.ts'
import { renameFile } from '#server/files/rename-file.ts'
import { sent } from '#server/files/testing/papers.ts'
import { uploadFile } from '#server/files/upload-file.ts'
import { look } from '#server/platform/look.ts'
import { saveAttachmentControls, saveContractComments } from '#server/settings/save-contract-settings.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { approveContract } from './approve-contract.ts'
import { changeStatus } from './change-status.ts'
import { switchContractComments } from './switch-comments.ts'
import { refusal } from './testing/refusal.ts'
import { withdrawApproval } from './withdraw-approval.ts'

let at: TestPortal
let contractId: string
beforeAll(async () => {
  at = await testPortal()
  contractId = at.cast.contractOfRila
})
afterAll(() => at.close())

const version = async () =>
  (await at.db.selectFrom('portal_settings').select('version').executeTakeFirstOrThrow()).version
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

describe('attachment controls', () => {
  const cases = [true, false].flatMap((approved) =>
    (['always', 'until_approved'] as const).flatMap((mode) =>
      ([[], ['upload'], ['edit'], ['delete'], ['upload', 'edit', 'delete']] as const).map((blocked) => ({
        approved,
        mode,
        blocked,
      })),
    ),
  )
  it.each(cases)(
    '[D4] approved: $approved, in force: $mode, blocked: $blocked',
    async ({ approved, mode, blocked }) => {
      await anew()
      const controls = { attachmentMode: mode, blockUpload: false, blockEdit: false, blockDelete: false }
      await saveAttachmentControls(at.as(at.cast.adam), { ...controls, version: await version() })
      const [first, second] = [await attach(at.cast.ana), await attach(at.cast.ana)]
      const given = approved ? await approve(at.cast.boris) : null
      const has = (what: 'upload' | 'edit' | 'delete') => (blocked as readonly string[]).includes(what)
      await saveAttachmentControls(at.as(at.cast.adam), {
        attachmentMode: mode,
        blockUpload: has('upload'),
        blockEdit: has('edit'),
        blockDelete: has('delete'),
        version: await version(),
      })
      const inForce = mode === 'always' || !given
      const closed = mode === 'always' ? 'attachments_closed' : 'attachments_closed_until_approved'
      const expected = (what: 'upload' | 'edit' | 'delete') => (has(what) && inForce ? closed : null)
      expect(await refusal(attach(at.cast.ana))).toBe(expected('upload'))
      expect(await refusal(renameFile(at.as(at.cast.ana), { attachmentId: first, name: 'b.txt' }))).toBe(
        expected('edit'),
      )
      expect(await refusal(deleteFile(at.as(at.cast.ana), { attachmentId: second }))).toBe(expected('delete'))
      // The host's own people are not bound by it.
      expect(await refusal(attach(at.cast.victor))).toBe(null)
    },
  )

  it('[D4] an approval stands whatever the status says: On hold keeps what it had', async () => {
    await anew()
    await saveAttachmentControls(at.as(at.cast.adam), {
      attachmentMode: 'until_approved',
      blockUpload: true,
      blockEdit: true,
      blockDelete: true,
      version: await version(),
    })
    const { approvalId } = await approve(at.cast.boris)
    await changeStatus(at.as(at.cast.victor), { contractId, status: 'on_hold', from: 'approved' })
    expect(await refusal(attach(at.cast.ana))).toBe(null)
    await withdrawApproval(at.as(at.cast.victor), { contractId, approvalId })
    expect(await refusal(attach(at.cast.ana))).toBe('attachments_closed_until_approved')
    expect(await statusNow()).toBe('on_hold')
  })
})

describe('comments of contracts', () => {
  const mayComment = (who: Member): Promise<ReasonId | null> =>
    look(at.as(who), async ({ scope, viewer }) => {
      const answer = decide(viewer, 'contract.comment', (await scope.contract(contractId)).facts)
      return answer.allowed ? null : answer.because
    })

  it.each([
    ['as_portal', true, null],
    ['as_portal', false, 'comments_closed_portal'],
    ['closed', true, 'comments_closed_contract'],
    ['closed', false, 'comments_closed_portal'],
  ] as const)(
    '[D3] contract %s, portal open: %s → %s, for every external and no staff',
    async (comments, open, because) => {
      await anew()
      await saveContractComments(at.as(at.cast.adam), { contractComments: open, version: await version() })
      await switchContractComments(at.as(at.cast.victor), { contractId, comments })
      for (const who of [at.cast.ana, at.cast.boris, at.cast.jonas, at.cast.vera])
        expect(await mayComment(who)).toBe(because)
      expect(await mayComment(at.cast.mila)).toBe(null)
    },
  )

  it('[D3] only the contract’s owner and admins switch it, only admins the portal’s', async () => {
    for (const who of [at.cast.mila, at.cast.ana])
      expect(await refusal(switchContractComments(at.as(who), { contractId, comments: 'closed' }))).not.toBe(null)
    for (const who of [at.cast.victor, at.cast.ana])
      expect(
        await refusal(saveContractComments(at.as(who), { contractComments: false, version: await version() })),
      ).not.toBe(null)
  })

  it('[A18] every change of a rule is written down, old and new; saving what is so already is none', async () => {
    await saveContractComments(at.as(at.cast.adam), { contractComments: true, version: await version() })
    const rows = () =>
      at.db
        .selectFrom('audit_entries')
        .selectAll()
        .where('what', '=', 'settings.contract_comments')
        .orderBy('id')
        .execute()
    const before = (await rows()).length
    const seen = await version()
    await saveContractComments(at.as(at.cast.adam), { contractComments: false, version: seen })
    // Nora had the page open all the time; what she wants is so already.
    await saveContractComments(at.as(at.cast.nora), { contractComments: false, version: seen })
    const after = await rows()
    expect(after).toHaveLength(before + 1)
    expect(after.at(-1)).toMatchObject({
      actor_id: at.cast.adam.userId,
      old: { contractComments: true },
      new: { contractComments: false },
    })
    // What she wants otherwise was decided on a page that is no longer true.
    expect(await refusal(saveContractComments(at.as(at.cast.nora), { contractComments: true, version: seen }))).toBe(
      'settings_changed',
    )
  })
})
