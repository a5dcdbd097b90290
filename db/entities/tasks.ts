import { defineEntity, p } from '@mikro-orm/postgresql'

export const Task = defineEntity({
  name: 'Task',
  tableName: 'tasks',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    ref: p.text(),
    projectId: p.uuid(),
    title: p.text(),
    description: p.text().default(''),
    status: p
      .enum(['draft', 'new', 'in_progress', 'ready_for_review', 'done', 'declined', 'on_hold', 'cancelled'])
      .default('new'),
    priority: p.enum(['low', 'normal', 'high', 'urgent']).default('normal'),
    startsOn: p.date().nullable(),
    dueOn: p.date().nullable(),
    authorId: p.uuid(),
    authorGrantId: p.uuid().nullable(),
    hiddenFromCounterparty: p.boolean().default(false),
    version: p.integer().default(1),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})

export const TaskPerson = defineEntity({
  name: 'TaskPerson',
  tableName: 'task_people',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    taskId: p.uuid(),
    userId: p.uuid(),
    grantId: p.uuid().nullable(),
    role: p.enum(['assignee', 'participant', 'auditor']),
    addedAt: p.datetime().defaultRaw('now()'),
  },
})

export const ChecklistItem = defineEntity({
  name: 'ChecklistItem',
  tableName: 'checklist_items',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    taskId: p.uuid(),
    position: p.integer(),
    text: p.text(),
    doneAt: p.datetime().nullable(),
    doneBy: p.uuid().nullable(),
  },
})
