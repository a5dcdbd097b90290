import type { Db, Tables } from '#db/database.ts'
import { sql, type RawBuilder, type Selectable, type SqlBool } from 'kysely'
import { NotFound } from '#server/platform/errors.ts'
import { ofRecord, type Filed } from './attachment-scope.ts'
import { deniedAtTheDoor } from './can.ts'
import { conversationQuery, takesPart } from './conversation-scope.ts'
import type { Action } from './catalogue.ts'
import type { ProjectRole, TaskRole } from './facts.ts'
import { factsOfContract, factsOfConversation, factsOfNote, factsOfProject, factsOfTask } from './facts-of.ts'
import {
  accountsWithinReach,
  hasMyTask,
  insideWithinReach,
  NO,
  projectsOfReach,
  projectsWithinReach,
  tasksOfReach,
  tasksWithinReach,
  waysToTasks,
  YES,
} from './reach-in-sql.ts'
import { contractQuery } from './contract-scope.ts'
import { noteQuery } from './note-scope.ts'
import type { Viewer } from './viewer.ts'

/** Everything this viewer may see, as queries to start from: the rule of `decide` said in SQL. The property test holds them equal. */
export function scopeOf(viewer: Viewer, db: Db) {
  const projects = (action: Action = 'project.view') => projectQuery(viewer, db, action)
  const tasks = (action: Action = 'task.view') => taskQuery(viewer, db, action)
  const contracts = (action: Action = 'contract.view') => contractQuery(viewer, db, action)
  const conversations = (action: Action = 'conversation.view') => conversationQuery(viewer, db, action)
  const notes = (action: Action = 'note.view') => noteQuery(viewer, db, action)
  return {
    /** Projects `p` with the facts that `decide` needs; `factsOfProject` reads them. */
    projects,
    /** Tasks `t` joined to their project `p`. */
    tasks,
    /** The parts that tasks for lists are made of, where a list is better begun from each of them. */
    waysToTasks: waysToTasks(viewer),
    /** What `decide` must know of tasks that were found here, besides their columns, where not the whole rows are read. */
    taskFacts: [staffRoles(viewer).as('my_staff_roles'), taskRoles(viewer).as('my_roles')] as const,
    /** Contracts `c`. */
    contracts,
    /** Conversations `v`. */
    conversations,
    /** The conversations `v` that this viewer takes part in: without those an admin may only look into. */
    ownConversations: () => conversations('conversation.list').where(takesPart(viewer)),
    /** Notes `n` on accounts; an external finds the shared ones of their own [E8]. */
    notes,
    /** Accounts `a`: all of them for staff, the grant's own for an external. */
    accounts: () => db.selectFrom('accounts as a').selectAll('a').where(accountsWithinReach(viewer)),
    async project(id: string, lock?: 'lock') {
      const asked = projects().where('p.id', '=', uuid(id))
      const row = await (lock ? asked.forNoKeyUpdate('p') : asked).executeTakeFirst()
      return { ...found(row), facts: factsOfProject(found(row)) }
    },
    /** `lock`: nobody else changes the row until this transaction ends; what it says about itself is checked on the locked row. */
    async task(id: string, lock?: 'lock') {
      const asked = tasks().where('t.id', '=', uuid(id))
      const row = await (lock ? asked.forNoKeyUpdate('t') : asked).executeTakeFirst()
      return { ...found(row), facts: factsOfTask(found(row)) }
    },
    /** A contract as its page and stepper show it; ask `decide` for `contract.read` before its text is shown. */
    async contract(id: string, lock?: 'lock') {
      const asked = contracts().where('c.id', '=', uuid(id))
      const row = await (lock ? asked.forNoKeyUpdate('c') : asked).executeTakeFirst()
      return { ...found(row), facts: factsOfContract(found(row)) }
    },
    async conversation(id: string, lock?: 'lock') {
      const asked = conversations().where('v.id', '=', uuid(id))
      const row = await (lock ? asked.forNoKeyUpdate('v') : asked).executeTakeFirst()
      return { ...found(row), facts: factsOfConversation(found(row)) }
    },
    async note(id: string, lock?: 'lock') {
      const asked = notes().where('n.id', '=', uuid(id))
      const row = await (lock ? asked.forNoKeyUpdate('n') : asked).executeTakeFirst()
      return { ...found(row), facts: factsOfNote(found(row)) }
    },
    /** The feed entries `e` of streams that came from a task, contract or conversation found here, no older than the grant's days back [A7]. */
    entries: (streams: readonly (string | RawBuilder<string>)[]) =>
      db
        .selectFrom('feed_entries as e')
        .selectAll('e')
        .where(
          streams.length === 1
            ? sql<SqlBool>`e.stream = ${streams[0]}`
            : sql<SqlBool>`e.stream in (${sql.join([...streams, ''])})`,
        )
        .where(viewer.staff ? YES : sql<SqlBool>`e.stream not like '%/team'`)
        .where(youngEnough(viewer, sql.ref('e.at'))),
    /** The entries `e` of the conversation `v` of the query around this, no older than the grant's days back [A7]; none where one may only list [A10]. */
    said: () =>
      db
        .selectFrom('feed_entries as e')
        .where(sql<SqlBool>`e.stream = 'conversation:' || v.id`)
        .$if(deniedAtTheDoor(viewer, 'conversation.view') !== null, (none) => none.where(sql<SqlBool>`false`))
        .where(youngEnough(viewer, sql.ref('e.at'))),
    /** The entries `l` of the same stream that came after the entry `e` of the query around this. */
    laterEntries: () =>
      db
        .selectFrom('feed_entries as l')
        .select(['l.at', 'l.seq'])
        .where(sql<SqlBool>`l.stream = e.stream and l.seq > e.seq`),
    /** The updates `n` of a project that was found here as its counterparty's or by staff, no older than days back. */
    updates: (projectId: string) =>
      db
        .selectFrom('project_updates as n')
        .selectAll('n')
        .where('n.project_id', '=', projectId)
        .where(youngEnough(viewer, sql.ref('n.posted_at'))),
    /** The attachments `f` that were not removed, of a record found here, no older than days back. */
    attachments: (of: Filed) =>
      db
        .selectFrom('attachments as f')
        .selectAll('f')
        .where(ofRecord(of))
        .where('f.removed_at', 'is', null)
        .where(youngEnough(viewer, sql.ref('f.uploaded_at'))),
    /** One attachment that was not removed; whether its record is within reach is asked of `task`, `contract`, `conversation` or `note`. */
    async attachment(id: string, lock?: 'lock') {
      const asked = db
        .selectFrom('attachments as f')
        .selectAll('f')
        .where('f.id', '=', uuid(id))
        .where('f.removed_at', 'is', null)
      return found(await (lock ? asked.forNoKeyUpdate('f') : asked).executeTakeFirst())
    },
  }
}

