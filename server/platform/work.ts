import type { Db } from '#db/database.ts'
import { CHANGED_MEANWHILE, gateMode, type GateMode } from '#db/gated-dialect.ts'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { decide, shutTo, type Decision, type ReasonId } from '#server/access/can.ts'
import type { Action } from '#server/access/catalogue.ts'
import type { Facts } from '#server/access/facts.ts'
import { frozenNow } from '#server/access/frozen-now.ts'
import { endOldPassages, PATIENCE } from '#server/access/gate.ts'
import { whomToAsk } from '#server/access/policy.ts'
import { scopeOf, type Scope } from '#server/access/scope.ts'
import { readViewer, type Viewer } from '#server/access/viewer.ts'
import { POLICY } from '#server/streams/doorbell.ts'
import type { Fact } from '#server/streams/events.ts'
import type { Caller } from './caller.ts'
import { NotAllowed, NotFound, Shut, TryLater } from './errors.ts'
import { note } from './noting.ts'
import { storeOutcome, type Audited, type Reach, type RuleChange } from './store-outcome.ts'

/** What a use-case works with, all of one transaction that holds the gate. */
export interface Work {
  viewer: Viewer
  em: SqlEntityManager
  db: Db
  scope: Scope
  /** Throws unless the viewer may: `NotFound` where the record is hidden, `Shut` where the whole portal is, else `NotAllowed`. */
  must: (action: Action, facts?: Facts | null) => void
  /** Tells a stream's watchers, as the last thing of this transaction. Facts of one stream keep their order. */
  emit: (fact: Fact) => void
  /** Writes who did what, in the same transaction [A18]. */
  audit: (
    what: string,
    subject: string,
    change?: { old?: Record<string, unknown>; new?: Record<string, unknown> },
  ) => void
}

/**
 * Does something for `caller`: gate, viewer, `fn`, events, commit, doorbell. Nothing `fn` does is kept unless all of it is; it runs once more
 * where the database ended the transaction, so all it does is of that transaction.
 * Errors: those of `fn`; `SignInNeeded` when the session has ended; `Shut` where the whole portal is closed to them; `TryLater` when the database ended the transaction.
 */
export async function work<T>(caller: Caller, fn: (work: Work) => Promise<T>): Promise<T> {
  const { viewer, value } = await transact(caller, 'share', fn)
  note(viewer)
  return value
}

/**
 * Changes a rule. When this returns, the change is in force on every node: all that was under way under the old rule has
 * finished, and nothing new has started under it. `reach` says whom it can concern; it may depend on what `fn` finds. `fn` runs twice, and
 * the first time nothing of it is kept.
 */
work.rule = async function rule<T>(
  caller: Caller,
  what: string,
  fn: (work: Work) => Promise<{ reach: Reach; result: T }>,
): Promise<T> {
  await rehearse(caller, fn)
  const impatient = setInterval(
    () =>
      void endOldPassages(caller.portal.database).catch((error: unknown) =>
        caller.portal.log.error({ err: error }, 'ending old passages'),
      ),
    PATIENCE,
  )
  try {
    const { viewer, value, version } = await transact(caller, 'exclusive', fn, ({ reach }) => ({ what, reach }))
    note(viewer, version ?? undefined)
    return value.result
  } finally {
    clearInterval(impatient)
  }
}

/** Ends a rehearsal that came to its end. */
class Rehearsed extends Error {}
/** What the triggers of the tables of rules raise when the gate is not held EXCLUSIVE. */
const RULE_WOULD_CHANGE = 'PG001'

/**
 * Does `fn` under SHARE until it would change a rule, and takes it back. Whatever it refuses for, it refuses here: everybody waits while
 * EXCLUSIVE is asked for, so nobody may ask who will be refused.
 */
async function rehearse(caller: Caller, fn: (work: Work) => Promise<unknown>): Promise<void> {
  const once = async (inner: Work) => {
    await fn(inner)
    throw new Rehearsed()
  }
  await transact(caller, 'share', once).catch((error: unknown) => {
    const would = error instanceof Error && 'code' in error && error.code === RULE_WOULD_CHANGE
    if (!would && !(error instanceof Rehearsed)) throw error
  })
}

/** What one transaction came to. */
interface Done<T> {
  viewer: Viewer
  value: T
  /** The policy's version with the change, where a rule was changed. */
  version: number | null
}

async function transact<T>(
  caller: Caller,
  mode: GateMode,
  fn: (work: Work) => Promise<T>,
  changed: (value: T) => Omit<RuleChange, 'by'> | null = () => null,
): Promise<Done<T>> {
  const { portal } = caller
  const once = () => {
    const facts: Fact[] = []
    return gateMode.run(mode, () =>
      portal.database.orm.em.fork().transactional(async (transaction) => {
        const em = transaction as SqlEntityManager
        const db = em.getKysely() as unknown as Db
        const viewer = await readViewer(db, caller)
        const shut = shutTo(viewer)
        if (shut) throw await shutFor(viewer, shut, db)
        const entries: Audited[] = []
        const value = await fn({
          viewer,
          em,
          db,
          scope: scopeOf(viewer, db),
          must: (action, about = null) => must(decide(viewer, action, about)),
          emit: (fact) => void facts.push(fact),
          audit: (what, subject, change = {}) =>
            void entries.push({ what, subject, old: change.old ?? null, new: change.new ?? null }),
        })
        await em.flush()
        const change = changed(value)
        const version = await storeOutcome(db, {
          facts,
          audited: { entries, by: viewer, address: caller.address },
          change: change && { ...change, by: viewer.userId },
        })
        return { viewer, value, version, facts }
      }),
    )
  }
  const { facts, ...done } = await once()
    .catch((error: unknown) => {
      if (!wasUndone(error)) throw error
      return once()
    })
    .catch(refuseBroken)
  portal.doorbell.ring([...new Set(facts.map((fact) => fact.stream)), ...(mode === 'exclusive' ? [POLICY] : [])])
  return done
}

/** Where the whole portal is closed to somebody, they are told so, whatever they asked for [A0]; and whom to ask, by name where somebody answers for them. */
export async function shutFor({ policy, grant }: Viewer, reason: ReasonId, db: Db): Promise<Shut> {
  const person = grant?.answersId
    ? await db
        .selectFrom('users as u')
        .select('u.name')
        .where('u.id', '=', grant.answersId)
        .where(frozenNow('u'), 'is', null)
        .executeTakeFirst()
    : undefined
  return new Shut(reason, { ...whomToAsk(policy), ...(person && { person: person.name }) })
}

/** Turns a No into the error that says it. */
export function must(decision: Decision): void {
  if (decision.allowed) return
  if (decision.shut) throw new Shut(decision.because)
  if (decision.hidden) throw new NotFound()
  throw new NotAllowed(decision.because)
}

/** The database ended the transaction because this process stood still in it, or for another's sake, and said so: nothing of it happened. */
const UNDONE = new Set(['25P03', '57P01', '40P01', '40001'])

/** The same where the driver had read of the end before it sent what comes next: so no commit was sent. */
const wasUndone = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && UNDONE.has(String(error.code))) || error.message.endsWith('is not queryable'))

/** A transaction that the database itself ended (terminated, restarted, deadlocked) is nobody's fault: try again. */
function refuseBroken(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (
    [...UNDONE, ...['57P02', '57P03', '08006', '08003', 'ECONNREFUSED', 'ECONNRESET'], CHANGED_MEANWHILE].includes(code)
  )
    throw new TryLater()
  throw error
}
