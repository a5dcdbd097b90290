import { decide, type ReasonId } from './can.ts'
import type { Action } from './catalogue.ts'
import type { Facts } from './facts.ts'
import type { Viewer } from './viewer.ts'

/** What a viewer may do with a record, as its page and its live line are told: null means yes, else the reason why not. */
export type Abilities = Partial<Record<Action, ReasonId | null>>

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
  conversation: ['conversation.view', 'conversation.post', 'conversation.upload', 'conversation.close'],
} satisfies Record<string, Action[]>
