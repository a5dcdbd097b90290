import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { decide } from './can.ts'
import type { Action } from './catalogue.ts'
import type { Facts, TaskFacts } from './facts.ts'
import { readFacts } from './read-facts.ts'
import { scopeOf } from './scope.ts'
import { factsOfContract, factsOfConversation, factsOfNote, factsOfProject, factsOfTask } from './facts-of.ts'
import { factsFor, readRows, type Rows } from './testing/facts-of-rows.ts'
import { inAnyHost } from './testing/in-world.ts'
import type { Viewer } from './viewer.ts'

/** The actions whose answer `scope` gives whole, row by row. */
const ASKED = {
  projects: ['project.list', 'project.view', 'project.read', 'project.comment'],
  tasks: ['task.list', 'task.view', 'task.comment'],
  notes: ['note.list', 'note.view'],
  contracts: ['contract.list', 'contract.view', 'contract.read', 'contract.comment'],
  conversations: ['conversation.list', 'conversation.view', 'conversation.post'],
} as const satisfies Record<string, readonly Action[]>
/** What opens the feed of each. */
const READ = { task: 'task.view', contract: 'contract.read', project: 'project.read' } as const

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

/** Reach alone: what is seen when no rule about person, role or matrix stands in the way. */
function reaches(viewer: Viewer): (facts: TaskFacts) => boolean {
  const cells = new Map([...viewer.policy.cells].map(([cell]) => [cell, true]))
  const grant = viewer.grant && { ...viewer.grant, accountFrozen: null, suspended: false, expiresAt: null }
  const free: Viewer = {
    ...viewer,
    frozen: null,
    grant,
    policy: { ...viewer.policy, portalOn: true, clientsDisabled: false, cells },
  }
  return (facts) => decide(free, 'task.view', facts).allowed
}

const sorted = (ids: readonly { id: string }[]) => ids.map(({ id }) => id).sort()
const inOrder = <T extends Facts>(facts: T): T => {
  const order = <K extends string>(list: K[]) => [...list].sort()
  return {
    ...facts,
    ...('roles' in facts ? { roles: order(facts.roles) } : {}),
    ...('staffRoles' in facts ? { staffRoles: order(facts.staffRoles) } : {}),
  }
}

const sees = (viewer: Viewer, rows: Rows) => {
  const facts = factsFor(viewer, rows)
  const allowed = <Row extends { id: string }>(list: readonly Row[], action: Action, of: (row: Row) => Facts) =>
    sorted(list.filter((row) => decide(viewer, action, of(row)).allowed))
  return { facts, allowed, project: (id: string) => facts.project(id, reaches(viewer)) }
}

it(
  '[A0] [S1] what scope finds is what decide allows, row by row, for everyone in any host',
  { timeout: 120_000 },
  async () => {
    await inAnyHost(home, 40, async (db, viewers) => {
      const rows = await readRows(db)
      for (const viewer of viewers) {
        const scope = scopeOf(viewer, db)
        const { facts, allowed, project } = sees(viewer, rows)
        const asked = (list: readonly { id: string }[]) => list.map(({ id }) => ({ viewer, id }))
        const same = (read: readonly (Facts | null)[], told: readonly Facts[]) =>
          expect(read.map((one) => one && inOrder(one))).toEqual(told.map(inOrder))
        same(
          await readFacts.projects(db, asked(rows.projects)),
          rows.projects.map(({ id }) => project(id)),
        )
        same(
          await readFacts.tasks(db, asked(rows.tasks)),
          rows.tasks.map(({ id }) => facts.task(id)),
        )
        same(
          await readFacts.contracts(db, asked(rows.contracts)),
          rows.contracts.map(({ id }) => facts.contract(id)),
        )
        same(
          await readFacts.conversations(db, asked(rows.conversations)),
          rows.conversations.map(({ id }) => facts.conversation(id)),
        )
        for (const action of ASKED.conversations) {
          const found = await scope.conversations(action).execute()
          const told = allowed(rows.conversations, action, (row) => facts.conversation(row.id))
          expect(sorted(found), action).toEqual(told)
          for (const row of found) expect(factsOfConversation(row)).toEqual(facts.conversation(row.id))
        }
        same(
          await readFacts.notes(db, asked(rows.notes)),
          rows.notes.map(({ id }) => facts.note(id)),
        )
        for (const action of ASKED.notes) {
          const found = await scope.notes(action).execute()
          expect(sorted(found), action).toEqual(allowed(rows.notes, action, (row) => facts.note(row.id)))
          for (const row of found) expect(factsOfNote(row)).toEqual(facts.note(row.id))
        }
        for (const action of ASKED.projects) {
          const found = await scope.projects(action).execute()
          expect(sorted(found), action).toEqual(allowed(rows.projects, action, (row) => project(row.id)))
          for (const row of found) expect(inOrder(factsOfProject(row))).toEqual(inOrder(project(row.id)))
        }
        for (const action of ASKED.tasks) {
          const found = await scope.tasks(action).execute()
          expect(sorted(found), action).toEqual(allowed(rows.tasks, action, (row) => facts.task(row.id)))
          for (const row of found) expect(inOrder(factsOfTask(row))).toEqual(inOrder(facts.task(row.id)))
        }
        for (const action of ASKED.contracts) {
          const found = await scope.contracts(action).execute()
          expect(sorted(found), action).toEqual(allowed(rows.contracts, action, (row) => facts.contract(row.id)))
          for (const row of found) expect(inOrder(factsOfContract(row))).toEqual(inOrder(facts.contract(row.id)))
        }
      }
    })
  },
)

