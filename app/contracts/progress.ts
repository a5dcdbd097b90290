import type { ContractStatus } from '#server/access/facts.ts'
import type { Step } from '~/ui/stepper.tsx'

/** The way of a contract that comes to its good end [D2]. */
const WAY = ['draft', 'in_review', 'awaiting_approval', 'approved', 'out_for_signature', 'active'] as const

export interface WayStep {
  status: ContractStatus
  state: Step['state']
}

/**
 * How far a contract has come, as steps. What ended (rejected, terminated, expired) takes the last place; one on hold stands, by the
 * approvals it has, before or after Approved. Pure.
 */
export function wayOf(status: ContractStatus, approved: boolean): WayStep[] {
  const states = (at: number, now: Step['state'] = 'now') =>
    WAY.map((step, nth): WayStep => ({ status: step, state: nth < at ? 'done' : nth === at ? now : 'ahead' }))
  switch (status) {
    case 'requested':
      return [{ status: 'requested', state: 'now' }, ...states(-1)]
    case 'on_hold':
      return insert(states(approved ? 4 : 2, 'ahead'), approved ? 4 : 2, { status, state: 'now' })
    case 'rejected':
      return [...states(2).slice(0, 2), { status, state: 'stopped' }]
    case 'terminated':
    case 'expired':
      return [...states(WAY.length), { status, state: status === 'expired' ? 'done' : 'stopped' }]
    default:
      return states(WAY.indexOf(status))
  }
}

const insert = (steps: WayStep[], at: number, step: WayStep): WayStep[] => [
  ...steps.slice(0, at),
  step,
  ...steps.slice(at),
]
