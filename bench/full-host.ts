import type pg from 'pg'

/** What a full host holds, besides the demo's own. */
const SIZE = { tasks: 100_000, grants: 10_000, accounts: 1000, projects: 1000, contracts: 10_000, contacts: 10_000 }

/**
 * Fills the portal to 100,000 tasks in 1,000 projects of 1,000 accounts, 10,000 contacts with a grant each and 10,000 contracts; the bench's people
 * take part in some. Does nothing where that is done already. Errors: where fewer came of it.
 */
export async function fillHost(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    const { rows } = await client.query(`select from accounts where name like 'Company %' limit 1`)
    if (rows.length === 0) for (const statement of FILL) await client.query(statement)
    for (const [table, least] of Object.entries(SIZE)) {
      const found = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`)
      const n = found.rows[0]?.n ?? 0
      if (n < least) throw new Error(`There are ${String(n)} ${table}, and not ${String(least)}.`)
    }
  } finally {
    client.release(true)
  }
}

const STAFF = `(select array_agg(u.id order by u.id) as ids from users u where kind = 'staff' and email not like 'petar@%')`
const COMPANIES = `(select array_agg(id order by id) as ids from accounts where name like 'Company %')`
const grantOf = (email: string) =>
  `(select g.id from grants g join users u on u.id = g.user_id where u.email = '${email}' order by g.created_at limit 1)`
const joinTasks = (email: string, every: number) => `
  insert into task_people (task_id, user_id, grant_id, role)
  select t.id, g.user_id, g.id, 'participant' from grants g, (select id, row_number() over (order by id) as nth from tasks where ref like 'L%') t
  where g.id = ${grantOf(email)} and t.nth % ${String(every)} = 0 on conflict do nothing`
const joinContracts = (email: string, every: number) => `
  insert into contract_people (contract_id, user_id, grant_id, role)
  select c.id, g.user_id, g.id, 'reviewer' from grants g, (select id, row_number() over (order by id) as nth from contracts where ref like 'L%') c
  where g.id = ${grantOf(email)} and c.nth % ${String(every)} = 0 on conflict do nothing`

const FILL = [
  `insert into accounts (name) select 'Company ' || n from generate_series(1, 1000) n`,
  `insert into users (kind, name, email) select 'external', 'Guest ' || n, 'guest' || n || '@lists.example' from generate_series(1, 10000) n`,
  `insert into contacts (account_id, user_id, name, email)
   select a.ids[1 + u.nth % 1000], u.id, u.name, u.email
   from (select *, row_number() over (order by id) as nth from users where email like '%@lists.example') u, ${COMPANIES} a`,
  `insert into grants (user_id, account_id, contact_id, kind, role)
   select c.user_id, c.account_id, c.id, case when row_number() over (order by c.id) % 10 = 0 then 'collaborator' else 'client' end, 10
   from contacts c where c.email like '%@lists.example'`,
  `insert into projects (ref, name, account_id, manager_id, status, counterparty_sees_tasks, created_at)
   select 'L' || a.nth, 'Project ' || a.nth, a.id, s.ids[1 + a.nth % array_length(s.ids, 1)], 'active', a.nth % 3 = 0,
     now() - a.nth * interval '7 hours'
   from (select id, row_number() over (order by id) as nth from accounts where name like 'Company %') a, ${STAFF} s`,
  `insert into tasks (ref, project_id, title, status, priority, due_on, author_id, created_at)
   select 'L' || p.nth || '-' || n, p.id, 'Task ' || n || ' of ' || p.nth,
     (array['new', 'in_progress', 'ready_for_review', 'done', 'done', 'done', 'on_hold', 'draft', 'declined', 'done'])[1 + (n * 7 + p.nth) % 10],
     'normal', current_date + ((n * 13 + p.nth * 5) % 200 - 120)::int, s.ids[1 + p.nth % array_length(s.ids, 1)],
     now() - ((n * 1000 + p.nth) % 500000) * interval '1 minute'
   from (select id, row_number() over (order by id) as nth from projects where ref like 'L%') p, generate_series(1, 100) n, ${STAFF} s`,
  `insert into task_people (task_id, user_id, grant_id, role)
   select t.id, g.user_id, g.id, case when t.nth % 2 = 0 then 'assignee' else 'participant' end
   from (select t.id, p.account_id, row_number() over (order by t.id) as nth from tasks t join projects p on p.id = t.project_id where t.ref like 'L%') t
   cross join lateral (select i.id, i.user_id from grants i where i.account_id = t.account_id order by i.id offset t.nth % 9 limit 1) g`,
  `insert into project_staff (project_id, user_id, role)
   select p.id, (select u.id from users u where u.email like 'petar@%'), 'team' from projects p where p.ref like 'L%' order by p.id limit 5`,
  `insert into contracts (ref, title, account_id, owner_id, status, created_at)
   select 'L' || n, 'Agreement ' || n, a.ids[1 + n % 1000], s.ids[1 + n % array_length(s.ids, 1)],
     (array['draft', 'in_review', 'awaiting_approval', 'active', 'expired'])[1 + n % 5], now() - n * interval '1 hour'
   from generate_series(1, 10000) n, ${COMPANIES} a, ${STAFF} s`,
  `insert into contract_people (contract_id, user_id, grant_id, role)
   select c.id, g.user_id, g.id, case when c.nth % 2 = 0 then 'approver' else 'signer' end
   from (select id, account_id, row_number() over (order by id) as nth from contracts where ref like 'L%') c
   cross join lateral (select i.id, i.user_id from grants i where i.account_id = c.account_id order by i.id offset c.nth % 9 limit 1) g`,
  joinTasks('luc@corvin.example', 2000),
  joinTasks('jonas@jonaslaw.example', 2000),
  joinContracts('luc@corvin.example', 200),
  joinContracts('jonas@jonaslaw.example', 200),
  'vacuum analyze',
]