it(
  '[A7] [B6] what was said and filed is found where its record is, no older than days back, and the team’s only by the team',
  { timeout: 120_000 },
  async () => {
    await inAnyHost(home, 25, async (db, viewers) => {
      const rows = await readRows(db)
      for (const viewer of viewers) {
        const scope = scopeOf(viewer, db)
        const { facts, allowed } = sees(viewer, rows)
        for (const { id } of await scope.tasks().execute()) {
          const streams = [`task:${id}`, `task:${id}/team`]
          expect(sorted(await scope.entries(streams).execute())).toEqual(
            allowed(
              rows.entries.filter((row) => streams.includes(row.stream)),
              'task.view',
              facts.entry,
            ),
          )
          expect(sorted(await scope.attachments({ taskId: id }).execute())).toEqual(
            allowed(
              rows.files.filter((row) => row.task_id === id && !row.removed_at),
              'task.view',
              facts.file,
            ),
          )
        }
        for (const { id } of await scope.conversations().execute()) {
          expect(sorted(await scope.entries([`conversation:${id}`]).execute())).toEqual(
            allowed(
              rows.entries.filter((row) => row.stream === `conversation:${id}`),
              'conversation.view',
              facts.entry,
            ),
          )
          expect(sorted(await scope.attachments({ conversationId: id }).execute())).toEqual(
            allowed(
              rows.files.filter((row) => row.conversation_id === id && !row.removed_at),
              'conversation.view',
              facts.file,
            ),
          )
        }
        for (const { id } of await scope.projects('project.read').execute()) {
          const streams = [`project:${id}/inside`, `project:${id}/team`]
          expect(sorted(await scope.entries(streams).execute())).toEqual(
            allowed(
              rows.entries.filter((row) => streams.includes(row.stream)),
              'project.read',
              facts.entry,
            ),
          )
          expect(sorted(await scope.attachments({ projectId: id }).execute())).toEqual(
            allowed(
              rows.files.filter((row) => row.project_id === id && !row.removed_at),
              'project.read',
              facts.file,
            ),
          )
          expect(sorted(await scope.updates(id).execute())).toEqual(
            allowed(
              rows.updates.filter((row) => row.project_id === id),
              'project.read',
              facts.update,
            ),
          )
        }
        const seenOf = rows.files.filter((row) => !row.removed_at)
        const lists = {
          task: 'task.view',
          contract: 'contract.read',
          project: 'project.read',
          note: 'note.view',
        } as const
        const found = Object.entries({ ...lists, conversation: 'conversation.view' } as const).flatMap(
          ([kind, action]) =>
            decide(viewer, `${kind as keyof typeof lists}.list`).allowed
              ? allowed(
                  seenOf.filter((row) => row[`${kind as keyof typeof lists}_id`]),
                  action,
                  facts.file,
                )
              : [],
        )
        expect(sorted(await scope.files().execute()), 'files').toEqual(found.sort())
        const begun = sql<{ id: string }>`${scope.filesBegun(sql`true`, sql.lit(100))}`
        expect(sorted((await begun.execute(db)).rows), 'files, begun').toEqual(found)
        const comments = (of: readonly (keyof typeof READ)[]) =>
          of
            .filter((kind) => decide(viewer, `${kind}.list`).allowed)
            .flatMap((kind) => {
              const said = rows.entries.filter((row) => row.stream.startsWith(`${kind}:`))
              return allowed(said, READ[kind], facts.entry)
            })
            .sort()
        const every = sql.join(
          rows.entries.map(({ id }) => sql`select ${id}::uuid`).concat(sql`select null::uuid`),
          sql` union all `,
        )
        const read = await scope.comments(every).select('e.id').execute()
        expect(sorted(read), 'comments').toEqual(comments(['task', 'contract', 'project']))
        if (!viewer.staff)
          expect(
            sorted(await scope.comments(scope.commentsMet(every)).select('e.id').execute()),
            'comments, met',
          ).toEqual(sorted(read))
        const rowsIn = sql`select n.* from feed_entries n where n.stream not like 'conversation:%'`
        for (const of of ['tasks', 'others'] as const) {
          // The host's own people read all others, and have no way to them that is shorter.
          const theirs = comments(of === 'tasks' ? ['task'] : viewer.staff ? [] : ['contract', 'project'])
          for (const rows of [undefined, rowsIn]) {
            const begun = scope.commentsBegun(of, sql`true`, sql.lit(100), rows)
            const read = await scope.comments(begun).select('e.id').execute()
            expect(sorted(read), `comments, begun, ${of}`).toEqual(theirs)
          }
        }
        for (const { id } of await scope.notes().execute())
          expect(sorted(await scope.attachments({ noteId: id }).execute())).toEqual(
            allowed(
              rows.files.filter((row) => row.note_id === id),
              'note.view',
              facts.file,
            ),
          )
        for (const { id } of await scope.contracts('contract.read').execute()) {
          expect(sorted(await scope.entries([`contract:${id}`]).execute())).toEqual(
            allowed(
              rows.entries.filter((row) => row.stream === `contract:${id}`),
              'contract.read',
              facts.entry,
            ),
          )
          expect(sorted(await scope.attachments({ contractId: id }).execute())).toEqual(
            allowed(
              rows.files.filter((row) => row.contract_id === id && !row.removed_at),
              'contract.read',
              facts.file,
            ),
          )
        }
      }
    })
  },
)
