/** The kinds of grant; each is a column of the matrix. */
export const KINDS = ['client', 'supplier', 'collaborator'] as const
export type Kind = (typeof KINDS)[number]

/** The six cumulative roles of a grant [A6]. */
export const ROLES = [10, 20, 30, 40, 80, 90] as const
export type Role = (typeof ROLES)[number]

interface Row {
  /** The lowest role for which a tick counts [A6]. */
  role: Role
  /** The kinds whose cell is ticked by default [A10]. */
  ticks: readonly Kind[]
  /** Acting changes something; the rest only shows. A read-only freeze leaves the rest [A17]. */
  acts: boolean
  /** Shown read-only in the matrix and changed where this says. */
  fixed?: 'contracts'
}

const everyone = KINDS
const shows = (role: Role, ticks: readonly Kind[] = everyone): Row => ({ role, ticks, acts: false })
const acts = (role: Role, ticks: readonly Kind[] = everyone): Row => ({ role, ticks, acts: true })

/**
 * Everything an external may be allowed to do, one row for each object and action. The matrix, the checks, the docs and
 * the tests are made from it; what has no row is closed to externals.
 */
export const CATALOGUE = {
  /** One's own name, language and zone. Password and sessions are always one's own. */
  'profile.edit': acts(10),
  'project.list': shows(10),
  'project.view': shows(10),
  /** The project itself: overview, updates, files, people, feed. Collaborators reach nothing by an account [A5]. */
  'project.read': shows(10, ['client', 'supplier']),
  'project.comment': acts(10, ['client', 'supplier']),
  'project.upload': acts(10, ['client', 'supplier']),
  'task.list': shows(10),
  'task.view': shows(10),
  'task.create': acts(10),
  'task.edit': acts(10),
  'task.move': acts(10),
  'task.cancel': acts(10),
  'task.comment': acts(10),
  'task.upload': acts(10),
  'task.tick': acts(10),
  'note.list': shows(10, ['client', 'supplier']),
  'note.view': shows(10, ['client', 'supplier']),
  'contract.list': shows(10),
  'contract.view': shows(10),
  'contract.read': shows(10),
  'contract.comment': { ...acts(10), fixed: 'contracts' },
  'contract.upload': { ...acts(10), fixed: 'contracts' },
  'contract.edit_attachment': { ...acts(10), fixed: 'contracts' },
  'contract.delete_attachment': { ...acts(10), fixed: 'contracts' },
  'contract.approve': acts(10),
  'conversation.list': shows(10),
  'conversation.view': shows(10),
  'conversation.post': acts(10),
  'conversation.upload': acts(10),
} as const satisfies Record<string, Row>

/** What an external may be allowed to do. */
export type ExternalAction = keyof typeof CATALOGUE

/** What a role opens that no lower one does, in the catalogue's order: what a role promises is told from here. */
export const openedBy = (role: Role): ExternalAction[] =>
  (Object.keys(CATALOGUE) as ExternalAction[]).filter((action) => CATALOGUE[action].role === role)

/** What is proposed: L40, or the role below it that opens the same, as long as nothing here asks for more [A2]. */
export const PROPOSED: Role = ROLES.findLast((role) => role <= 40 && openedBy(role).length > 0) ?? ROLES[0]

/** From this role on every contract of the account is within reach, also where it names nobody [A6]. */
export const EVERY_CONTRACT: Role = 80
/** Once given it is for ever [A6]. */
export const FOR_EVER: Role = 90

/** Above this only admins give, change or take away [A20]. */
export const STAFF_GIVES_UP_TO: Role = 40

/**
 * The roles that a Save takes for a grant, and so those that pages offer. `most`: the highest that who saves deals with; `from`: what the grant
 * gives so far, where there is one. An Owner stays an Owner [A6].
 */
export const rolesFor = (most: Role, from?: Role): readonly Role[] =>
  from === FOR_EVER ? [FOR_EVER] : ROLES.filter((role) => role <= most)

/** The kinds of access that a Save gives to who has these, or was offered them: each once [A5]. */
export const kindsFor = (has: readonly Kind[]): readonly Kind[] => KINDS.filter((kind) => !has.includes(kind))

/** Whether a role may be limited or paused: days back, a last day, suspended. An Owner’s may not [A6]. */
export const takesLimits = (role: Role): boolean => role !== FOR_EVER

/** Whether a Save asks for the tick that the warning was read: what it gives then is for ever [A6]. */
export const asksFirst = (role: Role, from?: Role): boolean => role === FOR_EVER && from !== FOR_EVER

/** What only staff can do: no row, no tick and no role opens these to an external. */
export type StaffAction =
  | 'project.create'
  | 'project.edit'
  | 'project.delete'
  | 'project.post_update'
  | 'project.change_update'
  | 'task.people'
  | 'task.close'
  | 'task.delete'
  | 'task.team_only'
  /** To hear what is only for the team; writing it is `task.team_only`. */
  | 'team.view'
  | 'contract.create'
  | 'contract.edit'
  | 'contract.switch'
  | 'contract.withdraw_others'
  | 'conversation.close'
  | 'account.list'
  | 'account.view'
  | 'account.edit'
  | 'note.write'
  | 'access.grant'
  | 'access.grant_high'
  | 'access.freeze'
  | 'settings.edit'
  | 'staff.edit'
  | 'outbox.view'

/** What everybody does for themselves with what they see: no row, no tick and no role closes it; a read-only freeze does [A17]. */
type OwnAction = 'conversation.leave' | 'conversation.mute'
export const isOwn = (action: Action): boolean => action === 'conversation.leave' || action === 'conversation.mute'

export type Action = ExternalAction | StaffAction | OwnAction

/** The catalogue's row of an action, or nothing where only staff may. */
export const rowOf = (action: Action): Row | undefined => (CATALOGUE as Record<string, Row>)[action]

/** The name of a matrix cell: `task.comment/client`. */
export type Cell = `${ExternalAction}/${Kind}`
export const cellOf = (action: ExternalAction, kind: Kind): Cell => `${action}/${kind}`
