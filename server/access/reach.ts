import { EVERY_CONTRACT } from './catalogue.ts'
import { isCounterparty } from './of-record.ts'
import type { ContractFacts, ConversationFacts, Facts, NoteFacts, ProjectFacts, TaskFacts } from './facts.ts'
import type { Viewer } from './viewer.ts'

/** Whether the record is the viewer's to see at all: their account's, or they are named on it [A0 (3)]. `scope.ts` says the same in SQL. */
export function withinReach(viewer: Viewer, facts: Facts): boolean {
  switch (facts.subject) {
    case 'project':
      return projectWithinReach(viewer, facts)
    case 'task':
      return taskWithinReach(viewer, facts)
    case 'contract':
      return contractWithinReach(viewer, facts)
    case 'conversation':
      return conversationWithinReach(viewer, facts)
    case 'update':
      return insideWithinReach(viewer, facts.project)
    case 'note':
      return noteWithinReach(viewer, facts)
    case 'attachment':
    case 'entry': {
      if (facts.project) return insideWithinReach(viewer, facts.project)
      const note = facts.subject === 'attachment' ? facts.note : null
      const record = facts.task ?? facts.contract ?? facts.conversation ?? note
      return record !== null && withinReach(viewer, record)
    }
  }
}

function projectWithinReach(viewer: Viewer, project: ProjectFacts): boolean {
  if (viewer.staff) return true
  return insideWithinReach(viewer, project) || project.hasMyTask
}

/** Overview, updates, files, people and feed of a project; whoever only has tasks in it sees none of them [B1]. */
const insideWithinReach = ({ staff, grant }: Viewer, project: ProjectFacts): boolean =>
  staff !== null || (grant !== null && isCounterparty(grant, project))

function taskWithinReach({ staff: onStaff, grant, userId }: Viewer, task: TaskFacts): boolean {
  if (onStaff) {
    return (
      onStaff.role !== 'member' ||
      task.managerId === userId ||
      task.staffRoles.length > 0 ||
      task.roles.length > 0 ||
      task.authorId === userId
    )
  }
  if (!grant) return false
  if (task.roles.length > 0 || task.authorGrantId === grant.id) return true
  return (
    grant.kind !== 'collaborator' &&
    task.counterpartySeesTasks &&
    !task.hiddenFromCounterparty &&
    task.accountId === grant.accountId
  )
}

function contractWithinReach({ staff: onStaff, grant }: Viewer, contract: ContractFacts): boolean {
  if (onStaff) return true
  if (!grant) return false
  if (contract.roles.length > 0 || contract.requestedByGrantId === grant.id) return true
  return grant.kind !== 'collaborator' && grant.role >= EVERY_CONTRACT && contract.accountId === grant.accountId
}

/** A direct conversation is those two's alone, admins left out; into the others admins may look [C1]. */
function conversationWithinReach({ staff: onStaff, grant, userId }: Viewer, talk: ConversationFacts): boolean {
  if (talk.kind === 'direct') return onStaff ? talk.staffId === userId : grant !== null && talk.grantId === grant.id
  if (onStaff) return onStaff.role !== 'member' || talk.takesPart
  if (!grant || grant.kind === 'collaborator') return false
  return talk.accountId === grant.accountId && talk.stands
}

function noteWithinReach({ staff, grant }: Viewer, note: NoteFacts): boolean {
  if (staff) return true
  return grant !== null && grant.kind !== 'collaborator' && note.shared && note.accountId === grant.accountId
}
