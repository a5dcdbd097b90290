import { defineEntity, p } from '@mikro-orm/postgresql'

export const Note = defineEntity({
  name: 'Note',
  tableName: 'notes',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    accountId: p.uuid(),
    body: p.text(),
    authorId: p.uuid(),
    sharedAt: p.datetime().nullable(),
    removedAt: p.datetime().nullable(),
    editedAt: p.datetime().nullable(),
    version: p.integer().default(1),
    createdAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
})
