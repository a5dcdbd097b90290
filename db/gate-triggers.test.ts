import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { rearrange } from './testing/cast.ts'
import { gateMode } from './gated-dialect.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

const OUTSIDE = { code: 'PG001' }

interface Guard {
  table: string
  event: 'insert' | 'update' | 'delete'
  /** Null: any column. */
  column: string | null
}

/** Every statement that a gate trigger watches, one for each column. */
async function guards(): Promise<Guard[]> {
  const { rows } = await sql<Guard>`
    select c.relname as table, e.event, a.attname as column
    from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_proc p on p.oid = g.tgfoid
    cross join lateral (values ('insert', 4), ('delete', 8), ('update', 16)) e (event, bit)
    left join lateral unnest(g.tgattr::int2[]) n on e.event = 'update'
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = n
    where p.proname = 'require_gate' and (g.tgtype & e.bit) <> 0 and g.tgenabled = 'O'
    order by 1, 2, 3`.execute(home.db)
  return rows
}

const statementOf = async ({ table, event, column }: Guard): Promise<string> => {
  if (event === 'delete') return `delete from ${table} where false`
  if (event === 'insert') return `insert into ${table} select * from ${table} where false`
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 limit 1`.execute(
    home.db,
  )
  const name = column ?? rows[0]?.name ?? ''
  return `update ${table} set ${name} = ${name} where false`
}

describe('a rule changes only under the gate', () => {
  it('[S7] every guarded statement raises outside work.rule, in a transaction of any kind, and passes within', async () => {
    const all = await guards()
    expect(all.length).toBeGreaterThan(40)
    for (const guard of all) {
      const statement = await statementOf(guard)
      await expect(sql.raw(statement).execute(home.db), statement).rejects.toMatchObject(OUTSIDE)
      for (const mode of ['share', 'none'] as const) {
        const tried = gateMode.run(mode, () => home.db.transaction().execute((db) => sql.raw(statement).execute(db)))
        await expect(tried, `${mode}: ${statement}`).rejects.toMatchObject(OUTSIDE)
      }
      await expect(
        rearrange(home.db, (db) => sql.raw(statement).execute(db)),
        statement,
      ).resolves.toBeDefined()
    }
  })

  it('[S7] by ON CONFLICT DO UPDATE, MERGE and a cascade too', async () => {
    const { rila, ana } = home.cast
    const upsert = sql`insert into grants (user_id, account_id, kind, role) values (${ana.userId}, ${rila}, 'client', 80)
      on conflict (user_id, account_id, kind) do update set role = excluded.role`
    await expect(upsert.execute(home.db)).rejects.toMatchObject(OUTSIDE)
    const merge = sql`merge into grants g using (select ${ana.grantId}::uuid as id) x on g.id = x.id when matched then update set role = 10`
    await expect(merge.execute(home.db)).rejects.toMatchObject(OUTSIDE)
    const cell = sql`insert into matrix_cells values ('task', 'view', 'client', false) on conflict do nothing`
    await expect(cell.execute(home.db)).rejects.toMatchObject(OUTSIDE)
    // A contact has no guard of its own; what hangs on an account or a user does.
    const cascade = sql`delete from users where id = ${ana.userId}`
    await expect(cascade.execute(home.db)).rejects.toMatchObject(OUTSIDE)
    expect(await home.db.selectFrom('grants').select('role').where('id', '=', ana.grantId).execute()).toEqual([
      { role: 40 },
    ])
  })

  it('[F9] back to Draft needs the gate, every other way of a status does not', async () => {
    const { taskOfRila, contractOfRila } = home.cast
    const set = (table: 'tasks' | 'contracts', status: string) =>
      sql`update ${sql.table(table)} set status = ${status} where id = ${table === 'tasks' ? taskOfRila : contractOfRila}`
    await set('tasks', 'in_progress').execute(home.db)
    await set('contracts', 'awaiting_approval').execute(home.db)
    await expect(set('tasks', 'draft').execute(home.db)).rejects.toMatchObject(OUTSIDE)
    await expect(set('contracts', 'draft').execute(home.db)).rejects.toMatchObject(OUTSIDE)
    await rearrange(home.db, async (db) => {
      await set('tasks', 'draft').execute(db)
      await set('contracts', 'draft').execute(db)
    })
    await set('tasks', 'new').execute(home.db)
    await set('contracts', 'in_review').execute(home.db)
  })

  it('[E8] [S7] taking a share back needs the gate, sharing and removing what nobody saw does not', async () => {
    const { rila, mila } = home.cast
    const note = async () =>
      (
        await home.db
          .insertInto('notes')
          .values({ account_id: rila, author_id: mila.userId, body: 'noted' })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id
    const set = (id: string, change: string) => sql`update notes set ${sql.raw(change)} where id = ${id}`
    const shared = await note()
    await set(shared, 'shared_at = now()').execute(home.db)
    await set(shared, `body = 'said better'`).execute(home.db)
    for (const change of ['shared_at = null', 'removed_at = now()']) {
      await expect(set(shared, change).execute(home.db)).rejects.toMatchObject(OUTSIDE)
      await rearrange(home.db, (db) => set(shared, change).execute(db))
      await set(shared, 'shared_at = now()').execute(home.db)
    }
    await set(await note(), 'removed_at = now()').execute(home.db)
  })

  it('[S7] what widens is written without the gate’s barrier', async () => {
    const { rila, projectOfRila, taskOfRila, contractOfRila, mila, petar } = home.cast
    const { id } = await home.db
      .insertInto('users')
      .values({ kind: 'external', name: 'New', email: 'new@rila.example' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const grant = await home.db
      .insertInto('grants')
      .values({ user_id: id, account_id: rila, kind: 'client', role: 10 })
      .returning('id')
      .executeTakeFirstOrThrow()
    await home.db
      .insertInto('task_people')
      .values({ task_id: taskOfRila, user_id: id, grant_id: grant.id, role: 'participant' })
      .execute()
    await home.db
      .insertInto('contract_people')
      .values({ contract_id: contractOfRila, user_id: id, grant_id: grant.id, role: 'reviewer' })
      .execute()
    await home.db
      .insertInto('project_staff')
      .values({ project_id: projectOfRila, user_id: petar.userId, role: 'team' })
      .execute()
    await home.db
      .insertInto('approvals')
      .values({ contract_id: contractOfRila, contract_version: 1, user_id: mila.userId })
      .execute()
    await home.db
      .updateTable('users')
      .set({ last_seen_at: new Date(), login_name: 'newer' })
      .where('id', '=', id)
      .execute()
  })
})
