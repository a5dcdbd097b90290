import { defineEntity, p } from '@mikro-orm/postgresql'

export const OutboxMail = defineEntity({
  name: 'OutboxMail',
  tableName: 'outbox_mails',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    toAddress: p.text(),
    subject: p.text(),
    textBody: p.text(),
    htmlBody: p.text(),
    about: p.text().default(''),
    createdAt: p.datetime().defaultRaw('now()'),
    sentAt: p.datetime().nullable(),
    keptAt: p.datetime().nullable(),
    droppedAt: p.datetime().nullable(),
    attempts: p.integer().default(0),
    lastError: p.text().nullable(),
  },
})

export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entries',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    at: p.datetime().defaultRaw('clock_timestamp()'),
    actorId: p.uuid().nullable(),
    actorGrantId: p.uuid().nullable(),
    what: p.text(),
    subject: p.text().default(''),
    old: p.json<Record<string, unknown>>().nullable(),
    new: p.json<Record<string, unknown>>().nullable(),
    address: p.text().default(''),
  },
})
