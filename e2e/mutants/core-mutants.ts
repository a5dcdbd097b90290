import type { FaultName } from '../soak/faults.ts'

/** A text in a file of the core, and what stands there instead. */
interface Patch {
  file: string
  find: string
  put: string
}

/** The core with one of its promises broken: the history checker must notice. */
export interface CoreMutant {
  id: string
  patches: readonly Patch[]
  /** Done to the migrated database. */
  sql?: string
  /** The faults under which it shows. */
  faults?: readonly FaultName[]
  /** It shows when much is said and little is changed. */
  calm?: true
  /** It shows where one right is withdrawn again and again, rather than among many people: the kinds of races. */
  races?: readonly string[]
  /** In races: how long event loops are blocked in passages, ms. */
  stalled?: number
  /** In races: how long lines take nothing, ms. */
  clogged?: number
}

/** Longer than the database leaves a gate to whom does nothing. Ms. */
const STALL = 1900
/** Shorter than the fence: only the gate is in its way. Ms. */
const SHORT = 150
/** From before the news of a round until after its Save. Ms. */
const CLOG = 1200

/** Withdrawals against which everything is tried that somebody may do or see. */
const WITHDRAWN = ['task member removed', 'person frozen'] as const

export const CORE_MUTANTS: readonly CoreMutant[] = [
  {
    id: 'no gate',
    races: WITHDRAWN,
    stalled: SHORT,
    patches: [
      { file: 'db/gated-dialect.ts', find: `share: '; lock table policy_gate in row share mode'`, put: `share: ''` },
      { file: 'db/gated-dialect.ts', find: `'not exists (select from policy_gate for key share)'`, put: `'true'` },
      { file: 'db/gated-dialect.ts', find: '`pg_advisory_lock_shared(${String(HANDING_OVER)})`', put: `"''::text"` },
    ],
  },
  {
    id: 'check first, lock after',
    races: WITHDRAWN,
    patches: [
      {
        file: 'server/access/gate.ts',
        find: `client.query(beginUnder('share')),`,
        put: `client.query('begin'),`,
      },
      {
        file: 'server/access/gate.ts',
        find: `ask(client),`,
        put: `(client.query('lock table policy_gate in row share mode'), ask(client)),`,
      },
    ],
  },
  {
    id: 'a plain sequence instead of clocks',
    faults: ['PostgreSQL far away'],
    calm: true,
    sql: 'create sequence mutant_clock increment 10 start 9000000000000000; grant usage on sequence mutant_clock to portico',
    patches: [
      {
        file: 'server/streams/events.ts',
        find: `insert into streams as s (name, clock, oldest) select stream, begins_of(stream) + count(*), begins_of(stream) + 1 from input group by stream order by stream
      on conflict (name) do update set clock = s.clock + excluded.clock - excluded.oldest + 1
      returning name, clock`,
        put: `select stream as name, max(nextval('mutant_clock')) as clock from input group by stream`,
      },
      {
        file: 'server/feed/post-entry.ts',
        find: `insert into streams as s (name, clock, oldest) select \${stream}::text, n.first, n.first from allowed cross join lateral (
        select coalesce((select clock from streams where name = \${stream}::text), begins_of(\${stream}::text)) + 1 as first offset 0) n
      on conflict (name) do update set clock = s.clock + 1
      returning clock`,
        put: `select nextval('mutant_clock') as clock from allowed`,
      },
      {
        file: 'server/feed/post-entry.ts',
        find: `update streams set clock = clock + 1 where name = \${stream}::text and exists (select from allowed)
      returning clock`,
        put: `select nextval('mutant_clock') as clock from allowed`,
      },
      {
        file: 'server/streams/read-events.ts',
        find: `w.after, s.clock, s.oldest`,
        put: `w.after, (select max(x.seq) from events x where x.stream = w.stream) as clock, s.oldest`,
      },
      { file: 'server/streams/read-events.ts', find: `and s.clock > w.after`, put: `` },
    ],
  },
  {
    id: 'catch-up without rules',
    patches: [{ file: 'server/streams/catch-up.ts', find: `if (proof.allowed)`, put: `if ('allowed' in proof)` }],
  },
  {
    id: 'emit after commit',
    races: ['task member removed'],
    stalled: STALL,
    patches: [
      {
        file: 'realtime/pass.ts',
        find: `const announced = await announce(client, node, passage)`,
        put: `const announced = await announce(client, node, passage); const later: (() => void)[] = []`,
      },
      {
        file: 'realtime/pass.ts',
        find: `node.send(part, frame)`,
        put: `later.push(() => node.send(part, frame))`,
      },
      {
        file: 'realtime/pass.ts',
        find: `committed: announced,`,
        put: `committed: () => { for (const send of later) send(); return announced() },`,
      },
    ],
  },
  {
    id: 'sending to sockets that have not drained',
    races: ['task member removed'],
    clogged: CLOG,
    patches: [
      {
        file: 'realtime/line.ts',
        find: `conn.readyState === 'open' && conn.transport.writable && conn.writeBuffer.length === 0`,
        put: `conn.readyState === 'open'`,
      },
    ],
  },
  {
    id: 'no fence',
    races: ['task member removed'],
    stalled: STALL,
    patches: [
      { file: 'server/access/gate.ts', find: `if (performance.now() - t0 > FENCE) throw new Stale()`, put: `void t0` },
    ],
  },
  {
    id: 'handing over under no lock',
    races: ['task member removed'],
    stalled: SHORT,
    patches: [
      { file: 'db/gated-dialect.ts', find: '`pg_advisory_lock_shared(${String(HANDING_OVER)})`', put: `"''::text"` },
    ],
  },
  {
    id: 'Redis as the source',
    faults: ['Redis killed'],
    patches: [
      {
        file: 'realtime/pass.ts',
        find: `(due.all ? rooms.names() : [...due.streams]).filter`,
        put: `[...due.streams].filter`,
      },
    ],
  },
  {
    // What the trigger is there for: that nobody changes a rule without the gate.
    id: 'a rule table without its trigger',
    races: ['task member removed'],
    patches: [
      {
        file: 'server/platform/work.ts',
        find: `await transact(caller, 'exclusive', fn`,
        put: `await transact(caller, 'share', fn`,
      },
    ],
    sql: 'drop trigger gate_delete on task_people',
  },
  {
    id: 'answers handed over without a second look',
    races: WITHDRAWN,
    patches: [
      {
        file: 'server/platform/http/hand-over.ts',
        find: `const stands = version === under.version && (under.validUntil === null || under.validUntil > now)`,
        put: `const stands = version > 0 && now !== null && under !== null`,
      },
      {
        file: 'server/files/download-file.ts',
        find: `if (passage.version !== proof.policyVersion || passage.now >= proof.validUntil) return false`,
        put: `void proof`,
      },
    ],
  },
]
