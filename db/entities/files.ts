import { defineEntity, p } from '@mikro-orm/postgresql'

export const Blob = defineEntity({
  name: 'Blob',
  tableName: 'blobs',
  properties: {
    hash: p.text().primary(),
    size: p.bigint('number'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})

export const Attachment = defineEntity({
  name: 'Attachment',
  tableName: 'attachments',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    taskId: p.uuid().nullable(),
    contractId: p.uuid().nullable(),
    conversationId: p.uuid().nullable(),
    projectId: p.uuid().nullable(),
    noteId: p.uuid().nullable(),
    sentId: p.uuid().nullable(),
    sentBy: p.uuid().nullable(),
    name: p.text(),
    mediaType: p.text(),
    size: p.bigint('number'),
    blobHash: p.text(),
    version: p.integer().default(1),
    uploadedBy: p.uuid(),
    uploadedGrantId: p.uuid().nullable(),
    accountId: p.uuid().nullable(),
    uploadedAt: p.datetime().defaultRaw('clock_timestamp()'),
    removedAt: p.datetime().nullable(),
    removedBy: p.uuid().nullable(),
  },
})

export const AttachmentVersion = defineEntity({
  name: 'AttachmentVersion',
  tableName: 'attachment_versions',
  properties: {
    attachmentId: p.uuid().primary(),
    version: p.integer().primary(),
    name: p.text(),
    mediaType: p.text(),
    size: p.bigint('number'),
    blobHash: p.text(),
    uploadedBy: p.uuid(),
    uploadedAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
})

/** A file on its way. Its bytes are in the file store, under this id. */
export const Upload = defineEntity({
  name: 'Upload',
  tableName: 'uploads',
  properties: {
    id: p.uuid().primary(),
    sessionId: p.text(),
    userId: p.uuid(),
    grantId: p.uuid().nullable(),
    target: p.json<{ to: { kind: string; id: string } } | { replace: string }>(),
    sentId: p.uuid().nullable(),
    name: p.text(),
    declared: p.text(),
    size: p.bigint('number'),
    begunAt: p.datetime().defaultRaw('clock_timestamp()'),
    attachmentId: p.uuid().nullable(),
  },
})
