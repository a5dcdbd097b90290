import { defineEntity, p } from '@mikro-orm/postgresql'

export const Conversation = defineEntity({
  name: 'Conversation',
  tableName: 'conversations',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    kind: p.enum(['account', 'project', 'direct']),
    accountId: p.uuid().nullable(),
    projectId: p.uuid().nullable(),
    grantId: p.uuid().nullable(),
    userId: p.uuid().nullable(),
    staffId: p.uuid().nullable(),
    closedAt: p.datetime().nullable(),
    closedBy: p.uuid().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    lastAt: p.datetime().defaultRaw('now()'),
    lastSeq: p.bigint('number').default(0),
  },
})

export const ConversationMute = defineEntity({
  name: 'ConversationMute',
  tableName: 'conversation_mutes',
  properties: {
    conversationId: p.uuid().primary(),
    userId: p.uuid().primary(),
    grantId: p.uuid().nullable(),
    mutedAt: p.datetime().defaultRaw('now()'),
  },
})

/** Admins who wrote where they were in nothing; counts for admins only. */
export const ConversationJoined = defineEntity({
  name: 'ConversationJoined',
  tableName: 'conversation_joined',
  properties: {
    userId: p.uuid().primary(),
    conversationId: p.uuid().primary(),
    joinedAt: p.datetime().defaultRaw('now()'),
  },
})

export const Reminded = defineEntity({
  name: 'Reminded',
  tableName: 'reminded',
  properties: {
    userId: p.uuid().primary(),
    grantId: p.uuid().nullable(),
    at: p.datetime(),
  },
})
