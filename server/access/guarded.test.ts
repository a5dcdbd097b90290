import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '#db/database.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { policyOf } from './policy.ts'
import { readFacts } from './read-facts.ts'
import { scopeOf } from './scope.ts'
import { factsOfContract, factsOfConversation, factsOfNote, factsOfProject, factsOfTask } from './facts-of.ts'
import { columnsOf, fieldsReadBy, listening, type Columns } from './testing/touched.ts'
import { ana, mila } from './testing/viewers.ts'
import { readViewer, type Viewer } from './viewer.ts'

/** What is read and may change without the gate, and why that takes nothing from anybody. */
const UNGUARDED: Record<string, string> = {
  'sessions.expires_at': 'slides forward only',
  'accounts.name': 'is shown',
  'tasks.status': 'says something about the task itself; only back to Draft hides it, and has a trigger of its own',
  'contracts.status':
    'says something about the contract itself; only back to Draft hides it, and has a trigger of its own',
  'notes.shared_at': 'only taking the share back hides it, and has a trigger of its own',
  'notes.removed_at': 'removing a shared note has a trigger of its own',
  'policy_version.version': 'moves only with a rule',
  'feed_entries.stream': 'never changes',
  'feed_entries.at': 'never changes',
  'attachments.task_id': 'never changes',
  'attachments.contract_id': 'never changes',
  'attachments.conversation_id': 'never changes',
  'attachments.project_id': 'never changes',
  'project_updates.project_id': 'never changes',
  'project_updates.posted_at': 'never changes',
  'attachments.note_id': 'never changes',
  'attachments.uploaded_at': 'never changes',
  'attachments.removed_at': 'is the attachment’s own end, a fact of its stream',
  'portal_settings.version': 'tells two Saves apart',
  'portal_settings.host_name': 'is shown',
  'portal_settings.administrator_contact': 'is shown',
}
/** Rows that no rule is made of: their end is a fact of their stream. */
const CONTENT = ['feed_entries', 'attachments', 'project_updates', 'policy_version']

const GRANT = '00000000-0000-4000-8000-00000000000a'
const USER = '00000000-0000-4000-8000-00000000000b'
const guest = { id: GRANT, accountId: USER, horizon: new Date() }
const VIEWERS: readonly Viewer[] = [
  ...(['client', 'supplier', 'collaborator'] as const).map((kind) =>
    ana({ ...guest, kind, role: 90 }, { userId: USER }),
  ),
  mila({ role: 'admin' }, { userId: USER }),
  mila({ role: 'member' }, { userId: USER }),
]

let home: TestPortal
let touched: Columns
beforeAll(async () => {
  home = await testPortal()
  class GivenUp extends Error {}
  await home.db
    .transaction()
    .execute(async (db) => {
      touched = await whatIsTouched(db)
      throw new GivenUp()
    })
    .catch((error: unknown) => {
      if (!(error instanceof GivenUp)) throw error
    })
})
afterAll(() => home.close())

const tableOf = (column: string) => column.split('.')[0] ?? ''

/** Every column that `readViewer`, `policyOf`, `scope` and `readFacts` decide by. */
async function whatIsTouched(db: Db): Promise<Columns> {
  const all: Columns = new Set()
  const ear = listening(db)
  await readViewer(ear.db, home.as(home.cast.ana))
  await readViewer(ear.db, home.as(home.cast.mila))
  for (const read of [
    readFacts.tasks,
    readFacts.projects,
    readFacts.contracts,
    readFacts.conversations,
    readFacts.notes,
  ])
    await read(
      ear.db,
      VIEWERS.map((viewer) => ({ viewer, id: USER })),
    )
  for (const query of ear.heard)
    for (const column of await columnsOf(db, query)) if (tableOf(column) !== 'portal_settings') all.add(column)

  // Scope reads whole rows to show them; what decides is in its conditions, and what the facts take out of the row.
  const queries = VIEWERS.flatMap((viewer) => {
    const scope = scopeOf(viewer, db)
    return [
      { query: scope.projects(), rows: ['projects'], facts: fieldsReadBy(factsOfProject) },
      { query: scope.tasks(), rows: ['tasks', 'projects'], facts: fieldsReadBy(factsOfTask) },
      { query: scope.contracts(), rows: ['contracts'], facts: fieldsReadBy(factsOfContract) },
      { query: scope.contracts('contract.comment'), rows: ['contracts'], facts: [] },
      { query: scope.conversations(), rows: ['conversations'], facts: fieldsReadBy(factsOfConversation) },
      { query: scope.conversations('conversation.post'), rows: ['conversations'], facts: [] },
      { query: scope.ownConversations(), rows: ['conversations'], facts: [] },
      { query: scope.notes(), rows: ['notes'], facts: fieldsReadBy(factsOfNote) },
      { query: scope.attachments({ noteId: USER }), rows: ['attachments'], facts: [] },
      { query: scope.entries(['task:x']), rows: ['feed_entries'], facts: [] },
      { query: scope.attachments({ taskId: USER }), rows: ['attachments'], facts: [] },
      { query: scope.attachments({ contractId: USER }), rows: ['attachments'], facts: [] },
      { query: scope.attachments({ conversationId: USER }), rows: ['attachments'], facts: [] },
      { query: scope.attachments({ projectId: USER }), rows: ['attachments'], facts: [] },
      { query: scope.projects('project.read'), rows: ['projects'], facts: [] },
      { query: scope.updates(USER), rows: ['project_updates'], facts: [] },
    ] as const
  })
  for (const { query, rows, facts } of queries) {
    const bare = (query as ReturnType<ReturnType<typeof scopeOf>['tasks']>).clearSelect().select(sql`1`.as('one'))
    for (const column of await columnsOf(db, bare.toOperationNode())) all.add(column)
    for (const column of await columnsOf(db, query.toOperationNode()))
      if (
        !(rows as readonly string[]).includes(tableOf(column)) ||
        (facts as readonly string[]).includes(column.split('.')[1] ?? '')
      )
        all.add(column)
  }
  return all
}

