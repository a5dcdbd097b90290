import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { ContractStatus } from '#server/access/facts.ts'
import { partIn, waitsFor, type AwaitedPart } from '#server/contracts/waits-for.ts'
import { newOnContract } from '#server/feed/unread.ts'
import type { Look } from '#server/platform/look.ts'
import type { ProjectStatus } from '#server/projects/catalogue.ts'
import { insideOf } from '#server/projects/list-projects.ts'
import { hasUnread } from '#server/projects/unread-updates.ts'
import { seesInside } from '#server/projects/views.ts'
import { listed } from '#server/tasks/list-tasks.ts'
import { marked, type TaskMarks } from '#server/tasks/marks.ts'
import { waysToMine } from '#server/tasks/task-filter.ts'
import { viewTaskRow, type TaskRowView } from '#server/tasks/views.ts'
import { waitingMentions, type WaitingMention } from './waiting-mentions.ts'

/** Rows of each part of the home page; what is more is found where it lives. */
const MOST = 12

/** A contract that waits for somebody, as their home page names it. */
export interface WaitingContract {
  id: string
  ref: string
  title: string
  status: ContractStatus
  accountName: string
  /** What is awaited of them; null where nothing is. */
  part: AwaitedPart | null
  /** Somebody else said something there that was not read. */
  unread: boolean
}

/** A task, and what is new about it. */
type WaitingTask = TaskRowView & TaskMarks

/** What waits for somebody, and what else they take part in [F5]. */
export interface Waiting {
  /** Newest first. */
  mentions: WaitingMention[]
  /** Theirs to do next: soonest due first. */
  tasks: WaitingTask[]
  contracts: WaitingContract[]
  /** Open tasks they take part in without being next. */
  others: WaitingTask[]
  /** Contracts they take part in that do not wait for them, where somebody else said something that they have not read; the newest first. */
  said: WaitingContract[]
  /** Projects under way, and before them those with an update they have not read, however they stand. */
  projects: { id: string; name: string; status: ProjectStatus | null; unread: boolean }[]
  /** Of which of them there are more than are here. */
  more: Record<'contracts' | 'others' | 'said' | 'projects', boolean>
  counts: { mentions: number; waiting: number; overdue: number; open: number }
}

/** The home page's part of it all. */
export async function readWaiting(look: Look): Promise<Waiting> {
  const [{ mentions, all }, tasks, contracts, others, said, projects, counts] = await Promise.all([
    waitingMentions(look, MOST),
    tasksOf(look, isMine(look)),
    waitingContracts(look),
    tasksOf(look, sql<SqlBool>`(${takesPart(look)} and not ${isMine(look)})`),
    saidOnContracts(look),
    projectsOf(look),
    countsOf(look),
  ])
  return {
    mentions,
    tasks: tasks.slice(0, MOST),
    contracts: contracts.slice(0, MOST),
    others: others.slice(0, MOST),
    said: said.slice(0, MOST),
    projects: projects.slice(0, MOST),
    more: {
      contracts: contracts.length > MOST,
      others: others.length > MOST,
      said: said.length > MOST,
      projects: projects.length > MOST,
    },
    counts: { mentions: all, ...counts },
  }
}

const OPEN = sql<SqlBool>`t.status in ('draft', 'new', 'in_progress', 'ready_for_review', 'on_hold')`

/** As the list of tasks finds them: what is more is found there. */
const whoseAre = (whose: 'waiting' | 'mine', { viewer }: Look): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${sql.join(waysToMine({ whose }, viewer)?.map(({ fits }) => fits) ?? [], sql` or `)})`

const isMine = (look: Look) => whoseAre('waiting', look)

const takesPart = (look: Look) => sql<SqlBool>`(${OPEN} and ${whoseAre('mine', look)})`

async function tasksOf(here: Look, which: ReturnType<typeof isMine>): Promise<WaitingTask[]> {
  const rows = await listed(here.scope.tasks('task.list'))
    .where(which)
    .orderBy(sql`coalesce(t.due_on, 'infinity'::date)`)
    .orderBy('t.created_at', 'desc')
    .orderBy('t.id')
    .limit(MOST + 1)
    .execute()
  return marked(here, rows.map(viewTaskRow))
}

/** Contracts of which something is awaited of me. */
async function waitingContracts(look: Look): Promise<WaitingContract[]> {
  const rows = await named(look, look.scope.contracts('contract.list'))
    .where(waitsFor(look.viewer))
    .orderBy('c.created_at')
    .orderBy('c.id')
    .execute()
  return rows.map(viewWaiting)
}

async function saidOnContracts(look: Look): Promise<WaitingContract[]> {
  const { viewer, scope } = look
  const rows = await named(look, scope.ownContracts())
    .where(sql<SqlBool>`${newOnContract(scope, viewer)} and not ${waitsFor(viewer)}`)
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id')
    .execute()
  return rows.map(viewWaiting)
}

/** The first of these contracts as the home page names them. */
const named = ({ viewer, scope }: Look, contracts: ReturnType<Look['scope']['contracts']>) =>
  contracts
    .clearSelect()
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .select(['c.id', 'c.ref', 'c.title', 'c.status', 'a.name as account_name'])
    .select([partIn(viewer).as('part'), newOnContract(scope, viewer).as('unread')])
    .limit(MOST + 1)

const viewWaiting = ({
  account_name: accountName,
  ...row
}: Omit<WaitingContract, 'accountName'> & { account_name: string }): WaitingContract => ({ ...row, accountName })

/** Whoever only has tasks in a project is not told how it stands, nor by its being left out [B1]. */
async function projectsOf({ viewer, scope }: Look): Promise<Waiting['projects']> {
  const unread = hasUnread(scope, viewer)
  const rows = await scope
    .projects('project.list')
    .clearSelect()
    .select(['p.id', 'p.name', 'p.status', 'p.account_id', unread.as('unread')])
    .where(sql<SqlBool>`(p.status in ('active', 'planned') or not ${insideOf(viewer)} or ${unread})`)
    .orderBy('unread', 'desc')
    .orderBy('p.status')
    .orderBy(sql`lower(p.name)`)
    .orderBy('p.id')
    .limit(MOST + 1)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    status: seesInside(viewer, row) ? row.status : null,
    unread: row.unread,
  }))
}

async function countsOf(look: Look): Promise<Omit<Waiting['counts'], 'mentions'>> {
  const { scope, viewer } = look
  const today = sql`(clock_timestamp() at time zone ${viewer.timeZone})::date`
  const row = await scope
    .tasks('task.list')
    .clearSelect()
    .select([
      sql<number>`count(*) filter (where ${isMine(look)})`.as('waiting'),
      sql<number>`count(*) filter (where t.due_on < ${today})`.as('overdue'),
      sql<number>`count(*)`.as('open'),
    ])
    .where(sql<SqlBool>`(${takesPart(look)} or ${isMine(look)})`)
    .executeTakeFirstOrThrow()
  return row
}