export type Scope = ReturnType<typeof scopeOf>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** An id from an address; one that is no id at all is as missing as one that never was. */
function uuid(id: string): string {
  if (!UUID.test(id)) throw new NotFound()
  return id
}

function found<Row>(row: Row | undefined): Row {
  if (!row) throw new NotFound()
  return row
}

const atTheDoor = (viewer: Viewer, action: Action) => (deniedAtTheDoor(viewer, action) ? NO : YES)

function projectQuery(viewer: Viewer, db: Db, action: Action) {
  return db
    .selectFrom('projects as p')
    .selectAll('p')
    .select([staffRoles(viewer).as('my_staff_roles'), hasMyTask(viewer).as('has_my_task')])
    .where(atTheDoor(viewer, action))
    .where(projectsFor(viewer, action))
}

function projectsFor(viewer: Viewer, action: Action): RawBuilder<SqlBool> {
  if (action === 'project.list') return projectsOfReach(viewer)
  return action === 'project.view' ? projectsWithinReach(viewer) : insideWithinReach(viewer)
}

function taskQuery(viewer: Viewer, db: Db, action: Action) {
  return db
    .selectFrom('tasks as t')
    .innerJoin(projectOfTask(viewer, action).as('p'), 'p.id', 't.project_id')
    .selectAll('t')
    .select(['p.account_id', 'p.manager_id', 'p.counterparty_sees_tasks', 'p.name as project_name'])
    .select([staffRoles(viewer).as('my_staff_roles'), taskRoles(viewer).as('my_roles')])
    .where(atTheDoor(viewer, action))
    .where(action === 'task.list' ? tasksOfReach(viewer) : tasksWithinReach(viewer))
}

/**
 * The project of task `t`. In lists an external's tasks are few: each looks up its own, and no plan reads all projects for them, as it would
 * where it takes the few for a little more than that pays for.
 */
const projectOfTask = ({ grant }: Viewer, action: Action): RawBuilder<Selectable<Tables['projects']>> =>
  grant && action === 'task.list'
    ? sql`lateral (select o.* from projects o where o.id = t.project_id offset 0)`
    : sql`projects`

/** The date is read apart, so that a plan is as good for one as for another and can be kept. */
const youngEnough = ({ grant }: Viewer, at: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  grant?.horizon ? sql`${at} >= (select ${grant.horizon}::timestamptz)` : YES

const staffRoles = ({ staff, userId }: Viewer): RawBuilder<ProjectRole[]> =>
  staff
    ? sql`array(select ps.role from project_staff ps where ps.project_id = p.id and ps.user_id = ${userId})`
    : sql`array[]::text[]`

const taskRoles = ({ grant, userId }: Viewer): RawBuilder<TaskRole[]> =>
  grant
    ? sql`array(select tp.role from task_people tp where tp.task_id = t.id and tp.grant_id = ${grant.id})`
    : sql`array(select tp.role from task_people tp where tp.task_id = t.id and tp.user_id = ${userId} and tp.grant_id is null)`

export type ProjectRow = Awaited<ReturnType<ReturnType<typeof projectQuery>['executeTakeFirstOrThrow']>>
export type TaskRow = Awaited<ReturnType<ReturnType<typeof taskQuery>['executeTakeFirstOrThrow']>>
