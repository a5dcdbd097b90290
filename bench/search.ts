import type pg from 'pg'
import { look } from '#server/platform/look.ts'
import { search } from '#server/search/search.ts'
import { PEOPLE, withCallers } from './callers.ts'
import type { Figures } from './figures.ts'
import { fillHost } from './full-host.ts'
import { median } from './load.ts'
import type { Stage } from './stage.ts'

const TIMES = 15
const LIMIT = 50
const EACH = 100_000

/** What is looked for: a word that every second record holds, one that hundreds of each subject hold, one that a single record of each subject holds, and what begins words of very many. */
const TYPED = {
  'a common word': 'maintenance',
  'two common words': 'maintenance north',
  'a word of hundreds of each': 'parapet',
  'a rare word': 'zeppelin',
  'a prefix': 'ma',
  'one letter': 'm',
  nothing: 'qwertzuiop',
}

/** The text of the nth record: common words in each, one in every three hundredth, a rare one in a single one. */
const SAID = `(array['Maintenance', 'Renovation'])[1 + n % 2] || ' ' || (array['north', 'south', 'east', 'west'])[1 + n % 4]
  || case when n % 300 = 7 then ' parapet' else '' end || case when n = 50000 then ' zeppelin' else ' ' || n end`
const OF = (ids: string) => `${ids}.ids[1 + n % array_length(${ids}.ids, 1)]`
const STAFF = `(select array_agg(id order by id) as ids from users where kind = 'staff') s`
const COMPANIES = `(select array_agg(id order by id) as ids from accounts where name like 'Company %') a`

const FILL = [
  `insert into accounts (name, email) select ${SAID}, 'office' || n || '@search.example' from generate_series(1, ${EACH}) n`,
  `insert into contacts (account_id, name, email) select ${OF('a')}, ${SAID}, 'contact' || n || '@search.example' from generate_series(1, ${EACH}) n, ${COMPANIES}`,
  `insert into users (kind, staff_role, name, email) select 'staff', 'member', ${SAID}, 'staff' || n || '@search.example' from generate_series(1, ${EACH}) n`,
  `insert into projects (ref, name, account_id, manager_id, created_at)
   select 'S' || n, ${SAID}, ${OF('a')}, ${OF('s')}, now() - n * interval '1 minute' from generate_series(1, ${EACH}) n, ${COMPANIES}, ${STAFF}`,
  `update tasks t set title = o.said from (select id, ${SAID} as said from (select id, row_number() over (order by id) as n from tasks) x) o where o.id = t.id`,
  `insert into contracts (ref, title, account_id, owner_id, created_at)
   select 'S' || n, ${SAID}, ${OF('a')}, ${OF('s')}, now() - n * interval '1 minute' from generate_series(1, ${EACH}) n, ${COMPANIES}, ${STAFF}`,
  `insert into conversations (kind, account_id, project_id, last_at)
   select 'project', account_id, id, created_at from projects where ref like 'S%'`,
  // On every kind of record: three fifths on tasks, the others in equal parts.
  `insert into blobs (hash, size) values ('search', 1)`,
  `insert into attachments (name, task_id, contract_id, project_id, conversation_id, media_type, size, blob_hash, uploaded_by, uploaded_at)
   select ${SAID} || '.pdf', case when n % 10 < 6 then ${OF('t')} end, case when n % 10 in (6, 7) then ${OF('c')} end,
     case when n % 10 = 8 then ${OF('p')} end, case when n % 10 = 9 then ${OF('v')} end,
     'application/pdf', 1, 'search', ${OF('s')}, now() - n * interval '1 minute'
   from generate_series(1, ${EACH}) n, ${STAFF}, (select array_agg(id order by id) as ids from tasks) t,
     (select array_agg(id order by id) as ids from contracts) c, (select array_agg(id order by id) as ids from projects) p,
     (select array_agg(id order by id) as ids from conversations) v`,
  // On every kind of record, too; two fifths of them in feeds of a dozen or more, and one feed of thousands with somebody of the bench in it.
  `insert into feed_entries (stream, seq, author_id, sent_id, body, at)
   select case when n % 10 < 3 then 'task:' || ${OF('t')} when n % 10 = 3 then 'task:' || ${OF('t')} || '/team'
       when n % 10 < 8 then 'task:' || t.ids[1 + n % 3000] when n % 10 = 8 then 'contract:' || ${OF('c')} else 'project:' || ${OF('p')} || '/inside' end,
     1000000 + n, ${OF('s')}, gen_random_uuid(), ${SAID} || '. The first delivery came this morning, two boxes of it are chipped; photos follow.',
     now() - n * interval '1 minute'
   from generate_series(1, ${EACH}) n, ${STAFF}, (select array_agg(id order by id) as ids from tasks) t,
     (select array_agg(id order by id) as ids from contracts) c, (select array_agg(id order by id) as ids from projects) p`,
  `insert into feed_entries (stream, seq, author_id, sent_id, body, at)
   select 'task:' || t.id, 2000000 + n, ${OF('s')}, gen_random_uuid(), ${SAID}, now() - n * interval '7 minutes'
   from generate_series(100001, 103000) n, ${STAFF}, (select tp.task_id as id from task_people tp join users u on u.id = tp.user_id
     where u.email = 'luc@corvin.example' and tp.grant_id is not null order by 1 limit 1) t`,
  `insert into events (stream, seq, fact, data, at)
   select stream, seq, 'entry.posted', jsonb_build_object('entryId', id), at from feed_entries where stream not like 'conversation:%'
   on conflict do nothing`,
  'vacuum analyze',
]

/** The search across everything with 100,000 records of each subject, at the server: the slowest median of what anybody looks for. */
export async function searched(figures: Figures, stage: Stage, pool: pg.Pool, url: string): Promise<void> {
  await fillHost(pool)
  const client = await pool.connect()
  try {
    await client.query('set statement_timeout = 0')
    for (const statement of FILL) await client.query(statement)
  } finally {
    client.release(true)
  }
  let slowest = { ms: 0, what: '' }
  await withCallers(stage, pool, url, async (callerOf) => {
    for (const [kind, email] of Object.entries(PEOPLE)) {
      const caller = await callerOf(email)
      for (const [what, typed] of Object.entries(TYPED)) {
        const times: number[] = []
        for (let nth = 0; nth < TIMES; nth++) {
          const from = performance.now()
          await look(caller, (here) => search(here, typed))
          times.push(performance.now() - from)
        }
        const ms = median(times)
        console.log(`  ${kind}: ${what}: ${ms.toFixed(1)} ms`)
        if (ms > slowest.ms) slowest = { ms, what: `${kind}: ${what}` }
      }
    }
  })
  figures.atMost('search', `search in 100,000 of each (slowest, ${slowest.what})`, slowest.ms, LIMIT, 'ms')
}
