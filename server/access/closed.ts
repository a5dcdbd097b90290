import { acts, external, staff, type Denies } from './link.ts'
import {
  attachmentsClosed,
  CHANGES_FILE,
  closedByPortal,
  contractOf,
  conversationOf,
  isAuditor,
  isAuthor,
  managesProject,
  managesTask,
  OWN_ENTRY,
  SAYS,
} from './of-record.ts'
import { isAdmin } from './viewer.ts'

/** Links of the record itself [A0 (4)]: it may be seen, but this may not be done. */
export const CLOSED = {
  person_read_only: ({ viewer, action }) => viewer.frozen === 'read_only' && acts(action),
  account_read_only: external(({ action }, grant) => grant.accountFrozen === 'read_only' && acts(action)),
  comments_closed_portal: external(({ viewer, action }) => closedByPortal(viewer.policy, action)),
  comments_closed_contract: external(
    ({ action, facts }) => action === 'contract.comment' && contractOf(facts)?.comments === 'closed',
  ),
  attachments_closed: external((asked) => attachmentsClosed('always', asked)),
  attachments_closed_until_approved: external((asked) => attachmentsClosed('until_approved', asked)),
  not_of_own_account: external(
    ({ action, facts }, grant) =>
      CHANGES_FILE.has(action) && facts?.subject === 'attachment' && facts.accountId !== grant.accountId,
  ),
  conversation_closed: ({ action, facts }) => SAYS.has(action) && conversationOf(facts)?.closed === true,
  conversation_over: ({ action, facts }) => SAYS.has(action) && conversationOf(facts)?.stands === false,
  not_approver: ({ action, facts }) => action === 'contract.approve' && !contractOf(facts)?.roles.includes('approver'),
  not_author: ({ action, facts, viewer }) =>
    OWN_ENTRY.has(action) && facts?.subject === 'entry' && !isAuthor(viewer, facts),
  not_yours_or_not_new: external(
    ({ action, facts }, grant) =>
      (action === 'task.edit' || action === 'task.cancel') &&
      facts?.subject === 'task' &&
      !(facts.authorGrantId === grant.id && facts.status === 'new'),
  ),
  not_assignee: external(
    ({ action, facts }) => action === 'task.move' && facts?.subject === 'task' && !facts.roles.includes('assignee'),
  ),
  not_task_manager: staff(
    ({ viewer, action, facts }) => action === 'task.people' && facts?.subject === 'task' && !managesTask(viewer, facts),
  ),
  not_task_closer: staff(
    ({ viewer, action, facts }) =>
      (action === 'task.close' || action === 'task.delete') &&
      facts?.subject === 'task' &&
      !(isAdmin(viewer) || facts.authorId === viewer.userId || facts.managerId === viewer.userId || isAuditor(facts)),
  ),
  project_not_yours: external(
    ({ action, facts }, grant) =>
      action === 'task.create' &&
      facts?.subject === 'project' &&
      !(grant.kind !== 'collaborator' && facts.accountId === grant.accountId),
  ),
  not_project_manager: staff(
    ({ viewer, action, facts }) =>
      action === 'project.edit' && facts?.subject === 'project' && !(isAdmin(viewer) || managesProject(viewer, facts)),
  ),
  not_project_closer: staff(
    ({ viewer, action, facts }) =>
      action === 'project.delete' &&
      facts?.subject === 'project' &&
      !(isAdmin(viewer) || facts.managerId === viewer.userId || facts.staffRoles.includes('auditor')),
  ),
  not_in_team: staff(
    ({ viewer, action, facts }) =>
      action === 'project.post_update' &&
      facts?.subject === 'project' &&
      !(isAdmin(viewer) || facts.managerId === viewer.userId || facts.staffRoles.length > 0),
  ),
  not_update_author: staff(
    ({ viewer, action, facts }) =>
      action === 'project.change_update' &&
      facts?.subject === 'update' &&
      !(isAdmin(viewer) || facts.authorId === viewer.userId || managesProject(viewer, facts.project)),
  ),
  not_contract_staff: staff(
    ({ viewer, action, facts }) =>
      (action === 'contract.create' || action === 'contract.edit') &&
      !isAdmin(viewer) &&
      !viewer.staff?.doesContracts &&
      contractOf(facts)?.ownerId !== viewer.userId,
  ),
  not_contract_owner: staff(
    ({ viewer, action, facts }) =>
      (action === 'contract.switch' || action === 'contract.withdraw_others') &&
      !isAdmin(viewer) &&
      contractOf(facts)?.ownerId !== viewer.userId,
  ),
} satisfies Record<string, Denies>
