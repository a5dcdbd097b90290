import { defineEntity, p } from '@mikro-orm/postgresql'

export const Stream = defineEntity({
  name: 'Stream',
  tableName: 'streams',
  properties: {
    name: p.text().primary(),
    clock: p.bigint('number'),
    oldest: p.bigint('number'),
  },
})

export const Event = defineEntity({
  name: 'Event',
  tableName: 'events',
  properties: {
    stream: p.text().primary(),
    seq: p.bigint('number').primary(),
    fact: p.text(),
    data: p.json<Record<string, unknown>>(),
    at: p.datetime().defaultRaw('clock_timestamp()'),
  },
})

export const FeedEntry = defineEntity({
  name: 'FeedEntry',
  tableName: 'feed_entries',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    stream: p.text(),
    seq: p.bigint('number'),
    at: p.datetime().defaultRaw('clock_timestamp()'),
    authorId: p.uuid(),
    authorGrantId: p.uuid().nullable(),
    sentId: p.uuid(),
    body: p.text().nullable(),
    happened: p.json<Record<string, unknown>>().nullable(),
    replyTo: p.uuid().nullable(),
    editedAt: p.datetime().nullable(),
    deletedAt: p.datetime().nullable(),
  },
})

export const Mention = defineEntity({
  name: 'Mention',
  tableName: 'mentions',
  properties: {
    entryId: p.uuid().primary(),
    userId: p.uuid().primary(),
    stream: p.text().nullable(),
    seq: p.bigint('number').nullable(),
  },
})

export const EntryVersion = defineEntity({
  name: 'EntryVersion',
  tableName: 'entry_versions',
  properties: {
    entryId: p.uuid().primary(),
    body: p.text(),
    writtenAt: p.datetime(),
    replacedAt: p.datetime().primary().defaultRaw('clock_timestamp()'),
  },
})

export const ReadMark = defineEntity({
  name: 'ReadMark',
  tableName: 'read_marks',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    userId: p.uuid(),
    grantId: p.uuid().nullable(),
    stream: p.text(),
    seq: p.bigint('number'),
    at: p.datetime().defaultRaw('now()'),
  },
})

export const Node = defineEntity({
  name: 'Node',
  tableName: 'nodes',
  properties: {
    id: p.uuid().primary(),
    beatAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
})

export const Presence = defineEntity({
  name: 'Presence',
  tableName: 'presence',
  properties: {
    nodeId: p.uuid().primary(),
    socketId: p.text().primary(),
    stream: p.text().primary(),
    userId: p.uuid(),
    grantId: p.uuid().nullable(),
    typingUntil: p.datetime().nullable(),
  },
})
