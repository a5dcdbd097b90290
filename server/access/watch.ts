import type { Db } from '#db/database.ts'
import type { Caller } from '#server/platform/caller.ts'
import { NotFound, SignInNeeded } from '#server/platform/errors.ts'
import type { Ended } from '#server/streams/frames.ts'
import { subjectOf, type StreamSubject } from '#server/streams/names.ts'
import { decide, type Decision } from './can.ts'
import { abilitiesOf, ownAbilities, type Abilities } from './abilities.ts'
import type { Facts } from './facts.ts'
import { frozenNow } from './frozen-now.ts'
import { withinReach } from './reach.ts'
import { readFacts } from './read-facts.ts'
import { readViewers, type Viewer } from './viewer.ts'

/** Somebody who wants to hear of streams. */
export interface Watcher {
  caller: Caller
  streams: readonly string[]
}

/** May they watch the stream, and what may they do with its record? `hidden`: to them it must look as if it never was. */
export type Proof = { allowed: true; abilities: Abilities } | { allowed: false; reason: string; hidden: boolean }

/** How a watcher stands under the rule of this moment. */
export type Standing =
  | { ended: Ended; reason: string }
  | {
      ended: null
      /** When time alone takes something away, by the database's clock. */
      validUntil: Date
      /** What is dated before this is out of reach [A7]; null without a limit. */
      horizon: Date | null
      streams: ReadonlyMap<string, Proof>
    }

const NEVER_WAS: Proof = { allowed: false, reason: 'not_found', hidden: true }

/**
 * Decides for many watchers at once which of their streams they may watch: one query for the viewers and one for each kind of record.
 * Ask under the gate and hand over before it is left.
 */
export async function proveWatchers(db: Db, watchers: readonly Watcher[]): Promise<Standing[]> {
  const viewers = await readViewers(
    db,
    watchers.map(({ caller }) => caller),
  )
  const asked = watchers.flatMap(({ streams }, nth) => {
    const viewer = viewers[nth]
    if (!viewer || viewer instanceof Error || shutTo(viewer)) return []
    return streams.map((stream) => ({ nth, stream, viewer, about: subjectOf(stream) }))
  })
  const of = (...subjects: StreamSubject['subject'][]) =>
    asked.flatMap((one) =>
      one.about && 'id' in one.about && subjects.includes(one.about.subject) ? [{ ...one, id: one.about.id }] : [],
    )
  const facts = new Map<string, Facts | null>()
  const remember = (some: ReturnType<typeof of>, read: (Facts | null)[]) =>
    some.forEach(({ nth, stream }, i) => facts.set(`${nth} ${stream}`, read[i] ?? null))
  const [tasks, projects, contracts, talks, notes] = [
    of('task'),
    of('project'),
    of('contract'),
    of('conversation'),
    of('note'),
  ]
  // Asked for together: on the tail's connection they travel together.
  const [ofTasks, ofProjects, ofContracts, ofTalks, ofNotes] = await Promise.all([
    readFacts.tasks(db, tasks),
    readFacts.projects(db, projects),
    readFacts.contracts(db, contracts),
    readFacts.conversations(db, talks),
    readFacts.notes(db, notes),
  ])
  remember(tasks, ofTasks)
  remember(projects, ofProjects)
  remember(contracts, ofContracts)
  remember(talks, ofTalks)
  remember(notes, ofNotes)

  const turnedOff = await thoseTurnedOff(
    db,
    watchers.filter((_, nth) => viewers[nth] instanceof SignInNeeded).map(({ caller }) => caller.userId),
  )
  const proofs = Map.groupBy(asked, ({ nth }) => nth)
  return watchers.map(({ caller }, nth): Standing => {
    const viewer = viewers[nth]
    if (viewer instanceof NotFound) return { ended: 'shut', reason: 'no_grant' }
    if (!viewer || viewer instanceof Error)
      return { ended: turnedOff.has(caller.userId) ? 'turned_off' : 'signed_out', reason: 'sign_in_needed' }
    const shut = shutTo(viewer)
    if (shut) return { ended: 'shut', reason: shut }
    const streams = (proofs.get(nth) ?? []).map(
      ({ stream, about }) => [stream, prove(viewer, about, facts.get(`${nth} ${stream}`) ?? null)] as const,
    )
    return {
      ended: null,
      validUntil: viewer.validUntil,
      horizon: viewer.grant?.horizon ?? null,
      streams: new Map(streams),
    }
  })
}

