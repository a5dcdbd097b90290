import { describe, expect, it } from 'vitest'
import { decide, type Decision } from './can.ts'
import { abilitiesOf } from './abilities.ts'
import { ana, attachment, entry, mila, project, task } from './testing/viewers.ts'

const YES: Decision = { allowed: true }
const no = (because: string, hidden = false) => ({ allowed: false, because, hidden, shut: false })

describe('reach', () => {
  it('[B1] an external sees projects of their account, and those where they have a task', () => {
    expect(decide(ana(), 'project.view', project())).toEqual(YES)
    expect(decide(ana(), 'project.view', project({ accountId: 'corvin' }))).toEqual(no('out_of_reach', true))
    expect(decide(ana(), 'project.view', project({ accountId: 'corvin', hasMyTask: true }))).toEqual(YES)
    expect(decide(ana(), 'project.view', project({ accountId: null }))).toEqual(no('out_of_reach', true))
  })

  it('[B2] in them only tasks they take part in or made, unless the counterparty sees all that is not opted out', () => {
    const other = task({ roles: [] })
    expect(decide(ana(), 'task.view', task())).toEqual(YES)
    expect(decide(ana(), 'task.view', { ...other, authorGrantId: 'grant of ana' })).toEqual(YES)
    expect(decide(ana(), 'task.view', other)).toEqual(no('out_of_reach', true))
    expect(decide(ana(), 'task.view', { ...other, authorGrantId: 'another grant of ana' })).toEqual(
      no('out_of_reach', true),
    )
    const open = { ...other, counterpartySeesTasks: true }
    expect(decide(ana(), 'task.view', open)).toEqual(YES)
    expect(decide(ana(), 'task.view', { ...open, hiddenFromCounterparty: true })).toEqual(no('out_of_reach', true))
    expect(decide(ana(), 'task.view', { ...open, accountId: 'corvin' })).toEqual(no('out_of_reach', true))
    expect(decide(ana(), 'task.view', { ...open, roles: ['participant'], hiddenFromCounterparty: true })).toEqual(YES)
  })

  it('[B2] what is said and filed on a task is seen with the task, and not without', () => {
    for (const about of [entry({ task: task({ roles: [] }) }), attachment({ task: task({ roles: [] }) })])
      expect(decide(ana(), 'task.view', about)).toEqual(no('out_of_reach', true))
    expect(decide(ana(), 'task.view', entry())).toEqual(YES)
    expect(decide(ana(), 'task.view', { ...entry(), task: null })).toEqual(no('out_of_reach', true))
  })

  it('[A20] members see tasks of projects whose team they are in or which they are on; admins all', () => {
    const none = task({ roles: [] })
    expect(decide(mila({ role: 'admin' }), 'task.view', none)).toEqual(YES)
    expect(decide(mila({ role: 'owner' }), 'task.view', none)).toEqual(YES)
    expect(decide(mila(), 'task.view', none)).toEqual(no('out_of_reach', true))
    for (const facts of [
      task(),
      task({ roles: [], staffRoles: ['team'] }),
      task({ roles: [], managerId: 'mila' }),
      task({ roles: [], authorId: 'mila' }),
    ])
      expect(decide(mila(), 'task.view', facts)).toEqual(YES)
    expect(decide(mila(), 'project.view', project())).toEqual(YES)
  })

  it('[F9] a draft is seen by the external who wrote it and by no other', () => {
    expect(decide(ana(), 'task.view', task({ status: 'draft' }))).toEqual(no('draft', true))
    expect(decide(ana(), 'task.view', task({ status: 'draft', authorGrantId: 'grant of ana' }))).toEqual(YES)
    expect(decide(ana(), 'task.view', entry({ task: task({ status: 'draft' }) }))).toEqual(no('draft', true))
    expect(decide(mila(), 'task.view', task({ status: 'draft' }))).toEqual(YES)
  })

  it('[B6] what the team says among itself no external sees', () => {
    expect(decide(ana(), 'task.view', entry({ teamOnly: true }))).toEqual(no('team_only', true))
    expect(decide(mila(), 'task.view', entry({ teamOnly: true }))).toEqual(YES)
    expect(decide(ana(), 'task.team_only', task())).toEqual(no('staff_only'))
  })
})

