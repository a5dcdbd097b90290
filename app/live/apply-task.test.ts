import { describe, expect, it } from 'vitest'
import type { News } from '#server/streams/frames.ts'
import type { UpdateView } from '#server/projects/updates.ts'
import type { TaskView } from '#server/tasks/views.ts'
import { applyHome, applyLists, applyProjects, applyTasks, applyUpdates } from './apply-project.ts'
import { applyTask, type TaskState } from './apply-task.ts'

const mila = { key: 'staff:1', userId: '1', name: 'Mila', accountName: null }
const task: TaskView = {
  id: 't',
  ref: 'AB12CD',
  title: 'Tiles',
  description: '',
  html: '',
  status: 'new',
  heldFrom: null,
  priority: 'normal',
  startsOn: null,
  dueOn: null,
  version: 1,
  createdAt: '',
  project: { id: 'p', name: 'Spa' },
  author: mila,
  people: [],
  reviewers: [],
  sharing: null,
  checklist: [
    { id: 'one', text: 'One', done: false },
    { id: 'two', text: 'Two', done: true },
  ],
}
const state: TaskState = { task, files: [] }
const news = (fact: string, data: Record<string, unknown> = {}): News => ({ seq: 1, fact, data, at: '' })

describe('applyTask', () => {
  it('[B5] what is put on hold remembers where it was, and forgets it when it goes on', () => {
    const held = applyTask(state, news('task.moved', { status: 'on_hold' }), 's')
    expect(held?.task).toMatchObject({ status: 'on_hold', heldFrom: 'new' })
    expect(held && applyTask(held, news('task.moved', { status: 'new' }), 's')?.task.heldFrom).toBeNull()
  })

  it('[B5] a step, a tick and a removed item show at once, and leave the old state as it was', () => {
    expect(applyTask(state, news('task.moved', { status: 'in_progress' }), 's')?.task.status).toBe('in_progress')
    expect(
      applyTask(state, news('checklist.ticked', { itemId: 'one', done: true }), 's')?.task.checklist.every(
        ({ done }) => done,
      ),
    ).toBe(true)
    expect(applyTask(state, news('checklist.removed', { itemId: 'one' }), 's')?.task.checklist).toHaveLength(1)
    expect(task.status).toBe('new')
  })

  it('[B6] what the feed shows changes nothing here; what only a fresh look shows asks for one', () => {
    expect(applyTask(state, news('entry.posted'), 's')).toBe(state)
    for (const fact of [
      'task.edited',
      'task.people_changed',
      'checklist.added',
      'something.new',
      'constructor',
      '__proto__',
    ])
      expect(applyTask(state, news(fact), 's')).toBeNull()
  })
})

describe('applyLists', () => {
  it('[B2] a list is looked at again when one of its tasks changed, and not for another project’s', () => {
    const changed = news('tasks.changed', { projectId: 'p' })
    expect(applyLists('p')(task, changed, 's')).toBeNull()
    expect(applyLists('q')(task, changed, 's')).toBe(task)
    expect(applyLists(null)(task, changed, 's')).toBeNull()
    expect(applyLists('q')(task, news('project.edited'), 's')).toBeNull()
  })

  it('[F1] what was said on a task, or read, is for the lists that mark it', () => {
    for (const fact of ['task.said', 'task.seen']) {
      for (const apply of [applyTasks(null), applyTasks('p'), applyHome])
        expect(apply(task, news(fact), 's')).toBeNull()
      expect(applyLists(null)(task, news(fact), 's')).toBe(task)
    }
  })

  it('[F1] [B9] that an update is new, or read, is for lists of projects and one’s home, and for no other', () => {
    for (const fact of ['update.news', 'update.seen']) {
      const told = news(fact, { projectId: 'p' })
      for (const apply of [applyProjects, applyHome]) expect(apply(task, told, 's')).toBeNull()
      for (const apply of [applyLists(null), applyLists('p'), applyTasks('p')])
        expect(apply(task, told, 's')).toBe(task)
      const updates: UpdateView[] = []
      expect(applyUpdates('p')(updates, told, 's')).toBe(updates)
    }
  })
})
