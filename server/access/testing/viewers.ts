import { CATALOGUE, cellOf, KINDS, type Cell, type ExternalAction } from '../catalogue.ts'
import type {
  AttachmentFacts,
  ContractFacts,
  ConversationFacts,
  EntryFacts,
  NoteFacts,
  ProjectFacts,
  TaskFacts,
} from '../facts.ts'
import type { Policy } from '../policy.ts'
import type { GrantInUse, Viewer } from '../viewer.ts'

/** The moment in which the viewers below ask. */
export const NOW = new Date('2027-03-01T12:00:00.000Z')
export const ms = (count: number): Date => new Date(NOW.getTime() + count)

/** A policy in which every cell is ticked and nothing is closed. */
export const policy = (changes: Partial<Policy> = {}): Policy => ({
  version: 1,
  hostName: 'Northlight',
  administratorContact: 'Adam',
  portalOn: true,
  clientsDisabled: false,
  contractComments: true,
  blocked: { upload: false, edit: false, delete: false },
  attachmentMode: 'always',
  cells: new Map(
    (Object.keys(CATALOGUE) as ExternalAction[]).flatMap((action) =>
      KINDS.map((kind) => [cellOf(action, kind), true] as const),
    ),
  ),
  ...changes,
})

/** A policy with one cell emptied. */
export const without = (cell: Cell): Policy => policy({ cells: new Map(policy().cells).set(cell, false) })

const nobody = {
  sessionId: 'session',
  name: '',
  locale: 'en',
  timeZone: 'Europe/Sofia',
  frozen: null,
  now: NOW,
  validUntil: ms(1_000_000),
} satisfies Partial<Viewer>

/** Ana of Rila, a client with role L40, unless said otherwise. */
export const ana = (grant: Partial<GrantInUse> = {}, more: Partial<Viewer> = {}): Viewer => ({
  ...nobody,
  userId: 'ana',
  staff: null,
  policy: policy(),
  grant: {
    id: 'grant of ana',
    accountId: 'rila',
    accountName: 'Rila',
    kind: 'client',
    role: 40,
    daysBack: null,
    horizon: null,
    expiresAt: null,
    suspended: false,
    accountFrozen: null,
    answersId: null,
    ...grant,
  },
  ...more,
})

/** Mila, a member of the staff without ticks, unless said otherwise. */
export const mila = (card: Partial<NonNullable<Viewer['staff']>> = {}, more: Partial<Viewer> = {}): Viewer => ({
  ...nobody,
  userId: 'mila',
  grant: null,
  policy: policy(),
  staff: { role: 'member', mayGrantAccess: false, doesContracts: false, doesBilling: false, ...card },
  ...more,
})

/** A project of Rila, managed by somebody else. */
export const project = (facts: Partial<ProjectFacts> = {}): ProjectFacts => ({
  subject: 'project',
  accountId: 'rila',
  managerId: 'petar',
  staffRoles: [],
  hasMyTask: false,
  ...facts,
})

/** A task of Rila's in which the viewer takes part, made by somebody else. */
export const task = (facts: Partial<TaskFacts> = {}): TaskFacts => ({
  subject: 'task',
  accountId: 'rila',
  managerId: 'petar',
  staffRoles: [],
  roles: ['participant'],
  status: 'new',
  authorId: 'petar',
  authorGrantId: null,
  counterpartySeesTasks: false,
  hiddenFromCounterparty: false,
  ...facts,
})

/** A contract of Rila's in review, on which the viewer is named as reviewer. */
export const contract = (facts: Partial<ContractFacts> = {}): ContractFacts => ({
  subject: 'contract',
  accountId: 'rila',
  ownerId: 'victor',
  requestedByGrantId: null,
  roles: ['reviewer'],
  status: 'in_review',
  comments: 'as_portal',
  approved: false,
  ...facts,
})

/** The open conversation of Rila's account. */
export const conversation = (facts: Partial<ConversationFacts> = {}): ConversationFacts => ({
  subject: 'conversation',
  kind: 'account',
  accountId: 'rila',
  grantId: null,
  staffId: null,
  takesPart: false,
  stands: true,
  closed: false,
  ...facts,
})

/** A note on Rila that is shared with its people. */
export const note = (facts: Partial<NoteFacts> = {}): NoteFacts => ({
  subject: 'note',
  accountId: 'rila',
  shared: true,
  ...facts,
})

/** A comment of somebody else, just now. */
export const entry = (facts: Partial<EntryFacts> = {}): EntryFacts => ({
  subject: 'entry',
  authorId: 'petar',
  authorGrantId: null,
  teamOnly: false,
  at: NOW,
  task: facts.contract || facts.conversation || facts.project ? null : task(),
  contract: null,
  conversation: null,
  project: null,
  ...facts,
})

/** A file that somebody of Rila uploaded to a contract, just now. */
export const attachment = (facts: Partial<AttachmentFacts> = {}): AttachmentFacts => ({
  subject: 'attachment',
  accountId: 'rila',
  at: NOW,
  task: null,
  contract: facts.task || facts.conversation || facts.project ? null : contract(),
  conversation: null,
  project: null,
  note: null,
  ...facts,
})
