import type { ContractFacts, ConversationFacts, NoteFacts, ProjectFacts, TaskFacts } from './facts.ts'
import type { ConversationRow } from './conversation-scope.ts'
import type { NoteRow } from './note-scope.ts'
import type { ContractRow } from './contract-scope.ts'
import type { ProjectRow, TaskRow } from './project-scope.ts'

export const factsOfProject = (
  row: Pick<ProjectRow, 'account_id' | 'manager_id' | 'my_staff_roles' | 'has_my_task'>,
): ProjectFacts => ({
  subject: 'project',
  accountId: row.account_id,
  managerId: row.manager_id,
  staffRoles: row.my_staff_roles,
  hasMyTask: Boolean(row.has_my_task),
})

export const factsOfTask = (
  row: Pick<
    TaskRow,
    | 'account_id'
    | 'manager_id'
    | 'my_staff_roles'
    | 'my_roles'
    | 'status'
    | 'author_id'
    | 'author_grant_id'
    | 'counterparty_sees_tasks'
    | 'hidden_from_counterparty'
  >,
): TaskFacts => ({
  subject: 'task',
  accountId: row.account_id,
  managerId: row.manager_id,
  staffRoles: row.my_staff_roles,
  roles: row.my_roles,
  status: row.status,
  authorId: row.author_id,
  authorGrantId: row.author_grant_id,
  counterpartySeesTasks: row.counterparty_sees_tasks,
  hiddenFromCounterparty: row.hidden_from_counterparty,
})

export const factsOfContract = (
  row: Pick<
    ContractRow,
    'account_id' | 'owner_id' | 'requested_by_grant_id' | 'my_roles' | 'status' | 'comments' | 'approved'
  >,
): ContractFacts => ({
  subject: 'contract',
  accountId: row.account_id,
  ownerId: row.owner_id,
  requestedByGrantId: row.requested_by_grant_id,
  roles: row.my_roles,
  status: row.status,
  comments: row.comments,
  approved: row.approved,
})

export const factsOfConversation = (
  row: Pick<ConversationRow, 'kind' | 'account_id' | 'grant_id' | 'staff_id' | 'takes_part' | 'stands' | 'closed_at'>,
): ConversationFacts => ({
  subject: 'conversation',
  kind: row.kind,
  accountId: row.account_id,
  grantId: row.grant_id,
  staffId: row.staff_id,
  takesPart: Boolean(row.takes_part),
  stands: row.stands,
  closed: row.closed_at !== null,
})

export const factsOfNote = (row: Pick<NoteRow, 'account_id' | 'shared_at'>): NoteFacts => ({
  subject: 'note',
  accountId: row.account_id,
  shared: row.shared_at !== null,
})
