import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '#db/database.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { decide } from './can.ts'
import { CATALOGUE, type Action } from './catalogue.ts'
import type { Facts } from './facts.ts'
import { readFacts } from './read-facts.ts'
import { factsFor, readRows, type Rows } from './testing/facts-of-rows.ts'
import { inWorld } from './testing/in-world.ts'
import { at, inDays } from './testing/values.ts'
import { worlds } from './testing/world.ts'
import type { Viewer } from './viewer.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const WITHOUT_ROW: readonly Action[] = [
  'project.create',
  'project.edit',
  'project.delete',
  'project.post_update',
  'project.change_update',
  'task.people',
  'task.close',
  'task.delete',
  'task.team_only',
  'team.view',
  'contract.create',
  'contract.edit',
  'contract.switch',
  'contract.withdraw_others',
  'conversation.close',
  'conversation.leave',
  'conversation.mute',
  'account.list',
  'account.view',
  'account.edit',
  'access.grant',
  'access.grant_high',
  'access.freeze',
  'note.write',
  'settings.edit',
  'staff.edit',
]
const ACTIONS: readonly Action[] = [...(Object.keys(CATALOGUE) as Action[]), ...WITHOUT_ROW]

/** Everything that may be done: viewer, action and record as one word each. */
async function allowed(db: Db, viewers: readonly Viewer[], rows: Rows): Promise<string[]> {
  const found: string[] = []
  for (const viewer of viewers) {
    const ask = (list: readonly { id: string }[]) => list.map(({ id }) => ({ viewer, id }))
    const facts = factsFor(viewer, rows)
    const about: (readonly [string, Facts | null])[] = [
      ['', null],
      ...(await readFacts.projects(db, ask(rows.projects))).map(
        (one, nth) => [at(rows.projects, nth).id, one] as const,
      ),
      ...(await readFacts.tasks(db, ask(rows.tasks))).map((one, nth) => [at(rows.tasks, nth).id, one] as const),
      ...(await readFacts.contracts(db, ask(rows.contracts))).map(
        (one, nth) => [at(rows.contracts, nth).id, one] as const,
      ),
      ...(await readFacts.conversations(db, ask(rows.conversations))).map(
        (one, nth) => [at(rows.conversations, nth).id, one] as const,
      ),
      ...(await readFacts.notes(db, ask(rows.notes))).map((one, nth) => [at(rows.notes, nth).id, one] as const),
      ...rows.entries.map((row) => [row.id, facts.entry(row)] as const),
      ...rows.files.map((row) => [row.id, facts.file(row)] as const),
      ...rows.updates.map((row) => [row.id, facts.update(row)] as const),
    ]
    for (const action of ACTIONS)
      for (const [id, one] of about)
        if (decide(viewer, action, one).allowed) found.push(`${viewer.grant?.id ?? viewer.userId} ${action} ${id}`)
  }
  return found
}

/** One new row in every table whose rows may come without the barrier, for people and records that are there. */
async function widen(db: Db, rows: Rows, viewers: readonly Viewer[], nth: number): Promise<void> {
  const guests = viewers.filter((viewer) => viewer.grant)
  const [guest, staff] = [
    at(guests, nth),
    at(
      viewers.filter((viewer) => viewer.staff),
      nth,
    ),
  ]
  const grant = { user_id: guest.userId, grant_id: guest.grant?.id ?? null }
  const [task, contract, project] = [at(rows.tasks, nth), at(rows.contracts, nth), at(rows.projects, nth)]
  const user = await db
    .insertInto('users')
    .values({ kind: 'external', name: 'New', email: 'new@guest.test' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const account = await db.insertInto('accounts').values({ name: 'New' }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('contacts').values({ account_id: account.id, user_id: guest.userId, name: 'New' }).execute()
  await db
    .insertInto('grants')
    .values([
      {
        user_id: user.id,
        account_id: guest.grant?.accountId ?? account.id,
        kind: 'client',
        role: 90,
        answers_id: staff.userId,
      },
      {
        user_id: guest.userId,
        account_id: account.id,
        kind: 'collaborator',
        role: 10,
        days_back: 1,
        suspended_at: inDays(-1),
      },
    ])
    .execute()
  await db
    .insertInto('sessions')
    .values({ id: 'another', user_id: guest.userId, expires_at: inDays(-1), absolute_expires_at: inDays(-1) })
    .execute()
  await db
    .insertInto('task_people')
    .values({ task_id: task.id, ...grant, role: 'participant' })
    .onConflict((on) => on.doNothing())
    .execute()
  await db
    .insertInto('task_people')
    .values({ task_id: task.id, user_id: staff.userId, role: 'auditor' })
    .onConflict((on) => on.doNothing())
    .execute()
  await db
    .insertInto('project_staff')
    .values({ project_id: project.id, user_id: staff.userId, role: 'auditor' })
    .onConflict((on) => on.doNothing())
    .execute()
  await db
    .insertInto('contract_people')
    .values({ contract_id: contract.id, ...grant, role: 'signer' })
    .onConflict((on) => on.doNothing())
    .execute()
  await db
    .insertInto('approvals')
    .values({ contract_id: contract.id, contract_version: 1, ...grant })
    .onConflict((on) => on.doNothing())
    .execute()
  await db.insertInto('projects').values({ ref: 'new', name: 'New', manager_id: staff.userId }).execute()
  await db
    .insertInto('tasks')
    .values({ ref: 'new', title: 'New', project_id: project.id, author_id: staff.userId, status: 'draft' })
    .execute()
  await db
    .insertInto('project_updates')
    .values({ project_id: project.id, author_id: staff.userId, sent_id: randomUUID(), body: 'new' })
    .execute()
  await db
    .insertInto('contracts')
    .values({ ref: 'new', title: 'New', account_id: account.id, owner_id: staff.userId, comments: 'closed' })
    .execute()
  await db.insertInto('notes').values({ account_id: account.id, author_id: staff.userId, body: 'new' }).execute()
  await db
    .updateTable('notes')
    .set({ shared_at: inDays(0) })
    .where('shared_at', 'is', null)
    .execute()
  await db
    .insertInto('conversations')
    .values({ kind: 'account', account_id: account.id, closed_at: inDays(-1) })
    .execute()
  await db
    .insertInto('feed_entries')
    .values({ stream: `task:${task.id}`, seq: 100, author_id: staff.userId, sent_id: randomUUID(), body: 'new' })
    .execute()
}

it(
  '[S7] a row that comes takes nothing away: who may do a thing still may after inserts into every widening table',
  { timeout: 120_000 },
  async () => {
    let kept = 0
    await fc.assert(
      fc.asyncProperty(worlds, fc.nat({ max: 20 }), (world, nth) =>
        inWorld(home, world, async (db, viewers, again) => {
          const rows = await readRows(db)
          const before = await allowed(db, viewers, rows)
          await widen(db, rows, viewers, nth)
          const now = await readRows(db)
          const after = new Set(
            await allowed(db, await again(), {
              ...now,
              projects: rows.projects,
              tasks: rows.tasks,
              contracts: rows.contracts,
              conversations: rows.conversations,
              notes: rows.notes,
            }),
          )
          expect(before.filter((one) => !after.has(one))).toEqual([])
          kept += before.length
        }),
      ),
      { numRuns: 20 },
    )
    expect(kept).toBeGreaterThan(1000)
  },
)
