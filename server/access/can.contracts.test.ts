import { describe, expect, it } from 'vitest'
import { decide, type Decision } from './can.ts'
import { abilitiesOf } from './abilities.ts'
import { KINDS, ROLES } from './catalogue.ts'
import type { ContractStatus } from './facts.ts'
import { ana, attachment, contract, entry, mila, policy } from './testing/viewers.ts'

const YES: Decision = { allowed: true }
const no = (because: string, hidden = false) => ({ allowed: false, because, hidden, shut: false })
const STATUSES: readonly ContractStatus[] = [
  'requested',
  'in_review',
  'awaiting_approval',
  'approved',
  'out_for_signature',
  'active',
  'expired',
  'terminated',
  'rejected',
  'on_hold',
]

describe('comments', () => {
  const CASES = [
    { portal: true, own: 'as_portal', open: null },
    { portal: true, own: 'closed', open: 'comments_closed_contract' },
    { portal: false, own: 'as_portal', open: 'comments_closed_portal' },
    { portal: false, own: 'closed', open: 'comments_closed_portal' },
  ] as const

  it.each(CASES)(
    '[D3] $portal in the portal, $own on the contract: $open for every external, reading stays',
    ({ portal, own, open }) => {
      for (const kind of KINDS)
        for (const role of ROLES) {
          const viewer = ana({ kind, role }, { policy: policy({ contractComments: portal }) })
          const facts = contract({ comments: own })
          expect(decide(viewer, 'contract.comment', facts)).toEqual(open ? no(open) : YES)
          expect(
            decide(
              viewer,
              'contract.comment',
              entry({ contract: facts, authorId: 'ana', authorGrantId: 'grant of ana' }),
            ),
          ).toEqual(open ? no(open) : YES)
          expect(decide(viewer, 'contract.read', facts)).toEqual(YES)
          expect(decide(viewer, 'contract.read', entry({ contract: facts }))).toEqual(YES)
        }
    },
  )

  it('[D3] the host’s people comment whatever the switches say', () => {
    expect(
      decide(
        mila({}, { policy: policy({ contractComments: false }) }),
        'contract.comment',
        contract({ comments: 'closed' }),
      ),
    ).toEqual(YES)
  })

  it('[D3] only one’s own comment is changed', () => {
    expect(decide(ana(), 'contract.comment', entry({ contract: contract() }))).toEqual(no('not_author'))
  })
})

describe('attachments', () => {
  const ACTIONS = [
    ['upload', 'contract.upload'],
    ['edit', 'contract.edit_attachment'],
    ['delete', 'contract.delete_attachment'],
  ] as const

  it.each(ACTIONS)('[D4] %s: blocked always, or until an approval stands, whatever the status says', (name, action) => {
    for (const attachmentMode of ['always', 'until_approved'] as const)
      for (const isBlocked of [true, false])
        for (const approved of [true, false])
          for (const status of STATUSES) {
            const rules = policy({
              attachmentMode,
              blocked: { upload: false, edit: false, delete: false, [name]: isBlocked },
            })
            const facts = contract({ approved, status })
            const closed = isBlocked && (attachmentMode === 'always' || !approved)
            const about = name === 'upload' ? facts : attachment({ contract: facts })
            expect(decide(ana({ role: 90 }, { policy: rules }), action, about)).toEqual(
              closed
                ? no(attachmentMode === 'always' ? 'attachments_closed' : 'attachments_closed_until_approved')
                : YES,
            )
            expect(decide(ana({}, { policy: rules }), 'contract.read', attachment({ contract: facts }))).toEqual(YES)
            expect(decide(mila({}, { policy: rules }), action, about)).toEqual(YES)
          }
  })

  it.each(ACTIONS)('[D4] blocking %s blocks nothing else', (name) => {
    const rules = policy({ blocked: { upload: false, edit: false, delete: false, [name]: true } })
    for (const [other, action] of ACTIONS)
      expect(decide(ana({}, { policy: rules }), action, attachment()).allowed).toBe(other !== name)
  })

  it('[D4] externals touch only what people of their own account uploaded', () => {
    for (const action of ['contract.edit_attachment', 'contract.delete_attachment'] as const) {
      expect(decide(ana(), action, attachment())).toEqual(YES)
      for (const accountId of ['corvin', null])
        expect(decide(ana(), action, attachment({ accountId }))).toEqual(no('not_of_own_account'))
      expect(decide(mila(), action, attachment({ accountId: 'corvin' }))).toEqual(YES)
    }
  })
})

describe('drafts, approval and the host’s side', () => {
  it('[D2] [F9] in Draft externals see the title and the stepper, not the text, and do nothing', () => {
    const draft = contract({ status: 'draft', roles: ['approver'] })
    expect(decide(ana(), 'contract.view', draft)).toEqual(YES)
    expect(decide(ana(), 'contract.list', draft)).toEqual(YES)
    for (const action of ['contract.read', 'contract.comment', 'contract.upload', 'contract.approve'] as const)
      expect(decide(ana(), action, draft)).toEqual(no('draft', true))
    expect(decide(ana(), 'contract.read', attachment({ contract: draft }))).toEqual(no('draft', true))
    expect(decide(mila(), 'contract.read', draft)).toEqual(YES)
  })

  it('[D2] only named approvers approve, staff included', () => {
    for (const viewer of [ana(), mila({ role: 'admin' })]) {
      expect(decide(viewer, 'contract.approve', contract({ roles: ['approver'] }))).toEqual(YES)
      expect(decide(viewer, 'contract.approve', contract({ roles: ['reviewer', 'signer'] }))).toEqual(
        no('not_approver'),
      )
    }
  })

  it('[A20] contracts are made and edited by admins and who has the tick, edited also by their owner', () => {
    for (const viewer of [mila({ role: 'admin' }), mila({ doesContracts: true })]) {
      expect(decide(viewer, 'contract.create')).toEqual(YES)
      expect(decide(viewer, 'contract.edit', contract())).toEqual(YES)
    }
    expect(decide(mila(), 'contract.create')).toEqual(no('not_contract_staff'))
    expect(decide(mila(), 'contract.edit', contract())).toEqual(no('not_contract_staff'))
    expect(decide(mila(), 'contract.edit', contract({ ownerId: 'mila' }))).toEqual(YES)
  })

  it('[A20] a contract’s own switches belong to its owner and admins', () => {
    for (const action of ['contract.switch', 'contract.withdraw_others'] as const) {
      expect(decide(mila({ doesContracts: true }), action, contract())).toEqual(no('not_contract_owner'))
      expect(decide(mila(), action, contract({ ownerId: 'mila' }))).toEqual(YES)
      expect(decide(mila({ role: 'admin' }), action, contract())).toEqual(YES)
    }
  })

  it('[D4] abilities follow an approval and its withdrawal', () => {
    const rules = policy({ attachmentMode: 'until_approved', blocked: { upload: true, edit: false, delete: false } })
    for (const one of STATUSES.map((status) => contract({ status }))) {
      expect(abilitiesOf(ana({}, { policy: rules }), { ...one, approved: false })['contract.upload']).toBe(
        'attachments_closed_until_approved',
      )
      expect(abilitiesOf(ana({}, { policy: rules }), { ...one, approved: true })['contract.upload']).toBeNull()
    }
  })
})