/** Those of some users whose session is gone because they were turned off [A17]: they are told so at the door. */
async function thoseTurnedOff(db: Db, users: string[]): Promise<ReadonlySet<string>> {
  if (users.length === 0) return new Set()
  const off = await db
    .selectFrom('users as u')
    .select('u.id')
    .where('u.id', 'in', users)
    .where(frozenNow('u'), '=', 'off')
    .execute()
  return new Set(off.map(({ id }) => id))
}

/** Whether the portal as a whole is closed to them, and why. */
function shutTo(viewer: Viewer): string | null {
  const door = decide(viewer, 'project.list')
  return !door.allowed && door.shut ? door.because : null
}

function prove(viewer: Viewer, about: StreamSubject | null, facts: Facts | null): Proof {
  switch (about?.subject) {
    case 'task':
      if (facts?.subject !== 'task') return NEVER_WAS
      return proof(
        viewer,
        facts,
        decide(viewer, 'task.view', facts),
        about.team ? decide(viewer, 'team.view', facts) : { allowed: true },
      )
    case 'project':
      if (facts?.subject !== 'project') return NEVER_WAS
      // Who has a task of it open, or its conversation, goes by those: no emptied cell takes this from them.
      if (about.part === 'readers') return withinReach(viewer, facts) ? { allowed: true, abilities: {} } : NEVER_WAS
      return proof(
        viewer,
        facts,
        decide(viewer, about.part === 'name' ? 'project.view' : 'project.read', facts),
        about.part === 'team' ? decide(viewer, 'team.view', facts) : { allowed: true },
      )
    case 'contract':
      return facts?.subject === 'contract' ? proof(viewer, facts, decide(viewer, 'contract.read', facts)) : NEVER_WAS
    case 'conversation':
      return facts?.subject === 'conversation'
        ? proof(viewer, facts, decide(viewer, 'conversation.view', facts))
        : NEVER_WAS
    case 'note':
      if (facts?.subject === 'note') return proof(viewer, facts, decide(viewer, 'note.view', facts))
      // One that somebody of the host removed is no sight that another of them lost: their page hears that it is gone, and goes on.
      return viewer.staff ? proof(viewer, null, decide(viewer, 'note.list')) : NEVER_WAS
    case 'account':
      if (!watchesAccount(viewer, about)) return NEVER_WAS
      return about.part === 'readers'
        ? { allowed: true, abilities: {} }
        : proof(viewer, null, decide(viewer, 'note.list'))
    case 'grant':
      return viewer.grant?.id === about.id ? { allowed: true, abilities: ownAbilities(viewer) } : NEVER_WAS
    case 'staff':
      return viewer.staff && viewer.userId === about.id ? { allowed: true, abilities: ownAbilities(viewer) } : NEVER_WAS
    case 'settings':
      return proof(viewer, null, decide(viewer, 'settings.edit'))
    case 'access':
      return proof(viewer, null, decide(viewer, 'account.list'))
    case 'host':
      return { allowed: true, abilities: {} }
    case undefined:
      return NEVER_WAS
  }
}

/** An account's own people hear what is shared with them; of what is not, only the host's do. */
function watchesAccount({ staff, grant }: Viewer, { id, part }: { id: string; part: string }): boolean {
  if (staff) return true
  return part !== 'team' && grant !== null && grant.kind !== 'collaborator' && grant.accountId === id
}

function proof(viewer: Viewer, facts: Facts | null, ...decisions: Decision[]): Proof {
  for (const decision of decisions)
    if (!decision.allowed)
      return { allowed: false, reason: decision.because, hidden: decision.hidden || decision.because === 'staff_only' }
  return { allowed: true, abilities: facts ? abilitiesOf(viewer, facts) : {} }
}
