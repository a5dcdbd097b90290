import { describe, expect, it } from 'vitest'
import { decide, type Decision } from './can.ts'
import { cellOf, KINDS, ROLES, type ExternalAction, type Kind, type Role } from './catalogue.ts'
import { ana, attachment, contract, mila, note, project, task, without } from './testing/viewers.ts'

const YES: Decision = { allowed: true }
const no = (because: string, how: 'hidden' | 'not allowed' = 'not allowed') => ({
  allowed: false,
  because,
  hidden: how === 'hidden',
  shut: false,
})

describe('role and matrix', () => {
  it('[A6] every role opens projects of the account, and the tasks and contracts that name one', () => {
    for (const role of ROLES) {
      expect(decide(ana({ role }), 'project.view', project())).toEqual(YES)
      expect(decide(ana({ role }), 'task.view', task())).toEqual(YES)
      expect(decide(ana({ role }), 'contract.read', contract())).toEqual(YES)
    }
  })

  it('[A6] contracts of the account that name nobody are for L80 and above', () => {
    const opened = ROLES.filter((role) => decide(ana({ role }), 'contract.read', contract({ roles: [] })).allowed)
    expect(opened).toEqual([80, 90])
    expect(
      decide(ana({ role: 10 }), 'contract.read', contract({ roles: [], requestedByGrantId: 'grant of ana' })),
    ).toEqual(YES)
    expect(decide(ana({ role: 90 }), 'contract.read', contract({ roles: [], accountId: 'corvin' }))).toEqual(
      no('out_of_reach', 'hidden'),
    )
  })

  it('[A6] no role opens a task that one was not added to', () => {
    for (const role of ROLES) expect(decide(ana({ role }), 'task.view', task({ roles: [] })).allowed).toBe(false)
  })

  it('[A6] below the lowest role nothing opens', () => {
    expect(decide(ana({ role: 9 as Role }), 'task.comment', task())).toEqual(no('role_too_low', 'hidden'))
  })

  const SHOWS = [
    'project.list',
    'project.view',
    'task.list',
    'task.view',
    'note.list',
    'note.view',
    'contract.list',
    'contract.view',
    'contract.read',
  ] as const
  const ACTS = [
    'profile.edit',
    'task.create',
    'task.edit',
    'task.move',
    'task.cancel',
    'task.comment',
    'task.upload',
    'task.tick',
    'contract.comment',
    'contract.upload',
    'contract.edit_attachment',
    'contract.delete_attachment',
    'contract.approve',
  ] as const
  const about = (kind: Kind, action: ExternalAction) => {
    // A collaborator reaches no project by its account, so makes no task in one; the cell alone is asked here.
    if (action === 'profile.edit' || (action === 'task.create' && kind === 'collaborator')) return null
    if (action === 'note.list' || action === 'note.view') return kind === 'collaborator' ? null : note()
    if (action === 'task.create' || action.startsWith('project')) return project({ hasMyTask: true })
    if (action.startsWith('task')) return task({ roles: ['assignee'], authorGrantId: 'grant of ana' })
    return action.endsWith('_attachment') ? attachment() : contract({ roles: ['approver'] })
  }

  it.each(KINDS.flatMap((kind) => [...SHOWS, ...ACTS].map((action) => ({ kind, action }))))(
    '[A10] $action by a $kind: a ticked cell lets the role do it, an empty one stops the highest role; who may not see finds nothing there',
    ({ kind, action }) => {
      const facts = about(kind, action)
      expect(decide(ana({ kind, role: 10 }), action, facts)).toEqual(YES)
      const how = (SHOWS as readonly string[]).includes(action) ? 'hidden' : 'not allowed'
      expect(decide(ana({ kind, role: 90 }, { policy: without(cellOf(action, kind)) }), action, facts)).toEqual(
        no('cell_empty', how),
      )
    },
  )

  it('[A10] an empty cell of one kind says nothing of the others', () => {
    const rules = without('task.comment/client')
    expect(decide(ana({ kind: 'client' }, { policy: rules }), 'task.comment', task()).allowed).toBe(false)
    expect(decide(ana({ kind: 'supplier' }, { policy: rules }), 'task.comment', task())).toEqual(YES)
    expect(decide(mila({}, { policy: rules }), 'task.comment', task())).toEqual(YES)
  })

  it('[A0] [S3] who may not see a record learns nothing of it from being refused to act', () => {
    const rules = without('task.view/client')
    for (const action of ['task.comment', 'task.move', 'task.tick', 'task.upload'] as const)
      expect(decide(ana({}, { policy: rules }), action, task())).toEqual(no('cell_empty', 'hidden'))
    expect(decide(ana({}, { policy: without('task.comment/client') }), 'task.comment', task({ roles: [] }))).toEqual(
      no('out_of_reach', 'hidden'),
    )
    expect(decide(ana({}, { policy: without('contract.view/client') }), 'contract.approve', contract())).toEqual(
      no('cell_empty', 'hidden'),
    )
  })

  it('[A20] what only staff do is closed to every external, lists hidden', () => {
    for (const role of ROLES) {
      expect(decide(ana({ role }), 'task.close', task())).toEqual(no('staff_only'))
      expect(decide(ana({ role }), 'task.people', task())).toEqual(no('staff_only'))
      expect(decide(ana({ role }), 'access.grant')).toEqual(no('staff_only'))
      expect(decide(ana({ role }), 'settings.edit')).toEqual(no('staff_only'))
      for (const action of ['account.list', 'account.view', 'outbox.view'] as const)
        expect(decide(ana({ role }), action)).toEqual(no('staff_only', 'hidden'))
    }
  })
})
