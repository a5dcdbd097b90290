import type { Db } from '#db/database.ts'
import { given } from '#db/given.ts'
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import { askCompiled } from '#server/platform/compiled.ts'
import { NotFound } from '#server/platform/errors.ts'
import { ofRecord, type Filed } from './attachment-scope.ts'
import { commentQueries } from './comment-scope.ts'
import { conversationQuery, takenPartIn } from './conversation-scope.ts'
import type { Action } from './catalogue.ts'
import { factsOfContract, factsOfConversation, factsOfNote, factsOfProject, factsOfTask } from './facts-of.ts'
import { entryQueries } from './entry-scope.ts'
import { accountsWithinReach, waysToTasks } from './reach-in-sql.ts'
import { contractQuery, ownContractQuery } from './contract-scope.ts'
import { fileQuery, filesBegun, newestFiles } from './file-scope.ts'
import { noteQuery } from './note-scope.ts'
import { projectQuery, staffRoles, taskQuery, taskRoles } from './project-scope.ts'
import { isAdmin, type Viewer } from './viewer.ts'
import { youngEnough } from './young-enough.ts'

/** Everything this viewer may see, as queries to start from: the rule of `decide` said in SQL. The property test holds them equal. */
export function scopeOf(viewer: Viewer, db: Db) {
  const projects = (action: Action = 'project.view') => projectQuery(viewer, db, action)
  const tasks = (action: Action = 'task.view') => taskQuery(viewer, db, action)
  const contracts = (action: Action = 'contract.view') => contractQuery(viewer, db, action)
  const conversations = (action: Action = 'conversation.view') => conversationQuery(viewer, db, action)
  const notes = (action: Action = 'note.view') => noteQuery(viewer, db, action)
  // Nearly all that is asked of the portal begins with one of these.
  const one = async <Row>(
    kind: string,
    id: string,
    lock: 'lock' | undefined,
    asked: (id: RawBuilder<string>) => Expression<Row>,
  ) => {
    const [row] = await askCompiled({ viewer, db }, () => sql<Row>`${asked(given('id'))}`, {
      shape: lock ? undefined : `one ${kind}`,
      values: { id: uuid(id) },
    })
    return found(row)
  }
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
    /** The contracts `c` that this viewer takes part in: it is theirs, they asked for it or are named on it. */
    ownContracts: () => ownContractQuery(viewer, db),
    /** Conversations `v`. */
    conversations,
    /** The conversations `v` that this viewer takes part in: without those an admin may only look into. All others reach no others. */
    ownConversations: () => {
      const within = conversations('conversation.list')
      return isAdmin(viewer) ? within.where(takenPartIn(viewer)) : within
    },
    /** Notes `n` on accounts; an external finds the shared ones of their own [E8]. */
    notes,
    /** Accounts `a`: all of them for staff, the grant's own for an external. */
    accounts: () => db.selectFrom('accounts as a').selectAll('a').where(accountsWithinReach(viewer)),
    async project(id: string, lock?: 'lock') {
      const row = await one('project', id, lock, (place) => {
        const asked = projects().where('p.id', '=', place)
        return lock ? asked.forNoKeyUpdate('p') : asked
      })
      return { ...row, facts: factsOfProject(row) }
    },
    /** `lock`: nobody else changes the row until this transaction ends; what it says about itself is checked on the locked row. */
    async task(id: string, lock?: 'lock') {
      const row = await one('task', id, lock, (place) => {
        const asked = tasks().where('t.id', '=', place)
        return lock ? asked.forNoKeyUpdate('t') : asked
      })
      return { ...row, facts: factsOfTask(row) }
    },
    /** A contract as its page and stepper show it; ask `decide` for `contract.read` before its text is shown. */
    async contract(id: string, lock?: 'lock') {
      const row = await one('contract', id, lock, (place) => {
        const asked = contracts().where('c.id', '=', place)
        return lock ? asked.forNoKeyUpdate('c') : asked
      })
      return { ...row, facts: factsOfContract(row) }
    },
    async conversation(id: string, lock?: 'lock') {
      const row = await one('conversation', id, lock, (place) => {
        const asked = conversations().where('v.id', '=', place)
        return lock ? asked.forNoKeyUpdate('v') : asked
      })
      return { ...row, facts: factsOfConversation(row) }
    },
    async note(id: string, lock?: 'lock') {
      const row = await one('note', id, lock, (place) => {
        const asked = notes().where('n.id', '=', place)
        return lock ? asked.forNoKeyUpdate('n') : asked
      })
      return { ...row, facts: factsOfNote(row) }
    },
    ...entryQueries(viewer, db),
    ...commentQueries(viewer, db),
    /** The updates `n` of a project that was found here as its counterparty's or by staff, no older than days back. */
    updates: (projectId: string | RawBuilder<string>) =>
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
    /** The attachments `f` that were not removed, of all records that may be listed and whose files may be seen, no older than days back; `among`: of these. */
    files: (among?: RawBuilder<unknown>) =>
      fileQuery(viewer, db, among).where(youngEnough(viewer, sql.ref('f.uploaded_at'))),
    /** Ids of those that `asked` holds of, begun from the records: `filesBegun`. */
    filesBegun: (asked: RawBuilder<SqlBool>, most: RawBuilder<number>) =>
      filesBegun(viewer, db, sql<SqlBool>`${youngEnough(viewer, sql.ref('f.uploaded_at'))} and ${asked}`, most),
    newestFiles,
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
