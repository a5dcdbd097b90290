import { describe, expect, it } from 'vitest'
import { decide, shutTo, type Decision } from './can.ts'
import { KINDS } from './catalogue.ts'
import { ana, attachment, contract, entry, mila, ms, NOW, policy, project, task, without } from './testing/viewers.ts'

const YES: Decision = { allowed: true }
const no = (because: string, how: 'hidden' | 'shut' | 'not allowed' = 'not allowed') => ({
  allowed: false,
  because,
  hidden: how === 'hidden',
  shut: how === 'shut',
})

describe('who may knock', () => {
  it('[A12] with the portal off every external finds it shut, and staff do not', () => {
    const off = policy({ portalOn: false })
    for (const kind of KINDS)
      expect(decide(ana({ kind }, { policy: off }), 'task.view', task())).toEqual(no('portal_off', 'shut'))
    expect(decide(mila({}, { policy: off }), 'task.view', task())).toEqual(YES)
    expect(shutTo(ana({}, { policy: off }))).toBe('portal_off')
    expect(shutTo(ana())).toBeNull()
  })

  it('[A11] the master switch shuts every client grant and no other', () => {
    const off = policy({ clientsDisabled: true })
    expect(decide(ana({ kind: 'client' }, { policy: off }), 'task.view', task())).toEqual(
      no('clients_disabled', 'shut'),
    )
    for (const kind of ['supplier', 'collaborator'] as const)
      expect(decide(ana({ kind }, { policy: off }), 'task.view', task())).toEqual(YES)
    expect(decide(mila({}, { policy: off }), 'task.view', task())).toEqual(YES)
  })

  it('[A17] frozen off shuts everything, to a person in every grant and to all of an account', () => {
    expect(decide(ana({}, { frozen: 'off' }), 'task.view', task())).toEqual(no('person_frozen_off', 'shut'))
    expect(decide(mila({}, { frozen: 'off' }), 'task.view', task())).toEqual(no('person_frozen_off', 'shut'))
    expect(decide(ana({ accountFrozen: 'off' }), 'task.view', task())).toEqual(no('account_frozen_off', 'shut'))
  })

  it('[A17] frozen read-only shows all and lets nothing be done', () => {
    for (const viewer of [ana({}, { frozen: 'read_only' }), mila({ role: 'admin' }, { frozen: 'read_only' })]) {
      expect(decide(viewer, 'task.view', task())).toEqual(YES)
      expect(decide(viewer, 'contract.read', contract())).toEqual(YES)
      expect(decide(viewer, 'task.comment', task())).toEqual(no('person_read_only'))
      expect(decide(viewer, 'contract.upload', contract())).toEqual(no('person_read_only'))
    }
    const viewer = ana({ accountFrozen: 'read_only' })
    expect(decide(viewer, 'task.list')).toEqual(YES)
    expect(decide(viewer, 'task.comment', task())).toEqual(no('account_read_only'))
  })

  it('[A5] a grant that is suspended, or whose last millisecond has passed, opens nothing', () => {
    expect(decide(ana({ suspended: true }), 'task.view', task())).toEqual(no('grant_suspended', 'shut'))
    expect(decide(ana({ expiresAt: ms(1) }), 'task.view', task())).toEqual(YES)
    expect(decide(ana({ expiresAt: NOW }), 'task.view', task())).toEqual(no('grant_expired', 'shut'))
    expect(decide(ana({ expiresAt: ms(-1) }), 'task.view', task())).toEqual(no('grant_expired', 'shut'))
  })

  it('[A5] without a grant in use an external has nothing to see', () => {
    expect(decide({ ...ana(), grant: null }, 'task.list')).toEqual(no('out_of_reach', 'hidden'))
  })

  it('[A5] a collaborator reaches what names them, and nothing by the account, whatever the role', () => {
    const jonas = ana({ kind: 'collaborator', role: 90 })
    expect(decide(jonas, 'contract.read', contract())).toEqual(YES)
    expect(decide(jonas, 'contract.read', contract({ roles: [] }))).toEqual(no('out_of_reach', 'hidden'))
    expect(decide(jonas, 'project.view', project())).toEqual(no('out_of_reach', 'hidden'))
    expect(decide(jonas, 'project.view', project({ hasMyTask: true }))).toEqual(YES)
    expect(decide(jonas, 'task.view', task({ roles: [], counterpartySeesTasks: true }))).toEqual(
      no('out_of_reach', 'hidden'),
    )
  })
})

