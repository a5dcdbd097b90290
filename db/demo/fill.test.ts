import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '@node-rs/argon2'
import { openDatabase, type Database } from '#db/database.ts'
import { testDatabase, type TestDatabase } from '#tools/test-db.ts'
import { cast } from '../testing/cast.ts'
import { fillDemo } from './fill.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE } from './people.ts'

const stored = new Map<string, Buffer>()
const storeFile = (content: Buffer): Promise<string> => {
  const hash = createHash('sha256').update(content).digest('hex')
  stored.set(hash, content)
  return Promise.resolve(hash)
}

describe('the demo', () => {
  let home: TestDatabase
  let database: Database
  let took = 0

  beforeAll(async () => {
    home = await testDatabase()
    database = await openDatabase(home.url, { connections: 5 })
    const started = performance.now()
    expect(await fillDemo(database.db, storeFile)).toEqual([
      'people',
      'projects',
      'tasks',
      'contracts',
      'files',
      'conversations',
      'project-life',
      'accounts',
      'versions',
      'contract-marks',
      'task-marks',
      'update-marks',
    ])
    took = performance.now() - started
  })
  afterAll(async () => {
    await database.close()
    await home.close()
  })

  const count = async (from: string) =>
    (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(from)}`.execute(database.db)).rows[0]?.n

  it('has the people, projects, tasks and contracts that product.md names', async () => {
    expect(await count('users')).toBe(DEMO_PEOPLE.length)
    expect(await count('accounts')).toBe(10)
    expect(await count('projects')).toBe(9)
    expect(await count('tasks')).toBeGreaterThanOrEqual(115)
    expect(await count('contracts')).toBe(14)
    expect(await count("grants where user_id = (select id from users where login_name = 'hana')")).toBeGreaterThan(1)
    expect(await count('(select distinct status from tasks) s')).toBe(8)
    expect(await count('(select distinct status from contracts) s')).toBe(11)
    expect(await count("grants where expires_at between now() and now() + interval '2 days'")).toBe(1)
    expect(took).toBeLessThan(5000)
  })

  it('[B9] has updates, planned beginnings, auditors, hidden tasks and files in its projects', async () => {
    expect(await count('(select distinct project_id from project_updates) p')).toBe(9)
    expect(await count('project_updates where posted_at > now()')).toBe(0)
    expect(await count('tasks where starts_on is not null')).toBeGreaterThan(60)
    expect(await count('tasks where starts_on > due_on')).toBe(0)
    expect(await count('tasks where due_on < created_at::date')).toBe(0)
    expect(await count("task_people where role = 'auditor'")).toBeGreaterThan(5)
    expect(await count('tasks where hidden_from_counterparty')).toBeGreaterThan(1)
    expect(await count('attachments where project_id is not null')).toBeGreaterThan(10)
  })

  it('[D2] has contracts whose text and versions are what was said about them', async () => {
    const { rows } = await sql<{ title: string; version: number; body: string; edits: string[] | null; said: string }>`
      select c.title, c.version, c.body, c.edits, c.said from (
        select k.*, (select array_agg(e.happened->>'to' order by e.seq) from feed_entries e
            where e.stream = 'contract:' || k.id and e.happened->>'what' = 'edited') as edits,
          (select coalesce(string_agg(e.body, ' '), '') from feed_entries e where e.stream = 'contract:' || k.id) as said
        from contracts k) c`.execute(database.db)
    for (const { version, edits } of rows)
      expect(edits ?? []).toEqual(Array.from({ length: version - 1 }, (_, nth) => String(nth + 2)))
    const early = await sql`
      select e.stream from feed_entries e join contracts c on e.stream = 'contract:' || c.id and c.requested_by_grant_id is null
      where e.author_grant_id is not null and not exists (select from feed_entries m where m.stream = e.stream and m.seq < e.seq
        and m.happened->>'to' = 'in_review')`.execute(database.db)
    expect(early.rows).toEqual([])
    const unasked = await sql`
      select e.stream from feed_entries e where e.happened->>'what' = 'approved' and not exists (select from feed_entries m
        where m.stream = e.stream and m.seq < e.seq and m.happened->>'to' = 'awaiting_approval')`.execute(database.db)
    expect(unasked.rows).toEqual([])
    const maintenance = rows.find(({ title }) => title === 'Maintenance 2027')
    expect(maintenance?.said).toContain('Added as the second sentence of clause 4')
    expect(maintenance?.version).toBe(4)
    const clauses = maintenance?.body.split(/^## /m) ?? []
    expect(clauses[3]).toContain('**two hours**')
    expect(clauses[4]?.split('. ')[2]).toContain('log of each visit')
    expect(clauses[7]).toContain('48 hours')
    expect(await count("attachments f join contracts c on c.id = f.contract_id where f.name like 'Annex 2%'")).toBe(1)
    expect(
      await count(
        'approvals ap join contracts c on c.id = ap.contract_id where ap.withdrawn_at is null and ap.contract_version <> c.version',
      ),
    ).toBe(0)
  })

  it('[D5] has a file with two versions, and a picture that came with what somebody said', async () => {
    expect(
      await count('attachments f join attachment_versions v on v.attachment_id = f.id and v.version < f.version'),
    ).toBe(1)
    expect(await count('attachments f join feed_entries e on e.sent_id = f.sent_id and e.author_id = f.sent_by')).toBe(
      1,
    )
  })

  it('lets everybody sign in by the address that the start prints', async () => {
    const users = await database.db.selectFrom('users').select(['email', 'password_hash', 'name']).execute()
    expect(users.map((user) => user.email).sort()).toEqual(DEMO_PEOPLE.map((one) => one.email).sort())
    expect(await verify(users[0]?.password_hash ?? '', DEMO_PASSWORD)).toBe(true)
  })

  it('leaves every stream at its last entry, in the order of time, and nothing in the future', async () => {
    expect(await count('feed_entries')).toBeGreaterThan(500)
    const wrong = await sql`
      select s.name from streams s join feed_entries e on e.stream = s.name
      group by s.name having max(e.seq) <> s.clock or count(*) <> s.clock - begins_of(s.name) or s.oldest <> s.clock + 1`.execute(
      database.db,
    )
    expect(wrong.rows).toEqual([])
    const outOfOrder = await sql`
      select from (select at < lag(at) over (partition by stream order by seq) as back from feed_entries) e where back`.execute(
      database.db,
    )
    expect(outOfOrder.rows).toEqual([])
    expect(await count('feed_entries where at > now()')).toBe(0)
    expect(await count("feed_entries where at < now() - interval '17 months'")).toBeGreaterThan(0)
  })

  it('[B6] keeps what the team says among itself in the stream of the team, and only staff write there', async () => {
    expect(await count("feed_entries where stream like '%/team'")).toBeGreaterThan(10)
    expect(await count("feed_entries where stream like '%/team' and author_grant_id is not null")).toBe(0)
  })

  it('[C4] has of what was said on contracts only the last days unread', async () => {
    const unread = (name: string) =>
      count(`contracts c where (owner_id = (select id from users where login_name = '${name}')
        or exists (select from contract_people cp join users u on u.id = cp.user_id where cp.contract_id = c.id and u.login_name = '${name}'))
        and exists (select from feed_entries e where e.stream = 'contract:' || c.id and e.body is not null
          and e.author_id <> (select id from users where login_name = '${name}') and e.seq > coalesce((select max(m.seq) from read_marks m
            where m.stream = e.stream and m.user_id = (select id from users where login_name = '${name}')), 0))`)
    expect(await unread('victor')).toBe(1)
    expect(await unread('ana')).toBe(0)
  })

  it('[A5] lets externals speak and take part only in grants of the account, or where they are named', async () => {
    const strangers = await sql`
      select from task_people tp join tasks t on t.id = tp.task_id join projects p on p.id = t.project_id join grants g on g.id = tp.grant_id
      where g.account_id <> p.account_id or g.user_id <> tp.user_id`.execute(database.db)
    expect(strangers.rows).toEqual([])
    const speakers = await sql`
      select e.stream from feed_entries e where e.author_grant_id is not null
        and not exists (select from task_people tp where 'task:' || tp.task_id = e.stream and tp.grant_id = e.author_grant_id)
        and not exists (select from contract_people cp where 'contract:' || cp.contract_id = e.stream and cp.grant_id = e.author_grant_id)
        and not exists (select from projects p join grants g on g.account_id = p.account_id
          where 'project:' || p.id || '/inside' = e.stream and g.id = e.author_grant_id)
        and not exists (select from tasks t where 'task:' || t.id = e.stream and t.author_grant_id = e.author_grant_id)
        and e.stream not like 'conversation:%'`.execute(database.db)
    expect(speakers.rows).toEqual([])
  })

  it('[C1] [C2] has conversations of every kind, in which only people of the account and staff who are in it speak', async () => {
    expect(await count('(select distinct kind from conversations) v')).toBe(3)
    expect(await count('conversations where closed_at is not null')).toBe(1)
    expect(
      await count(
        "(select stream from feed_entries where stream like 'conversation:%' group by stream having count(*) >= 300) v",
      ),
    ).toBe(1)
    expect(await count("feed_entries where stream like 'conversation:%' and reply_to is not null")).toBeGreaterThan(10)
    const strangers = await sql`
      select v.id, e.body from feed_entries e join conversations v on 'conversation:' || v.id = e.stream
      where e.author_grant_id is null and e.author_id is distinct from v.staff_id and not (
        (v.kind = 'account' and e.author_id in (select answers_id from grants g where g.account_id = v.account_id))
        or e.author_id in (select manager_id from projects p where p.id = v.project_id
          union select user_id from project_staff ps where ps.project_id = v.project_id))
        or (v.kind = 'direct' and e.author_grant_id is distinct from v.grant_id and e.author_grant_id is not null)`.execute(
      database.db,
    )
    expect(strangers.rows).toEqual([])
  })

  it('keeps real files under the hash of their content', async () => {
    const files = await database.db.selectFrom('attachments').select(['blob_hash', 'size', 'media_type']).execute()
    expect(files.length).toBeGreaterThan(30)
    for (const file of files) expect(stored.get(file.blob_hash)?.length).toBe(file.size)
    expect(new Set(files.map((file) => file.media_type))).toEqual(
      new Set(['application/pdf', 'image/png', 'text/plain']),
    )
  })

  it('adds only the parts that are missing, also when two nodes start together', async () => {
    expect(await fillDemo(database.db, storeFile)).toEqual([])
    await sql`delete from attachment_versions`.execute(database.db)
    await sql`delete from attachments`.execute(database.db)
    await sql`delete from demo_parts where name = 'files'`.execute(database.db)
    const both = await Promise.all([fillDemo(database.db, storeFile), fillDemo(database.db, storeFile)])
    expect(both.flat()).toEqual(['files'])
  })
})

it('leaves a portal that somebody uses alone', async () => {
  const home = await testDatabase()
  const database = await openDatabase(home.url, { connections: 3 })
  await cast(database.db)
  expect(await fillDemo(database.db, storeFile)).toEqual([])
  await database.close()
  await home.close()
})
