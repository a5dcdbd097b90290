import fc from 'fast-check'
import { CATALOGUE, KINDS, ROLES } from '../catalogue.ts'

const days = (from: number, to: number) => fc.integer({ min: from, max: to })
export const STAFF = 5
export const GUESTS = 3
export const ACCOUNTS = 2
const staffNth = fc.nat({ max: STAFF - 1 })
const accountNth = fc.nat({ max: ACCOUNTS - 1 })
/** Of people who take part: below `STAFF` staff, from there on a grant. */
const someone = fc.nat({ max: STAFF + 5 })
/** Nothing most of the time. */
const mostlyNone = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })
/** Ended yesterday, or ends tomorrow. */
const end = fc.constantFrom(-1, 1)
const freeze = mostlyNone(
  fc.record({ state: fc.constantFrom('read_only' as const, 'off' as const), until: fc.option(end) }),
)
/** True one time in `rare`. */
const seldom = (rare: number) => fc.nat({ max: rare - 1 }).map((nth) => nth === rare - 1)

const grant = fc.record({
  user: fc.nat({ max: GUESTS - 1 }),
  account: accountNth,
  kind: fc.constantFrom(...KINDS),
  role: fc.constantFrom(...ROLES),
  daysBack: fc.option(days(1, 20)),
  expires: mostlyNone(end),
  suspended: seldom(8),
  /** Who answers for them. */
  answers: fc.option(staffNth),
})
const project = fc.record({
  account: fc.option(accountNth, { freq: 5 }),
  manager: staffNth,
  sees: fc.boolean(),
  staff: fc.array(
    fc.record({
      user: staffNth,
      role: fc.constantFrom('team' as const, 'client_manager' as const, 'auditor' as const),
    }),
    { maxLength: 3 },
  ),
})
const task = fc.record({
  project: fc.nat({ max: 2 }),
  status: fc.constantFrom('draft' as const, 'new' as const, 'in_progress' as const, 'done' as const),
  author: fc.oneof({ weight: 3, arbitrary: staffNth }, { weight: 1, arbitrary: someone }),
  hidden: fc.boolean(),
  people: fc.array(
    fc.record({ who: someone, role: fc.constantFrom('assignee' as const, 'participant' as const, 'auditor' as const) }),
    { maxLength: 2 },
  ),
})
const contract = fc.record({
  account: accountNth,
  owner: staffNth,
  requestedBy: mostlyNone(fc.nat({ max: 5 })),
  status: fc.constantFrom(
    'requested' as const,
    'draft' as const,
    'in_review' as const,
    'approved' as const,
    'on_hold' as const,
  ),
  comments: fc.constantFrom('as_portal' as const, 'closed' as const),
  people: fc.array(
    fc.record({ who: someone, role: fc.constantFrom('reviewer' as const, 'approver' as const, 'signer' as const) }),
    { maxLength: 3 },
  ),
  approvals: fc.array(fc.record({ who: someone, withdrawn: fc.boolean() }), { maxLength: 2 }),
})
const conversation = fc.record({
  kind: fc.constantFrom('account' as const, 'project' as const, 'direct' as const),
  account: accountNth,
  project: fc.nat({ max: 2 }),
  /** Made when the project had another counterparty. */
  former: seldom(4),
  grant: fc.nat({ max: 5 }),
  staff: staffNth,
  closed: seldom(4),
})
/** Something with a date, on a task or a contract, from somebody. */
const dated = fc.record({
  about: fc.constantFrom('task' as const, 'contract' as const, 'conversation' as const, 'project' as const),
  nth: fc.nat({ max: 5 }),
  by: someone,
  daysOld: days(0, 25),
  team: fc.boolean(),
  removed: seldom(5),
})

const note = fc.record({ account: accountNth, shared: fc.boolean(), removed: seldom(6), daysOld: days(0, 25) })

/** A host with its rules, its people and their records. */
export const worlds = fc.record({
  settings: fc.record({
    portal_on: seldom(12).map((off) => !off),
    clients_disabled: seldom(12),
    contract_comments: fc.boolean(),
    block_upload: fc.boolean(),
    block_edit: fc.boolean(),
    block_delete: fc.boolean(),
    attachment_mode: fc.constantFrom('always' as const, 'until_approved' as const),
  }),
  empty: fc.uniqueArray(fc.tuple(fc.constantFrom(...Object.keys(CATALOGUE)), fc.constantFrom(...KINDS)), {
    maxLength: 6,
    selector: (cell) => cell.join('/'),
  }),
  staff: fc.tuple(
    ...Array.from({ length: STAFF }, () =>
      fc.record({
        role: fc.constantFrom('owner' as const, 'admin' as const, 'member' as const, 'member' as const),
        contracts: fc.boolean(),
        access: fc.boolean(),
        frozen: freeze,
      }),
    ),
  ),
  guests: fc.tuple(...Array.from({ length: GUESTS }, () => freeze)),
  accounts: fc.tuple(...Array.from({ length: ACCOUNTS }, () => freeze)),
  grants: fc.uniqueArray(grant, {
    minLength: 3,
    maxLength: 6,
    selector: (one) => `${one.user} ${one.account} ${one.kind}`,
  }),
  projects: fc.array(project, { minLength: 3, maxLength: 3 }),
  tasks: fc.array(task, { minLength: 5, maxLength: 10 }),
  contracts: fc.array(contract, { minLength: 1, maxLength: 5 }),
  conversations: fc.array(conversation, { minLength: 1, maxLength: 6 }),
  entries: fc.array(dated, { maxLength: 8 }),
  files: fc.array(dated, { maxLength: 8 }),
  updates: fc.array(fc.record({ project: fc.nat({ max: 2 }), by: staffNth, daysOld: days(0, 25) }), { maxLength: 4 }),
  /** Each with a file on it. */
  notes: fc.array(note, { minLength: 1, maxLength: 5 }),
})
export type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never
