/** What `decide` must know of a record, read with it in the same statement by `scope`. Dates by the database's clock. */
export interface ProjectFacts {
  subject: 'project'
  accountId: string | null
  managerId: string
  /** The viewer's own roles in the project's staff. */
  staffRoles: ProjectRole[]
  /** A task of it is within the viewer's reach. */
  hasMyTask: boolean
}

/** An update that staff posted in a project [B9]. */
export interface UpdateFacts {
  subject: 'update'
  authorId: string
  at: Date
  project: ProjectFacts
}

export interface TaskFacts {
  subject: 'task'
  accountId: string | null
  managerId: string
  staffRoles: ProjectRole[]
  /** The viewer's own roles on the task, in the grant in use. */
  roles: TaskRole[]
  status: TaskStatus
  authorId: string
  authorGrantId: string | null
  counterpartySeesTasks: boolean
  hiddenFromCounterparty: boolean
}

export interface ContractFacts {
  subject: 'contract'
  accountId: string
  ownerId: string
  requestedByGrantId: string | null
  roles: ContractRole[]
  status: ContractStatus
  comments: 'as_portal' | 'closed'
  /** An approval stands that was not withdrawn [D4]. */
  approved: boolean
}

export interface ConversationFacts {
  subject: 'conversation'
  kind: 'account' | 'project' | 'direct'
  /** Whose contacts are in it; null in a project of the host's own. */
  accountId: string | null
  /** Direct: the contact's grant (null once it was removed) and the staff member. */
  grantId: string | null
  staffId: string | null
  /** For staff: the viewer takes part, and does not only look in as an admin. */
  takesPart: boolean
  /** What it rests on is still so: the counterparty is the project's, the two have to do with each other. */
  stands: boolean
  closed: boolean
}

/** A note on an account [E8]. */
export interface NoteFacts {
  subject: 'note'
  accountId: string
  /** "Share with client" is ticked. */
  shared: boolean
}

export interface AttachmentFacts {
  subject: 'attachment'
  /** The account of the external who uploaded it; null when staff did. */
  accountId: string | null
  at: Date
  task: TaskFacts | null
  contract: ContractFacts | null
  conversation: ConversationFacts | null
  project: ProjectFacts | null
  note: NoteFacts | null
}

export interface EntryFacts {
  subject: 'entry'
  authorId: string
  authorGrantId: string | null
  teamOnly: boolean
  at: Date
  task: TaskFacts | null
  contract: ContractFacts | null
  conversation: ConversationFacts | null
  project: ProjectFacts | null
}

export type Facts =
  ProjectFacts | UpdateFacts | TaskFacts | ContractFacts | ConversationFacts | NoteFacts | AttachmentFacts | EntryFacts

export type ProjectRole = 'team' | 'client_manager' | 'auditor'
export type TaskRole = 'assignee' | 'participant' | 'auditor'
export type ContractRole = 'reviewer' | 'approver' | 'signer'
export type TaskStatus =
  'draft' | 'new' | 'in_progress' | 'ready_for_review' | 'done' | 'declined' | 'on_hold' | 'cancelled'
export type ContractStatus =
  | 'requested'
  | 'draft'
  | 'in_review'
  | 'awaiting_approval'
  | 'approved'
  | 'out_for_signature'
  | 'active'
  | 'expired'
  | 'terminated'
  | 'rejected'
  | 'on_hold'
