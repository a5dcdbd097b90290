import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { pino } from 'pino'
import { openDatabase } from '#db/database.ts'
import { scopeOf } from '#server/access/scope.ts'
import { look, type Look } from '#server/platform/look.ts'
import type { Caller } from '#server/platform/caller.ts'
import type { Portal } from '#server/platform/portal.ts'
import { listProjects } from '#server/projects/list-projects.ts'
import { localDoorbell } from '#server/streams/doorbell.ts'
import { listTasks } from '#server/tasks/list-tasks.ts'
import type { Figures } from './figures.ts'
import { median } from './load.ts'
import { signIn, type Stage } from './stage.ts'

const TIMES = 60
const LIMIT = 20
const WORST = 1.3

/** Fills the portal to 100,000 tasks in 1,000 projects of 1,000 accounts, with 10,000 grants; the bench's people take part in some. */
async function fill(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    for (const statement of FILL) await client.query(statement)
  } finally {
    client.release(true)
  }
}

const STAFF = `(select array_agg(u.id order by u.id) as ids from users u where kind = 'staff' and email not like 'petar@%')`
const grantOf = (email: string) =>
  `(select g.id from grants g join users u on u.id = g.user_id where u.email = '${email}' order by g.created_at limit 1)`
const join = (email: string, every: number, role = 'participant') => `
  insert into task_people (task_id, user_id, grant_id, role)
  select t.id, g.user_id, g.id, '${role}' from grants g, (select id, row_number() over (order by id) as nth from tasks where ref like 'L%') t
  where g.id = ${grantOf(email)} and t.nth % ${every} = 0 on conflict do nothing`

const FILL = [
  `insert into accounts (name) select 'Company ' || n from generate_series(1, 1000) n`,
  `insert into users (kind, name, email) select 'external', 'Guest ' || n, 'guest' || n || '@lists.example' from generate_series(1, 10000) n`,
  `insert into grants (user_id, account_id, kind, role)
   select u.id, a.ids[1 + u.nth % 1000], case when u.nth % 10 = 0 then 'collaborator' else 'client' end, 10
   from (select id, row_number() over (order by id) as nth from users where email like '%@lists.example') u,
     (select array_agg(id) as ids from accounts where name like 'Company %') a`,
  `insert into projects (ref, name, account_id, manager_id, status, counterparty_sees_tasks)
   select 'L' || a.nth, 'Project ' || a.nth, a.id, s.ids[1 + a.nth % array_length(s.ids, 1)], 'active', a.nth % 3 = 0
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
  join('luc@corvin.example', 2000),
  join('jonas@jonaslaw.example', 2000),
  'analyze',
]

const PEOPLE = {
  admin: 'adam@northlight.example',
  member: 'petar@northlight.example',
  'client L10': 'luc@corvin.example',
  collaborator: 'jonas@jonaslaw.example',
} as const

const LISTS: Record<string, (here: Look, project: string) => Promise<unknown>> = {
  'all tasks, newest': (here) => listTasks(here, null, new URLSearchParams('whose=all')),
  'all tasks, by due day': (here) => listTasks(here, null, new URLSearchParams('whose=all&sort=due&status=all')),
  'all tasks, by title': (here) => listTasks(here, null, new URLSearchParams('whose=all&sort=title&status=all')),
  'what is mine': (here) => listTasks(here, null, new URLSearchParams('whose=mine')),
  'a project’s tasks': (here, project) => listTasks(here, project, new URLSearchParams()),
  projects: (here) => listProjects(here, new URLSearchParams()),
}

/** The first page of each list at the server, for each kind of person: its time, and beside it the same statements without reach. */
export async function lists(figures: Figures, stage: Stage, pool: pg.Pool, url: string): Promise<void> {
  await fill(pool)
  const database = await openDatabase(url, { connections: 4 })
  const portal: Portal = {
    nodeId: randomUUID(),
    database,
    doorbell: localDoorbell(),
    log: pino({ level: 'silent' }),
    dataFolder: stage.folder,
    publicUrl: stage.origin,
    sendsMail: false,
  }
  const callerOf = async (email: string): Promise<Caller> => {
    const person = await signIn(stage.origin, pool, email)
    const { rows } = await pool.query<{ id: string }>(
      'select id from sessions where user_id = $1 order by created_at desc limit 1',
      [person.userId],
    )
    const grantId = person.prefix.startsWith('/g/') ? person.prefix.slice(3) : null
    return { portal, userId: person.userId, sessionId: rows[0]?.id ?? '', grantId, address: '' }
  }
  try {
    const admin = await callerOf(PEOPLE.admin)
    let slowest = { ms: 0, what: '' }
    let worst = { ratio: 0, ours: 0, free: 0, what: '' }
    for (const [kind, email] of Object.entries(PEOPLE)) {
      const caller = email === PEOPLE.admin ? admin : await callerOf(email)
      const project = await oneOf(pool, caller)
      for (const [name, list] of Object.entries(LISTS)) {
        const { ours, free } = await beside(caller, admin, (here) => list(here, project))
        const what = `${kind}: ${name}`
        if (ours > slowest.ms) slowest = { ms: ours, what }
        if (ours / free > worst.ratio) worst = { ratio: ours / free, ours, free, what }
        console.log(`  ${what}: ${ours.toFixed(2)} ms, ${free.toFixed(2)} ms without scope`)
      }
    }
    figures.atMost('lists', `first page of a list in 100,000 tasks (slowest, ${slowest.what})`, slowest.ms, LIMIT, 'ms')
    figures.beside(
      'lists-scope',
      `the same beside it without scope (worst, ${worst.what})`,
      { ours: worst.ours, rival: worst.free, unit: 'ms' },
      { most: WORST },
    )
  } finally {
    await database.close()
  }
}

/** Ours and the same with everything within reach, in turn, so that a slow moment of the machine meets both; medians, ms. */
async function beside(
  caller: Caller,
  admin: Caller,
  list: (here: Look) => Promise<unknown>,
): Promise<{ ours: number; free: number }> {
  const everything = await look(admin, ({ viewer }) => Promise.resolve(viewer))
  const ours: number[] = []
  const free: number[] = []
  for (let nth = 0; nth < TIMES; nth++) {
    ours.push(await timed(() => look(caller, list)))
    free.push(await timed(() => look(caller, (here) => list({ ...here, scope: scopeOf(everything, here.db) }))))
  }
  return { ours: median(ours), free: median(free) }
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
