import { describe, expect, it } from 'vitest'
import { decide, type Decision } from './can.ts'
import { ana, attachment, entry, mila, NOW, ms, project, without } from './testing/viewers.ts'

const YES: Decision = { allowed: true }
const no = (because: string, hidden = false) => ({ allowed: false, because, hidden, shut: false })
const update = { subject: 'update', authorId: 'petar', at: NOW, project: project() } as const
const INSIDE = ['project.read', 'project.comment', 'project.upload'] as const

describe('a project from inside', () => {
  it('[B1] [A5] opens to its counterparty; to somebody with a task in it, and to any collaborator, only its name', () => {
    const theirs = project({ accountId: 'corvin', hasMyTask: true })
    for (const action of INSIDE) {
      expect(decide(ana(), action, project())).toEqual(YES)
      expect(decide(ana(), action, theirs)).toEqual(no('not_counterparty', true))
      expect(decide(ana({ kind: 'collaborator' }), action, project({ hasMyTask: true }))).toEqual(
        no('not_counterparty', true),
      )
      expect(decide(mila(), action, theirs)).toEqual(YES)
    }
    expect(decide(ana(), 'project.view', theirs)).toEqual(YES)
    expect(decide(ana(), 'project.read', project({ accountId: 'corvin', hasMyTask: false }))).toMatchObject({
      because: 'out_of_reach',
      hidden: true,
    })
  })

  it('[A10] each cell closes what it is for', () => {
    for (const action of INSIDE) {
      const viewer = ana({}, { policy: without(`${action}/client`) })
      expect(decide(viewer, action, project())).toMatchObject({ allowed: false, because: 'cell_empty' })
    }
  })

  it('[B1] [A7] [B6] what hangs on it is as hidden as it is, no older than days back, and the team’s is the team’s', () => {
    const theirs = project({ accountId: 'corvin', hasMyTask: true })
    for (const facts of [
      entry({ project: theirs, task: null }),
      attachment({ project: theirs, contract: null }),
      { ...update, project: theirs },
    ])
      expect(decide(ana(), 'project.read', facts)).toMatchObject({ allowed: false, hidden: true })
    const old = ana({ horizon: ms(1) })
    expect(decide(old, 'project.read', update)).toEqual(no('too_old', true))
    expect(decide(ana({ horizon: NOW }), 'project.read', update)).toEqual(YES)
    expect(decide(ana(), 'project.read', entry({ project: project(), task: null, teamOnly: true }))).toEqual(
      no('team_only', true),
    )
  })

  it('[D4] a file of another account is not an external’s to change', () => {
    const file = attachment({ project: project(), contract: null, accountId: 'corvin' })
    expect(decide(ana(), 'project.upload', file)).toEqual(no('not_of_own_account'))
  })
})

describe('what staff do with a project', () => {
  it('[A20] [B4] it is deleted by its manager, its auditors and admins', () => {
    expect(decide(mila({ role: 'member' }), 'project.delete', project({ managerId: 'nora' }))).toEqual(
      no('not_project_closer'),
    )
    for (const facts of [project({ managerId: 'mila' }), project({ managerId: 'nora', staffRoles: ['auditor'] })])
      expect(decide(mila({ role: 'member' }), 'project.delete', facts)).toEqual(YES)
    expect(decide(mila({ role: 'admin' }), 'project.delete', project({ managerId: 'nora' }))).toEqual(YES)
    expect(
      decide(
        mila({ role: 'member' }),
        'project.delete',
        project({ managerId: 'nora', staffRoles: ['client_manager'] }),
      ),
    ).toEqual(no('not_project_closer'))
    expect(decide(ana(), 'project.delete', project())).toEqual(no('staff_only'))
  })

  it('[B9] updates are posted by its people and admins, and changed by who wrote them or manages it; never by externals', () => {
    const foreign = project({ managerId: 'nora', staffRoles: [] })
    const member = mila({ role: 'member' })
    expect(decide(member, 'project.post_update', foreign)).toEqual(no('not_in_team'))
    expect(decide(member, 'project.post_update', { ...foreign, staffRoles: ['team'] })).toEqual(YES)
    expect(decide(member, 'project.change_update', { ...update, project: foreign })).toEqual(no('not_update_author'))
    expect(decide(member, 'project.change_update', { ...update, authorId: member.userId, project: foreign })).toEqual(
      YES,
    )
    expect(
      decide(member, 'project.change_update', { ...update, project: { ...foreign, managerId: member.userId } }),
    ).toEqual(YES)
    for (const viewer of [ana(), ana({ role: 90 })]) {
      expect(decide(viewer, 'project.post_update', project())).toEqual(no('staff_only'))
      expect(decide(viewer, 'project.change_update', update)).toEqual(no('staff_only'))
    }
  })
})
