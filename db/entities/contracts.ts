import { defineEntity, p } from '@mikro-orm/postgresql'

export const Contract = defineEntity({
  name: 'Contract',
  tableName: 'contracts',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    ref: p.text(),
    title: p.text(),
    body: p.text().default(''),
    accountId: p.uuid(),
    ownerId: p.uuid(),
    ownedSince: p.datetime().nullable(),
    requestedByGrantId: p.uuid().nullable(),
    status: p
      .enum([
        'requested',
        'draft',
        'in_review',
        'awaiting_approval',
        'approved',
        'out_for_signature',
        'active',
        'expired',
        'terminated',
        'rejected',
        'on_hold',
      ])
      .default('draft'),
    comments: p.enum(['as_portal', 'closed']).default('as_portal'),
    version: p.integer().default(1),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})

export const ContractPerson = defineEntity({
  name: 'ContractPerson',
  tableName: 'contract_people',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    contractId: p.uuid(),
    userId: p.uuid(),
    grantId: p.uuid().nullable(),
    role: p.enum(['reviewer', 'approver', 'signer']),
    position: p.smallint().default(1),
    addedAt: p.datetime().defaultRaw('now()'),
  },
})

export const Approval = defineEntity({
  name: 'Approval',
  tableName: 'approvals',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    contractId: p.uuid(),
    contractVersion: p.integer(),
    userId: p.uuid(),
    grantId: p.uuid().nullable(),
    at: p.datetime().defaultRaw('now()'),
    withdrawnAt: p.datetime().nullable(),
    withdrawnBy: p.uuid().nullable(),
  },
})
