import { defineEntity, p } from '@mikro-orm/postgresql'

export const PortalSettings = defineEntity({
  name: 'PortalSettings',
  tableName: 'portal_settings',
  properties: {
    one: p.boolean().primary().default(true),
    hostName: p.text().default('Portico'),
    timeZone: p.text().default('Europe/Sofia'),
    administratorContact: p.text().default(''),
    portalOn: p.boolean().default(true),
    clientsDisabled: p.boolean().default(false),
    contractComments: p.boolean().default(true),
    blockUpload: p.boolean().default(false),
    blockEdit: p.boolean().default(false),
    blockDelete: p.boolean().default(false),
    attachmentMode: p.enum(['always', 'until_approved']).default('always'),
    version: p.integer().default(1),
    savedAt: p.datetime().nullable(),
    savedBy: p.uuid().nullable(),
  },
})

export const MatrixCell = defineEntity({
  name: 'MatrixCell',
  tableName: 'matrix_cells',
  properties: {
    object: p.text().primary(),
    action: p.text().primary(),
    kind: p.enum(['client', 'supplier', 'collaborator']).primary(),
    ticked: p.boolean(),
  },
})

export const PolicyChange = defineEntity({
  name: 'PolicyChange',
  tableName: 'policy_changes',
  properties: {
    version: p.bigint('number').primary(),
    reach: p.enum(['all', 'account', 'user', 'task', 'project', 'contract', 'conversation']),
    reachId: p.uuid().nullable(),
    what: p.text(),
    changedBy: p.uuid().nullable(),
    at: p.datetime().defaultRaw('clock_timestamp()'),
  },
})

export const PolicyVersion = defineEntity({
  name: 'PolicyVersion',
  tableName: 'policy_version',
  properties: {
    one: p.boolean().primary().default(true),
    version: p.bigint('number').default(1),
  },
})

export const RuleEcho = defineEntity({
  name: 'RuleEcho',
  tableName: 'rule_echoes',
  properties: {
    nodeId: p.uuid().primary(),
    since: p.bigint('number').primary(),
    version: p.bigint('number').primary(),
    told: p.integer(),
    answered: p.integer().default(0),
    at: p.datetime().defaultRaw('clock_timestamp()'),
  },
})
