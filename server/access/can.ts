import { cellOf, isOwn, rowOf, type Action, type ExternalAction } from './catalogue.ts'
import { CLOSED } from './closed.ts'
import type { Facts } from './facts.ts'
import { acts, external, staff, type Denies } from './link.ts'
import { ADMIN_ACTIONS, datedBefore, INSIDE, isCounterparty, isDraft, projectOf } from './of-record.ts'
import { withinReach } from './reach.ts'
import { isAdmin, ticked, type Viewer } from './viewer.ts'

/**
 * The answer. `because` names the reason that denied. `hidden`: the record must look as if it never was (404);
 * `shut`: the whole portal is closed to this person, shown as a page that says so.
 */
export type Decision = { allowed: true } | { allowed: false; because: ReasonId; hidden: boolean; shut: boolean }

/** Links of the chain about the person and the portal [A0 (1)]: where one denies, nothing of the portal opens. */
const SHUT = {
  portal_off: external(({ viewer }) => !viewer.policy.portalOn),
  clients_disabled: external(({ viewer }, grant) => grant.kind === 'client' && viewer.policy.clientsDisabled),
  person_frozen_off: ({ viewer }) => viewer.frozen === 'off',
  account_frozen_off: external((_, grant) => grant.accountFrozen === 'off'),
  grant_suspended: external((_, grant) => grant.suspended),
  grant_expired: external(({ viewer }, grant) => grant.expiresAt !== null && grant.expiresAt <= viewer.now),
} satisfies Record<string, Denies>

/** Links about the role and the matrix [A0 (2)], before any record is looked at. */
const NOT_OPENED = {
  staff_only: external(({ action }) => rowOf(action) === undefined && !isOwn(action)),
  role_too_low: external(({ action }, grant) => grant.role < (rowOf(action)?.role ?? 0)),
  cell_empty: external(
    ({ viewer, action }, grant) =>
      rowOf(action) !== undefined && !ticked(viewer, cellOf(action as ExternalAction, grant.kind)),
  ),
  not_admin: staff(({ viewer, action }) => ADMIN_ACTIONS.has(action) && !isAdmin(viewer)),
  may_not_grant_access: staff(
    ({ viewer, action }) => action === 'access.grant' && !isAdmin(viewer) && !viewer.staff?.mayGrantAccess,
  ),
} satisfies Record<string, Denies>

/** Links about reach [A0 (3)]: what is out of it is hidden. `scope.ts` says the same in SQL. */
const HIDDEN = {
  out_of_reach: ({ viewer, facts }) => facts !== null && !withinReach(viewer, facts),
  too_old: external(
    ({ facts }, grant) => facts !== null && grant.horizon !== null && datedBefore(facts, grant.horizon),
  ),
  draft: external(({ facts, action }, grant) => facts !== null && isDraft(facts, action, grant.id)),
  team_only: external(({ facts }) => facts?.subject === 'entry' && facts.teamOnly),
  not_counterparty: external(({ action, facts }, grant) => {
    const project = INSIDE.has(action) ? projectOf(facts) : null
    return project !== null && !isCounterparty(grant, project)
  }),
} satisfies Record<string, Denies>

/** Every reason for a No, in the order in which they are asked: the first that denies is the answer. */
export const REASONS = { ...SHUT, ...NOT_OPENED, ...HIDDEN, ...CLOSED }
export type ReasonId = keyof typeof REASONS

/** The one rule. Pure: the same viewer, action and facts give the same answer. */
export function decide(viewer: Viewer, action: Action, facts: Facts | null = null): Decision {
  if (!viewer.staff && !viewer.grant) return { allowed: false, because: 'out_of_reach', hidden: true, shut: false }
  for (const link of [...seenFirst(action), action]) {
    const question = { viewer, action: link, facts }
    for (const [id, denies] of Object.entries(REASONS)) {
      if (!denies(question)) continue
      return {
        allowed: false,
        because: id as ReasonId,
        hidden: id in HIDDEN || (id in NOT_OPENED && !acts(link)),
        shut: id in SHUT,
      }
    }
  }
  return { allowed: true }
}

/** Nothing is done with what may not be seen: a refusal that speaks of it would tell that it is there [A0]. */
export function seenFirst(action: Action): readonly Action[] {
  if (action === 'contract.read') return ['contract.view']
  if (action === 'project.read') return ['project.view']
  if (!acts(action) || action.endsWith('.create')) return action === 'task.create' ? ['project.view'] : []
  for (const kind of ['task', 'note', 'conversation'] as const)
    if (action.startsWith(`${kind}.`)) return [`${kind}.view`]
  if (action.startsWith('contract.')) return ['contract.view', 'contract.read']
  if (INSIDE.has(action)) return ['project.view', 'project.read']
  return action.startsWith('project.') ? ['project.view'] : []
}

/** Whether the portal as a whole is closed to this person, and why [A0 (1)]. */
export function shutTo(viewer: Viewer): ReasonId | null {
  const shut = Object.entries(SHUT).find(([, denies]) => denies({ viewer, action: 'project.list', facts: null }))
  return shut ? (shut[0] as ReasonId) : null
}

/** The links that no record bears on, as `scope` needs them: null when rows may be looked for at all. */
export function deniedAtTheDoor(viewer: Viewer, action: Action): ReasonId | null {
  const answer = decide(viewer, action)
  return answer.allowed ? null : answer.because
}
