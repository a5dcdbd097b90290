import { REASONS, type ReasonId } from '#server/access/can.ts'
import { CATALOGUE, type ExternalAction } from '#server/access/catalogue.ts'

/** Something taken out of the access rule, and the rules that are then broken: a test bearing one of them must notice. */
export interface Mutant {
  id: `reason ${ReasonId}` | `row ${ExternalAction}`
  breaks: readonly string[]
}

const BROKEN_WITHOUT_REASON: Record<ReasonId, readonly string[]> = {
  portal_off: ['A12'],
  clients_disabled: ['A11'],
  person_frozen_off: ['A17'],
  account_frozen_off: ['A17'],
  grant_suspended: ['A2', 'A5'],
  grant_expired: ['A5'],
  staff_only: ['A6', 'A20'],
  role_too_low: ['A6'],
  cell_empty: ['A10'],
  not_admin: ['A20'],
  may_not_grant_access: ['A3'],
  out_of_reach: ['A5', 'B1', 'B2'],
  too_old: ['A7'],
  draft: ['D2', 'F9'],
  team_only: ['B6'],
  not_counterparty: ['B1', 'A5'],
  person_read_only: ['A17'],
  account_read_only: ['A17'],
  comments_closed_portal: ['D3'],
  comments_closed_contract: ['D3'],
  attachments_closed: ['D4'],
  attachments_closed_until_approved: ['D4'],
  not_of_own_account: ['D4'],
  conversation_closed: ['C1'],
  conversation_over: ['C1'],
  not_approver: ['D2'],
  not_author: ['B6', 'D3'],
  not_yours_or_not_new: ['B5'],
  not_assignee: ['B5'],
  not_task_manager: ['A20', 'B4'],
  not_task_closer: ['A20', 'B4'],
  project_not_yours: ['B1'],
  not_project_manager: ['A20', 'B9'],
  not_project_closer: ['A20', 'B4'],
  not_in_team: ['B9'],
  not_update_author: ['B9'],
  not_contract_staff: ['A20'],
  not_contract_owner: ['A20'],
}

const BROKEN_WITHOUT_ROW: Record<ExternalAction, readonly string[]> = {
  'profile.edit': ['A10', 'A15'],
  'project.list': ['A10', 'B1'],
  'project.view': ['A10', 'B1'],
  'project.read': ['A10', 'B1'],
  'project.comment': ['A10', 'B7', 'B9'],
  'project.upload': ['A10', 'B9'],
  'task.list': ['A10', 'B2'],
  'task.view': ['A10', 'B2'],
  'task.create': ['A10', 'B3'],
  'task.edit': ['A10', 'B5'],
  'task.move': ['A10', 'B5'],
  'task.cancel': ['A10', 'B5'],
  'task.comment': ['A10', 'B5', 'B6'],
  'task.upload': ['A10', 'B5'],
  'task.tick': ['A10', 'B5'],
  'note.list': ['A10'],
  'note.view': ['A10', 'E8'],
  'contract.list': ['A10', 'D2'],
  'contract.view': ['A10', 'D2'],
  'contract.read': ['A10', 'D2'],
  'contract.comment': ['A10', 'D3'],
  'contract.upload': ['A10', 'D4'],
  'contract.edit_attachment': ['A10', 'D4'],
  'contract.delete_attachment': ['A10', 'D4'],
  'contract.approve': ['A10', 'D2'],
  'conversation.list': ['A10', 'C1'],
  'conversation.view': ['A10', 'C1'],
  'conversation.post': ['A10', 'C1'],
  'conversation.upload': ['A10', 'C1', 'C2'],
}

const mutantsOf = (kind: 'reason' | 'row', table: Record<string, readonly string[]>) =>
  Object.entries(table).map(([name, breaks]) => ({ id: `${kind} ${name}` as Mutant['id'], breaks }))

export const MUTANTS: readonly Mutant[] = [
  ...mutantsOf('reason', BROKEN_WITHOUT_REASON),
  ...mutantsOf('row', BROKEN_WITHOUT_ROW),
]

/** Takes a reason out of `decide`, or a row out of the catalogue, in this process. */
export function takeOut(id: string): void {
  const [kind, name = ''] = id.split(' ')
  const table: object = kind === 'reason' ? REASONS : CATALOGUE
  if (!Reflect.has(table, name) || !Reflect.deleteProperty(table, name))
    throw new Error(`There is no ${id} to take out.`)
}
