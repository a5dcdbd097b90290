import type pg from 'pg'
import { listAccounts } from '#server/accounts/list-accounts.ts'
import { listGrants } from '#server/accounts/list-grants.ts'
import { scopeOf } from '#server/access/scope.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { listContracts } from '#server/contracts/list-contracts.ts'
import type { Caller } from '#server/platform/caller.ts'
import { look, type Look } from '#server/platform/look.ts'
import { listProjects } from '#server/projects/list-projects.ts'
import { listTasks } from '#server/tasks/list-tasks.ts'
import { PEOPLE, withCallers } from './callers.ts'
import type { Figures } from './figures.ts'
import { fillHost } from './full-host.ts'
import { median } from './load.ts'
import type { Stage } from './stage.ts'

/** So often each list is asked in a round; rounds of all lists, so that a slow moment of the machine is no list's alone. */
const TIMES = 30
const ROUNDS = 10
/** So often each list is asked before: one that is asked all day is kept planned, with reach and without. */
const BEFORE = 60
const LIMIT = 20
const WORST = 1.3

const LISTS: Record<string, (here: Look, project: string) => Promise<unknown>> = {
  'all tasks, newest': (here) => listTasks(here, null, new URLSearchParams('whose=all')),
  'all tasks, by due day': (here) => listTasks(here, null, new URLSearchParams('whose=all&sort=due&status=all')),
  'all tasks, by title': (here) => listTasks(here, null, new URLSearchParams('whose=all&sort=title&status=all')),
  'what is mine': (here) => listTasks(here, null, new URLSearchParams('whose=mine')),
  'a project’s tasks': (here, project) => listTasks(here, project, new URLSearchParams()),
  projects: (here) => listProjects(here, new URLSearchParams()),
  contracts: (here) => listContracts(here, new URLSearchParams()),
  'contracts, by title': (here) => listContracts(here, new URLSearchParams('sort=title')),
}

/** Lists of the host's own people; all of them see everything in them. */
const OF_STAFF: Record<string, (caller: Caller) => Promise<unknown>> = {
  accounts: (caller) => listAccounts(caller, new URLSearchParams()),
  'external access': (caller) => listGrants(caller, new URLSearchParams()),
  'external access, last seen': (caller) => listGrants(caller, new URLSearchParams('sort=seen')),
}

/** The first page of each list at the server, for each kind of person: its time, and beside it the same statements without reach. */
export async function lists(figures: Figures, stage: Stage, pool: pg.Pool, url: string): Promise<void> {
  await fillHost(pool)
  await withCallers(stage, pool, url, async (callerOf) => {
    const admin = await callerOf(PEOPLE.admin)
    let slowest = { ms: 0, what: '' }
    let worst = { ratio: 0, ours: 0, free: 0, what: '' }
    const took = (ms: number, what: string) => {
      if (ms > slowest.ms) slowest = { ms, what }
    }
    const pairs: Pair[] = []
    for (const [kind, email] of Object.entries(PEOPLE)) {
      const caller = email === PEOPLE.admin ? admin : await callerOf(email)
      const project = await oneOf(pool, caller)
      for (const [name, list] of Object.entries(LISTS))
        pairs.push({ what: `${kind}: ${name}`, caller, list: (here) => list(here, project), ours: [], free: [] })
    }
    const everything = await look(admin, ({ viewer }) => Promise.resolve(viewer))
    for (const pair of pairs) await measure({ ...pair, ours: [], free: [] }, everything, BEFORE)
    for (let round = 0; round < ROUNDS; round++) for (const pair of pairs) await measure(pair, everything, TIMES)
    for (const pair of pairs) {
      const [ours, free] = [median(pair.ours), median(pair.free)]
      took(ours, pair.what)
      if (ours / free > worst.ratio) worst = { ratio: ours / free, ours, free, what: pair.what }
      console.log(`  ${pair.what}: ${ours.toFixed(2)} ms, ${free.toFixed(2)} ms without scope`)
    }
    for (const [name, list] of Object.entries(OF_STAFF)) {
      const times: number[] = []
      for (let nth = 0; nth < TIMES * 2; nth++) times.push(await timed(() => list(admin)))
      took(median(times), name)
      console.log(`  ${name}: ${median(times).toFixed(2)} ms`)
    }
    figures.atMost('lists', `first page of a list in 100,000 tasks (slowest, ${slowest.what})`, slowest.ms, LIMIT, 'ms')
    figures.beside(
      'lists-scope',
      `the same beside it without scope (worst, ${worst.what})`,
      { ours: worst.ours, rival: worst.free, unit: 'ms' },
      { most: WORST },
    )
  })
}

/** A list as somebody asks for it, and its times, ms: as they see it, and with everything within reach. */
interface Pair {
  what: string
  caller: Caller
  list: (here: Look) => Promise<unknown>
  ours: number[]
  free: number[]
}

/** Ours and the same with everything within reach, in turn and each as often first. */
async function measure({ caller, list, ours, free }: Pair, everything: Viewer, times: number): Promise<void> {
  const within = async () => ours.push(await timed(() => look(caller, list)))
  const without = async () =>
    free.push(await timed(() => look(caller, (here) => list({ ...here, scope: scopeOf(everything, here.db) }))))
  for (let nth = 0; nth < times; nth++)
    for (const run of nth % 2 === 0 ? [within, without] : [without, within]) await run()
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await run()
  return performance.now() - from
}

/** A project of whose tasks the caller sees some. */
async function oneOf(pool: pg.Pool, { userId, grantId }: Caller): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `select p.id from projects p where p.ref like 'L%' order by
       exists (select from tasks t join task_people tp on tp.task_id = t.id where t.project_id = p.id and tp.user_id = $1 and tp.grant_id is not distinct from $2)
       or exists (select from project_staff ps where ps.project_id = p.id and ps.user_id = $1) desc, p.id limit 1`,
    [userId, grantId],
  )
  if (!rows[0]) throw new Error('There is no project to list.')
  return rows[0].id
}