async function guarded(): Promise<{ updates: Columns; deletes: Set<string> }> {
  const { rows } = await sql<{ table: string; column: string | null; event: string }>`
    select c.relname as table, e.event, a.attname as column
    from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_proc p on p.oid = g.tgfoid
    cross join lateral (values ('delete', 8), ('update', 16)) e (event, bit)
    left join pg_attribute a on e.event = 'update' and a.attrelid = c.oid and a.attnum > 0
      and (cardinality(g.tgattr::int2[]) = 0 or a.attnum = any(g.tgattr::int2[]))
    where p.proname = 'require_gate' and (g.tgtype & e.bit) <> 0 and (g.tgtype & 3) = 2 and g.tgenabled = 'O'`.execute(
    home.db,
  )
  return {
    updates: new Set(
      rows.flatMap(({ event, table, column }) => (event === 'update' ? [`${table}.${column ?? ''}`] : [])),
    ),
    deletes: new Set(rows.flatMap(({ event, table }) => (event === 'delete' ? [table] : []))),
  }
}

describe('what decide reads', () => {
  it('[S7] can narrow only under the gate: each column has its trigger, or a reason', async () => {
    const { updates } = await guarded()
    expect(touched.size).toBeGreaterThan(40)
    const bare = [...touched].filter(
      (column) => !updates.has(column) && !column.endsWith('.id') && !(column in UNGUARDED),
    )
    expect(bare.sort()).toEqual([])
  })

  it('[S7] and no row of it can be deleted without', async () => {
    const { deletes } = await guarded()
    const bare = [...new Set([...touched].map(tableOf))].filter(
      (table) => !deletes.has(table) && !CONTENT.includes(table),
    )
    expect(bare.sort()).toEqual([])
  })

  it('[S7] settings and matrix are guarded whole, as far as they are read', async () => {
    const { updates, deletes } = await guarded()
    const read: string[] = []
    const spying = home.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: ({ result }) =>
        Promise.resolve({
          ...result,
          rows: result.rows.map(
            (row) =>
              new Proxy(row, {
                get: (target, field) => (read.push(String(field)), Reflect.get(target, field) as unknown),
              }),
          ),
        }),
    })
    const { version } = await home.db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()
    await policyOf(spying, { ...home.portal }, version)
    const { rows } = await sql<{
      name: string
    }>`select attname as name from pg_attribute where attrelid = 'portal_settings'::regclass and attnum > 0`.execute(
      home.db,
    )
    const settings = rows.map(({ name }) => name).filter((name) => read.includes(name))
    expect(settings).toContain('contract_comments')
    expect(
      settings
        .map((name) => `portal_settings.${name}`)
        .filter((column) => !updates.has(column) && !(column in UNGUARDED)),
    ).toEqual([])
    expect(
      ['matrix_cells.object', 'matrix_cells.action', 'matrix_cells.kind', 'matrix_cells.ticked'].filter(
        (column) => !updates.has(column),
      ),
    ).toEqual([])
    expect(deletes).toContain('matrix_cells')
    expect(deletes).toContain('portal_settings')
  })

  it('[S7] nothing is excused that is not read', () => {
    const stale = Object.keys(UNGUARDED).filter(
      (column) => !touched.has(column) && tableOf(column) !== 'portal_settings',
    )
    expect(stale).toEqual([])
  })
})