describe('what is done', () => {
  it('[B6] only one’s own is edited and deleted, in the grant it was written in', () => {
    const own = entry({ authorId: 'ana', authorGrantId: 'grant of ana' })
    expect(decide(ana(), 'task.comment', own)).toEqual(YES)
    expect(decide(ana(), 'task.comment', entry())).toEqual(no('not_author'))
    expect(decide(ana(), 'task.comment', { ...own, authorGrantId: 'another grant of ana' })).toEqual(no('not_author'))
    expect(decide(mila({ role: 'admin' }), 'task.comment', own)).toEqual(no('not_author'))
    expect(decide(mila(), 'task.comment', entry({ authorId: 'mila' }))).toEqual(YES)
  })

  it('[B5] externals move as assignee; edit and cancel their own while it is new', () => {
    expect(decide(ana(), 'task.move', task({ roles: ['assignee'] }))).toEqual(YES)
    expect(decide(ana(), 'task.move', task({ roles: ['participant'] }))).toEqual(no('not_assignee'))
    expect(decide(mila(), 'task.move', task({ roles: ['participant'] }))).toEqual(YES)
    const own = task({ authorGrantId: 'grant of ana' })
    for (const action of ['task.edit', 'task.cancel'] as const) {
      expect(decide(ana(), action, own)).toEqual(YES)
      expect(decide(ana(), action, { ...own, status: 'in_progress' })).toEqual(no('not_yours_or_not_new'))
      expect(decide(ana(), action, task({ roles: ['assignee'] }))).toEqual(no('not_yours_or_not_new'))
      expect(decide(mila(), action, task({ status: 'in_progress' }))).toEqual(YES)
    }
  })

  it('[B5] externals comment, attach and tick; people, closing and deleting are never theirs', () => {
    for (const action of ['task.comment', 'task.upload', 'task.tick'] as const)
      expect(decide(ana(), action, task())).toEqual(YES)
    for (const action of ['task.people', 'task.close', 'task.delete'] as const)
      expect(decide(ana({ role: 90 }), action, task({ authorGrantId: 'grant of ana', roles: ['assignee'] }))).toEqual(
        no('staff_only'),
      )
  })

  it('[A20] [B4] people are changed by the manager, client-managers and auditors; closing also by the author and admins', () => {
    const may = (
      action: 'task.people' | 'task.close' | 'task.delete',
      facts: Parameters<typeof task>[0],
      role: 'member' | 'admin' = 'member',
    ) => decide(mila({ role }), action, task(facts))
    expect(may('task.people', {})).toEqual(no('not_task_manager'))
    expect(may('task.people', { authorId: 'mila' })).toEqual(no('not_task_manager'))
    expect(may('task.people', { roles: ['assignee'] })).toEqual(no('not_task_manager'))
    expect(may('task.people', { staffRoles: ['team'] })).toEqual(no('not_task_manager'))
    for (const facts of [
      { managerId: 'mila' },
      { staffRoles: ['client_manager' as const] },
      { staffRoles: ['auditor' as const] },
      { roles: ['auditor' as const] },
    ])
      expect(may('task.people', facts)).toEqual(YES)
    for (const action of ['task.close', 'task.delete'] as const) {
      expect(may(action, {})).toEqual(no('not_task_closer'))
      expect(may(action, { staffRoles: ['client_manager'] })).toEqual(no('not_task_closer'))
      expect(may(action, {}, 'admin')).toEqual(YES)
      for (const facts of [
        { managerId: 'mila' },
        { authorId: 'mila' },
        { staffRoles: ['auditor' as const] },
        { roles: ['auditor' as const] },
      ])
        expect(may(action, facts)).toEqual(YES)
    }
  })

  it('[A20] [B9] a project is edited by its manager, client-managers, auditors and admins', () => {
    expect(decide(mila(), 'project.edit', project())).toEqual(no('not_project_manager'))
    expect(decide(mila(), 'project.edit', project({ staffRoles: ['team'] }))).toEqual(no('not_project_manager'))
    expect(decide(mila({ role: 'admin' }), 'project.edit', project())).toEqual(YES)
    for (const facts of [
      { managerId: 'mila' },
      { staffRoles: ['client_manager' as const] },
      { staffRoles: ['auditor' as const] },
    ])
      expect(decide(mila(), 'project.edit', project(facts))).toEqual(YES)
  })

  it('[B8] abilities tell the reason of each thing that may not be done, and null for what may', () => {
    const mine = abilitiesOf(ana(), task({ roles: ['assignee'] }))
    expect(mine).toMatchObject({
      'task.comment': null,
      'task.move': null,
      'task.close': 'staff_only',
      'task.edit': 'not_yours_or_not_new',
    })
    expect(abilitiesOf(ana({}, { frozen: 'read_only' }), task())).toMatchObject({
      'task.view': null,
      'task.comment': 'person_read_only',
    })
    for (const [action, reason] of Object.entries(mine)) {
      const answer = decide(ana(), action as 'task.view', task({ roles: ['assignee'] }))
      expect(reason).toBe(answer.allowed ? null : answer.because)
    }
  })
})
