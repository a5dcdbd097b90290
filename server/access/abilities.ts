import { decide, deniedAtTheDoor, REASONS, type ReasonId } from './can.ts'
import { CATALOGUE, type Action, type ExternalAction } from './catalogue.ts'
import type { Facts } from './facts.ts'
import type { Policy } from './policy.ts'
import type { Viewer } from './viewer.ts'

/**
 * What a viewer may do with a record, as its page and its live line are told: null means yes, else the reason why not. `write` is told on a
 * person's own stream, where they may change nothing at all.
 */
export type Abilities = Partial<Record<Action | 'write', ReasonId | null>>

/** The abilities of a viewer for the actions that bear on the record's kind (an attachment's and an entry's are those of their record). */
export function abilitiesOf(viewer: Viewer, facts: Facts): Abilities {
  const actions = ABOUT[facts.subject === 'attachment' || facts.subject === 'entry' ? 'contract' : facts.subject]
  return Object.fromEntries(
    actions.map((action) => {
      const answer = decide(viewer, action, facts)
      return [action, answer.allowed ? null : answer.because]
    }),
  )
}

const SHOWING = (Object.keys(CATALOGUE) as ExternalAction[]).filter((action) => !CATALOGUE[action].acts)

/** By policy, then by kind and role: those who are alike in them are alike in this, as long as the portal is not shut to them. */
const found = new WeakMap<Policy, Map<string, Abilities>>()

/**
 * What is closed to this viewer whatever the record, of all that only shows: their lists hold nothing of it. To be asked where the portal is
 * not shut to them as a whole; nothing for staff, who hear of their cards otherwise.
 */
export function closedTo(viewer: Viewer): Abilities {
  const { policy, grant } = viewer
  if (!grant) return {}
  const known = found.get(policy) ?? new Map<string, Abilities>()
  found.set(policy, known)
  const alike = `${grant.kind} ${String(grant.role)}`
  const closed = known.get(alike) ?? closedWhatever(viewer)
  known.set(alike, closed)
  return closed
}

/** Why this person may only read, whatever it is [A17]; null for whoever may write. */
export const readOnlyTo = (viewer: Viewer): ReasonId | null =>
  (['person_read_only', 'account_read_only'] as const).find((id) =>
    REASONS[id]({ viewer, action: 'profile.edit', facts: null }),
  ) ?? null

/** What a person's own stream tells of them: what is closed to them as a whole, and why they only read, if they do [A17]. */
export function ownAbilities(viewer: Viewer): Abilities {
  const readOnly = readOnlyTo(viewer)
  return readOnly ? { ...closedTo(viewer), write: readOnly } : closedTo(viewer)
}

const closedWhatever = (viewer: Viewer): Abilities =>
  Object.fromEntries(
    SHOWING.flatMap((action) => {
      const denied = deniedAtTheDoor(viewer, action)
      return denied ? [[action, denied]] : []
    }),
  )

const ABOUT = {
  update: ['project.change_update'],
  project: [
    'project.view',
    'project.read',
    'project.comment',
    'project.upload',
    'project.edit',
    'project.delete',
    'project.post_update',
    'task.create',
    'task.team_only',
  ],
  task: [
    'task.view',
    'task.edit',
    'task.move',
    'task.cancel',
    'task.comment',
    'task.upload',
    'task.tick',
    'task.people',
    'task.close',
    'task.delete',
    'task.team_only',
  ],
  note: ['note.view', 'note.write'],
  contract: [
    'contract.view',
    'contract.read',
    'contract.comment',
    'contract.upload',
    'contract.edit_attachment',
    'contract.delete_attachment',
    'contract.approve',
    'contract.edit',
    'contract.switch',
    'contract.withdraw_others',
  ],
  conversation: [
    'conversation.view',
    'conversation.post',
    'conversation.upload',
    'conversation.close',
    'conversation.leave',
    'conversation.mute',
  ],
} satisfies Record<string, Action[]>