describe('the host’s side', () => {
  it('[A20] settings, outbox and grants of L80 and L90 are the admins’', () => {
    for (const role of ['owner', 'admin'] as const)
      for (const action of ['settings.edit', 'outbox.view', 'access.grant_high', 'access.freeze'] as const)
        expect(decide(mila({ role }), action)).toEqual(YES)
    const member = mila({ mayGrantAccess: true, doesContracts: true, doesBilling: true })
    expect(decide(member, 'settings.edit')).toEqual(no('not_admin'))
    expect(decide(member, 'access.grant_high')).toEqual(no('not_admin'))
    expect(decide(member, 'outbox.view')).toEqual(no('not_admin', 'hidden'))
  })

  it('[A3] access is granted by admins and by who has the tick, and by nobody else', () => {
    expect(decide(mila({ role: 'admin' }), 'access.grant')).toEqual(YES)
    expect(decide(mila({ mayGrantAccess: true }), 'access.grant')).toEqual(YES)
    expect(decide(mila(), 'access.grant')).toEqual(no('may_not_grant_access'))
  })
})

describe('how links combine', () => {
  it('[A0] each link can stop alone, the first that stops is the answer, and none lifts another', () => {
    const facts = contract({ comments: 'closed', roles: [] })
    const wrong = ana(
      { kind: 'client', suspended: true, expiresAt: ms(-1), accountFrozen: 'off', role: 40 },
      {
        frozen: 'off',
        policy: {
          ...without('contract.comment/client'),
          portalOn: false,
          clientsDisabled: true,
          contractComments: false,
        },
      },
    )
    let viewer = wrong
    const reason = (about = facts) => {
      const answer = decide(viewer, 'contract.comment', about)
      return answer.allowed ? null : answer.because
    }
    const steps: [string, () => void][] = [
      ['portal_off', () => (viewer = { ...viewer, policy: { ...viewer.policy, portalOn: true } })],
      ['clients_disabled', () => (viewer = { ...viewer, policy: { ...viewer.policy, clientsDisabled: false } })],
      ['person_frozen_off', () => (viewer = { ...viewer, frozen: 'read_only' })],
      ['account_frozen_off', () => (viewer = ana({ ...viewer.grant, accountFrozen: 'read_only' }, viewer))],
    ]
    for (const [expected, mend] of steps) {
      expect(reason()).toBe(expected)
      mend()
    }
    const grant = (changes: object) => (viewer = { ...viewer, grant: viewer.grant && { ...viewer.grant, ...changes } })
    grant({ accountFrozen: 'read_only' })
    expect(reason()).toBe('grant_suspended')
    grant({ suspended: false })
    expect(reason()).toBe('grant_expired')
    grant({ expiresAt: null })
    expect(reason()).toBe('out_of_reach')
    const reached = contract({ comments: 'closed' })
    expect(reason(reached)).toBe('cell_empty')
    viewer = { ...viewer, policy: policy({ contractComments: false }) }
    expect(reason(reached)).toBe('person_read_only')
    viewer = { ...viewer, frozen: null }
    expect(reason(reached)).toBe('account_read_only')
    grant({ accountFrozen: null })
    expect(reason(reached)).toBe('comments_closed_portal')
    viewer = { ...viewer, policy: policy() }
    expect(reason(reached)).toBe('comments_closed_contract')
    expect(reason(contract())).toBeNull()
  })

  it('[A7] [S4] what is dated a millisecond before the horizon is out of reach, what lies on it and all to come is in', () => {
    const viewer = ana({ horizon: ms(-1000) })
    for (const make of [entry, attachment]) {
      const action = make === entry ? 'task.view' : 'contract.read'
      expect(decide(viewer, action, make({ at: ms(-1001) }))).toEqual(no('too_old', 'hidden'))
      expect(decide(viewer, action, make({ at: ms(-1000) }))).toEqual(YES)
      expect(decide(viewer, action, make({ at: ms(-999) }))).toEqual(YES)
      expect(decide(viewer, action, make({ at: ms(1_000_000) }))).toEqual(YES)
    }
    expect(decide(viewer, 'task.view', task())).toEqual(YES)
    expect(decide(mila({ role: 'admin' }), 'task.view', entry({ at: ms(-1_000_000_000) }))).toEqual(YES)
  })
})
