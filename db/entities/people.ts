import { defineEntity, p } from '@mikro-orm/postgresql'

export const User = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    kind: p.enum(['staff', 'external']),
    name: p.text(),
    email: p.text(),
    loginName: p.text().nullable(),
    passwordHash: p.text().nullable(),
    locale: p.text().default('en'),
    timeZone: p.text().default('Europe/Sofia'),
    staffRole: p.enum(['owner', 'admin', 'member']).nullable(),
    mayGrantAccess: p.boolean().default(false),
    mayLoginAsClient: p.boolean().default(false),
    mayActAsClient: p.boolean().default(false),
    doesBilling: p.boolean().default(false),
    doesContracts: p.boolean().default(false),
    frozen: p.enum(['read_only', 'off']).nullable(),
    frozenUntil: p.datetime().nullable(),
    removedAt: p.datetime().nullable(),
    version: p.integer().default(1),
    createdAt: p.datetime().defaultRaw('now()'),
    lastSeenAt: p.datetime().nullable(),
  },
})

export const Session = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    id: p.text().primary(),
    userId: p.uuid(),
    expiresAt: p.datetime(),
    absoluteExpiresAt: p.datetime(),
    createdAt: p.datetime().defaultRaw('now()'),
    lastUsedAt: p.datetime().defaultRaw('now()'),
    userAgent: p.text().default(''),
    address: p.text().default(''),
  },
})

export const Account = defineEntity({
  name: 'Account',
  tableName: 'accounts',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    name: p.text(),
    isCustomer: p.boolean().default(true),
    isSupplier: p.boolean().default(false),
    isPerson: p.boolean().default(false),
    email: p.text().nullable(),
    phone: p.text().nullable(),
    website: p.text().nullable(),
    address: p.text().nullable(),
    locale: p.text().default('en'),
    frozen: p.enum(['read_only', 'off']).nullable(),
    frozenUntil: p.datetime().nullable(),
    version: p.integer().default(1),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})

export const Contact = defineEntity({
  name: 'Contact',
  tableName: 'contacts',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    accountId: p.uuid(),
    userId: p.uuid().nullable(),
    name: p.text(),
    email: p.text().nullable(),
    phone: p.text().nullable(),
    jobTitle: p.text().nullable(),
    isPrimary: p.boolean().default(false),
    version: p.integer().default(1),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})

export const Grant = defineEntity({
  name: 'Grant',
  tableName: 'grants',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    userId: p.uuid(),
    accountId: p.uuid(),
    contactId: p.uuid().nullable(),
    kind: p.enum(['client', 'supplier', 'collaborator']),
    role: p.smallint().$type<10 | 20 | 30 | 40 | 80 | 90>(),
    daysBack: p.integer().nullable(),
    notes: p.text().default(''),
    answersId: p.uuid().nullable(),
    answersSince: p.datetime().nullable().defaultRaw('now()'),
    expiresAt: p.datetime().nullable(),
    suspendedAt: p.datetime().nullable(),
    version: p.integer().default(1),
    createdAt: p.datetime().defaultRaw('now()'),
    lastSeenAt: p.datetime().nullable(),
  },
})

export const Invitation = defineEntity({
  name: 'Invitation',
  tableName: 'invitations',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    contactId: p.uuid(),
    accountId: p.uuid(),
    email: p.text(),
    tokenHash: p.text().nullable(),
    kind: p.enum(['client', 'supplier', 'collaborator']),
    role: p.smallint().$type<10 | 20 | 30 | 40 | 80 | 90>(),
    daysBack: p.integer().nullable(),
    notes: p.text().default(''),
    answersId: p.uuid().nullable(),
    grantExpiresAt: p.datetime().nullable(),
    invitedBy: p.uuid(),
    invitedAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
    withdrawnAt: p.datetime().nullable(),
  },
})

export const PasswordReset = defineEntity({
  name: 'PasswordReset',
  tableName: 'password_resets',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    userId: p.uuid(),
    tokenHash: p.text(),
    requestedAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
  },
})
