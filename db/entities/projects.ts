import { defineEntity, p } from '@mikro-orm/postgresql'

export const Project = defineEntity({
  name: 'Project',
  tableName: 'projects',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    ref: p.text(),
    name: p.text(),
    description: p.text().default(''),
    accountId: p.uuid().nullable(),
    managerId: p.uuid(),
    managedSince: p.datetime().nullable(),
    status: p.enum(['planned', 'active', 'on_hold', 'done', 'cancelled']).default('planned'),
    counterpartySeesTasks: p.boolean().default(false),
    startsOn: p.date().nullable(),
    endsOn: p.date().nullable(),
    version: p.integer().default(1),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})

export const ProjectUpdate = defineEntity({
  name: 'ProjectUpdate',
  tableName: 'project_updates',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    projectId: p.uuid(),
    authorId: p.uuid(),
    sentId: p.uuid(),
    body: p.text(),
    version: p.integer().default(1),
    postedAt: p.datetime().defaultRaw('clock_timestamp()'),
    editedAt: p.datetime().nullable(),
  },
})

export const ProjectStaff = defineEntity({
  name: 'ProjectStaff',
  tableName: 'project_staff',
  properties: {
    projectId: p.uuid().primary(),
    userId: p.uuid().primary(),
    role: p.enum(['team', 'client_manager', 'auditor']).primary(),
    addedAt: p.datetime().nullable().defaultRaw('now()'),
  },
})
