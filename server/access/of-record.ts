import type { Action } from './catalogue.ts'
import type {
  AttachmentFacts,
  ContractFacts,
  ConversationFacts,
  EntryFacts,
  Facts,
  ProjectFacts,
  TaskFacts,
  UpdateFacts,
} from './facts.ts'
import type { Policy } from './policy.ts'
import type { GrantInUse, Viewer } from './viewer.ts'

/** What only admins of the host do. */
export const ADMIN_ACTIONS: ReadonlySet<Action> = new Set([
  'settings.edit',
  'staff.edit',
  'outbox.view',
  'access.grant_high',
  'access.freeze',
])
/** What adds to a conversation. */
export const SAYS: ReadonlySet<Action> = new Set(['conversation.post', 'conversation.upload'])
/** What only who wrote an entry does with it. */
export const OWN_ENTRY: ReadonlySet<Action> = new Set([
  'task.comment',
  'contract.comment',
  'project.comment',
  'conversation.post',
])
/** What concerns the project itself, not the tasks in it [B1]. */
export const INSIDE: ReadonlySet<Action> = new Set(['project.read', 'project.comment', 'project.upload'])
/** What externals do only with files of their own account's people [D4]. */
export const CHANGES_FILE: ReadonlySet<Action> = new Set([
  'contract.edit_attachment',
  'contract.delete_attachment',
  'task.upload',
  'project.upload',
  'conversation.upload',
])

/** The contract that a question is about, itself or through what hangs on it. */
export const contractOf = (facts: Facts | null): ContractFacts | null =>
  facts?.subject === 'contract'
    ? facts
    : facts?.subject === 'attachment' || facts?.subject === 'entry'
      ? facts.contract
      : null

/** The conversation that a question is about, itself or through what was said or filed in it. */
export const conversationOf = (facts: Facts | null): ConversationFacts | null =>
  facts?.subject === 'conversation'
    ? facts
    : facts?.subject === 'attachment' || facts?.subject === 'entry'
      ? facts.conversation
      : null

/** The project that a question is about, itself or through what hangs on it. */
export const projectOf = (facts: Facts | null): ProjectFacts | null =>
  facts?.subject === 'project' ? facts : isDated(facts) ? facts.project : null

const isDated = (facts: Facts | null): facts is EntryFacts | AttachmentFacts | UpdateFacts =>
  facts?.subject === 'entry' || facts?.subject === 'attachment' || facts?.subject === 'update'

/** Only what carries a date of its own ages [A7]; titles of tasks, projects and contracts do not. */
export const datedBefore = (facts: Facts, horizon: Date): boolean => isDated(facts) && facts.at < horizon

/** In Draft an external sees only what they wrote [F9]; of a contract the title and the stepper, not the text [D2]. */
export function isDraft(facts: Facts, action: Action, grantId: string): boolean {
  const task =
    facts.subject === 'task' ? facts : facts.subject === 'entry' || facts.subject === 'attachment' ? facts.task : null
  if (task) return task.status === 'draft' && task.authorGrantId !== grantId
  const contract = contractOf(facts)
  return contract?.status === 'draft' && action !== 'contract.list' && action !== 'contract.view'
}

/** Whether the whole portal closes it to externals, whatever the matrix and the record say [D3]. */
export const closedByPortal = ({ contractComments }: Policy, action: Action): boolean =>
  action === 'contract.comment' && !contractComments

/** Whether the attachment control of this mode closes what is asked for [D4]. */
export function attachmentsClosed(
  mode: Policy['attachmentMode'],
  { viewer, action, facts }: { viewer: Viewer; action: Action; facts: Facts | null },
): boolean {
  const contract = contractOf(facts)
  const { blocked, attachmentMode } = viewer.policy
  if (!contract || attachmentMode !== mode) return false
  const closed =
    (action === 'contract.upload' && blocked.upload) ||
    (action === 'contract.edit_attachment' && blocked.edit) ||
    (action === 'contract.delete_attachment' && blocked.delete)
  return closed && (mode === 'always' || !contract.approved)
}

export const isAuthor = (viewer: Viewer, entry: EntryFacts): boolean =>
  entry.authorId === viewer.userId && entry.authorGrantId === (viewer.grant?.id ?? null)
export const isAuditor = (task: TaskFacts): boolean =>
  task.roles.includes('auditor') || task.staffRoles.includes('auditor')
export const managesTask = (viewer: Viewer, task: TaskFacts): boolean =>
  task.managerId === viewer.userId || task.staffRoles.includes('client_manager') || isAuditor(task)
/** Whether an external sees the project itself: it is their account's [B1]. `scope.ts` says the same in SQL. */
export const isCounterparty = (grant: GrantInUse, project: ProjectFacts): boolean =>
  grant.kind !== 'collaborator' && project.accountId === grant.accountId
export const managesProject = (viewer: Viewer, project: ProjectFacts): boolean =>
  project.managerId === viewer.userId ||
  project.staffRoles.includes('client_manager') ||
  project.staffRoles.includes('auditor')
