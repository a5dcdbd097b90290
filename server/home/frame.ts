import { sql } from 'kysely'
import { closedTo, readOnlyTo, type Abilities } from '#server/access/abilities.ts'
import { deniedAtTheDoor, type ReasonId } from '#server/access/can.ts'
import type { Action } from '#server/access/catalogue.ts'
import type { Kind, Role } from '#server/access/catalogue.ts'
import { isAdmin } from '#server/access/viewer.ts'
import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { look, type Look } from '#server/platform/look.ts'
import { unreadContracts, unreadQuery, type Unread } from '#server/feed/unread.ts'
import { streamOf } from '#server/streams/events.ts'
import { ownStreamOf } from '#server/streams/own.ts'
import { clockOf, type Positions } from '#server/streams/positions.ts'
import { firstPageOf } from './first-page.ts'
import { newTasks } from '#server/unread/new-tasks.ts'
import { mentionCounts } from '#server/unread/mentions.ts'

/** The places of the portal. A place is offered only where it opens. */
export type Place =
  'home' | 'tasks' | 'chat' | 'projects' | 'contracts' | 'notes' | 'accounts' | 'access' | 'suppliers' | 'settings'

interface GrantHere {
  id: string
  account: string
  kind: Kind
  role: Role
  /** How far back it sees [A7]; null without a limit. */
  daysBack: number | null
}

/** What stands around every page. */
export interface FrameView {
  host: string
  person: { id: string; name: string; locale: string; timeZone: string; staff: boolean }
  /** In what name one is here; null for staff. */
  grant: GrantHere | null
  /** Everything this person can be here as; the switcher is shown from two on. */
  grants: { id: string; account: string; kind: Kind }[]
  places: Place[]
  /** What is closed to the grant in use, with the reasons; nothing for staff. */
  closed: Abilities
  /** Why they may change nothing at the moment [A17]; null where they may. */
  readOnly: ReasonId | null
  /** Where the person's own stream stands, by its name. */
  own: Positions
  /** Where the stream stands that tells of what is around every page. */
  around: Positions
  /** What is unread in conversations that are not muted, as of `own`. */
  unread: Unread
  /** Of the contracts they take part in those that hold comments they have not read, as of `own`. */
  unreadContracts: string[]
  /** How often they were mentioned in tasks, contracts and projects and have not read it, as of `own`. */
  mentions: number
  /** How many of these stand on `unreadContracts`, where they are counted, too. */
  mentionsOnContracts: number
  /** Tasks that somebody outside made, are this person's or their project's, and were not opened by them, as of `own`. */
  newTasks: number
  /** Whether mail leaves the portal; without a mail server it is kept in the outbox. */
  sendsMail: boolean
  /** The server's clock, in ms. */
  now: number
}

/**
 * The frame of the caller's pages. Errors: `Shut` where the portal is closed to them, also where they have no access at all any more, `NotFound`
 * where the address is not theirs.
 */
export async function frameOf(caller: Caller): Promise<FrameView> {
  try {
    return await readFrame(caller)
  } catch (error) {
    // To whom everything was taken, the address of what they had says the same as the portal's door.
    if (error instanceof NotFound) await firstPageOf(caller)
    throw error
  }
}

function readFrame(caller: Caller): Promise<FrameView> {
  return look(caller, async (here) => {
    const { viewer } = here
    here.must('project.list')
    const [news, grants] = await Promise.all([newsOf(here), viewer.staff ? [] : liveGrants(here)])
    return {
      host: viewer.policy.hostName,
      person: {
        id: viewer.userId,
        name: viewer.name,
        locale: viewer.locale,
        timeZone: viewer.timeZone,
        staff: viewer.staff !== null,
      },
      grant: viewer.grant && {
        id: viewer.grant.id,
        account: viewer.grant.accountName,
        kind: viewer.grant.kind,
        role: viewer.grant.role,
        daysBack: viewer.grant.daysBack,
      },
      grants,
      places: placesOf(here),
      closed: closedTo(viewer),
      readOnly: readOnlyTo(viewer),
      ...news,
      sendsMail: caller.portal.sendsMail,
      now: viewer.now.getTime(),
    }
  })
}

const opening: [Place, Action][] = [
  ['tasks', 'task.list'],
  ['chat', 'conversation.list'],
  ['projects', 'project.list'],
  ['contracts', 'contract.list'],
  ['accounts', 'account.list'],
  ['access', 'account.list'],
  ['suppliers', 'account.list'],
]

/** Where the person’s streams stand and what is unread, of one moment: what is counted on from there is counted once. */
async function newsOf({
  viewer,
  scope,
  db,
}: Look): Promise<
  Pick<FrameView, 'own' | 'around' | 'unread' | 'unreadContracts' | 'mentions' | 'mentionsOnContracts' | 'newTasks'>
> {
  const stream = ownStreamOf(viewer)
  const { rows } = await sql<{
    clock: number
    around: number
    unread: Unread
    contracts: string[]
    mentions: number
    on_said: number
    tasks: number
  }>`
    with said as materialized (${unreadContracts(scope, viewer)})
    select ${clockOf(stream)} as clock,
      ${clockOf(streamOf.host)} as around,
      coalesce((select json_object_agg(n.id, n.unread) from (${unreadQuery(scope, viewer)}) n where n.unread > 0), '{}') as unread,
      array(select id from said) as contracts,
      (${newTasks(scope, viewer)}) as tasks,
      m.mentions, m.on_said
    from (${mentionCounts(scope, viewer, sql`select id from said`)}) m`.execute(db)
  const [row] = rows
  return {
    own: { [stream]: row?.clock ?? 0 },
    around: { [streamOf.host]: row?.around ?? 0 },
    unread: row?.unread ?? {},
    unreadContracts: row?.contracts ?? [],
    mentions: row?.mentions ?? 0,
    mentionsOnContracts: row?.on_said ?? 0,
    newTasks: row?.tasks ?? 0,
  }
}

function placesOf({ viewer }: Look): Place[] {
  const open = opening.filter(([, action]) => deniedAtTheDoor(viewer, action) === null).map(([place]) => place)
  // Staff read notes on their account; an account's people have a page of what was shared with them [E8].
  const notes = viewer.grant && deniedAtTheDoor(viewer, 'note.list') === null ? (['notes'] as const) : []
  return ['home', ...open, ...notes, ...(isAdmin(viewer) ? (['settings'] as const) : [])]
}

function liveGrants({ viewer, db }: Look) {
  return db
    .selectFrom('grants as g')
    .innerJoin('accounts as a', 'a.id', 'g.account_id')
    .select(['g.id', 'a.name as account', 'g.kind'])
    .where('g.user_id', '=', viewer.userId)
    .where('g.suspended_at', 'is', null)
    .where((on) => on.or([on('g.expires_at', 'is', null), on('g.expires_at', '>', viewer.now)]))
    .orderBy('a.name')
    .orderBy('g.kind')
    .execute()
}
