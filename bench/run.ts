// `npm run bench [-- part of an id …]`: our figures beside their limits, taken in one run on a portal of the bench's own. `--json FILE`
// writes them too.
import pg from 'pg'
import { parseArgs } from 'node:util'
import { build, isBuilt } from '../tools/page-build.ts'
import { installRequirements } from '../tools/requirements.ts'
import { chatOpen } from './chat.ts'
import { boardDrag } from './board.ts'
import { comments, talkOf } from './comments.ts'
import { firstPage } from './feed.ts'
import { Figures } from './figures.ts'
import { firstLoad } from './first-load.ts'
import { lists } from './lists.ts'
import { startLimit } from './limits/start.ts'
import { comeback } from './live/comeback.ts'
import { warmUp, WINDOWS, type Hall } from './live/hall.ts'
import { memory } from './live/memory.ts'
import { latency, throughput } from './live/news.ts'
import { makePeople } from './live/people.ts'
import { revocations } from './live/rights.ts'
import { load, median } from './load.ts'
import { commentOnScreen } from './screen.ts'
import { searched } from './search.ts'
import { signIn, Stage, type Person } from './stage.ts'

/** Sockets that watch at most, and those that idle at most. */
const MOST_SOCKETS = 2000
/** A frame that takes longer is seen to be dropped, ms. */
const FRAME = 50
const LIVE = ['e', 'a10', 'a100', 'a1000', 'b100', 'b1000', 'f-saved', 'f-frames', 'g-time', 'g-lost']

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
const figures = new Figures()
const take = async (ids: readonly string[], part: () => Promise<void>) => {
  if (positionals.length === 0 || ids.some((id) => positionals.some((start) => id.startsWith(start))))
    await figures.take(ids, part)
}

if (!isBuilt() && !build()) process.exit(1)
const stage = new Stage()
try {
  await stage.start()
  await stage.stopPortal()
  await take(['start'], starts)
  const url = await stage.startShared()
  const pool = new pg.Pool({ connectionString: url, max: 4 })
  const mila = await signIn(stage.origin, pool, 'mila@northlight.example')
  const ana = await signIn(stage.origin, pool, 'ana@rila.example')
  const [task, other, small] = await sharedTasks(pool, ana)
  await take(['h'], () => firstLoad(figures, stage.origin, { external: ana, staff: mila }))
  await take(['page', 'memory'], () => pages(ana, mila, task))
  await take(['screen'], () => onScreen(mila, ana, task))
  await take(['c'], async () => comments(figures, stage, { url, task, person: ana, audience: await everyone(pool) }))
  await take(['chat-open'], () => chatOpen(figures, stage, pool, mila))
  await live(url, pool, mila, { task, small })
  await take(['d-data', 'd-html'], () => firstPage(figures, stage, pool, { url, task: other, reader: ana }))
  await take(['board'], async () => {
    const { median: worst, over, all } = await boardDrag(stage.origin, pool, mila, FRAME)
    const what = `worst frame of dragging one card of 500, median of ${String(all)} drags (${String(over)} had one over ${String(FRAME)} ms)`
    figures.atMost('board', what, worst, FRAME, 'ms')
  })
  await take(['lists'], () => lists(figures, stage, pool, url))
  await take(['search'], () => searched(figures, stage, pool, url))
  await pool.end()
} finally {
  await stage.close()
}
figures.print()
if (values.json) figures.write(values.json)
process.exitCode = figures.good ? 0 : 1

async function starts(): Promise<void> {
  const times: number[] = []
  for (let nth = 0; nth < WINDOWS; nth++) {
    times.push(await stage.start())
    await stage.stopPortal()
  }
  figures.atMost('start', 'npm start answers, installed and built', median(times), 3000, 'ms')
}

async function onScreen(writer: Person, reader: Person, task: string): Promise<void> {
  const missing = installRequirements()
  if (missing) throw new Error(missing)
  const took = await commentOnScreen(stage.origin, writer, reader, task)
  figures.atMost('screen', 'comment → the other’s screen, median', took, 150, 'ms')
}

async function live(
  url: string,
  pool: pg.Pool,
  writer: Person,
  { task, small }: { task: string; small: string },
): Promise<void> {
  await take(LIVE, async () => {
    const people = await makePeople(url, pool, task, { sockets: MOST_SOCKETS })
    const limit = await startLimit('live', url)
    const ours = talkOf(stage, writer, task, await everyone(pool))
    const theirs = {
      origin: limit.origin,
      shot: (text: string) => ({ path: '/', headers: { 'content-type': 'text/plain' }, body: text }),
    }
    const hall: Hall = { figures, stage, pool, limit, writer, task, people, ours, theirs }
    const few = await makePeople(url, pool, small, { people: 10 })
    const smallHall = {
      ...hall,
      task: small,
      people: few,
      ours: talkOf(stage, writer, small, await readersOf(pool, small)),
    }
    try {
      await take(['e'], () => memory(hall, url))
      await take(LIVE.slice(1), () => warmUp(hall))
      await take(['a10'], () => latency(smallHall, 10))
      for (const many of [100, 1000]) await take([`a${String(many)}`], () => latency(hall, many))
      await take(['b100'], () => throughput(hall, 100, 1.2))
      await take(['b1000'], () => throughput(hall, 1000, 3))
      await take(['f-saved', 'f-frames'], () => revocations(hall))
      await take(['g-time', 'g-lost'], () => comeback(hall))
    } finally {
      limit.stop()
    }
  })
}

/** Tasks that the person takes part in: one for everything that is said to thousands, one that stays as tasks are, one for ten people. */
async function sharedTasks(database: pg.Pool, person: Person): Promise<[string, string, string]> {
  const { rows } = await database.query<{ id: string }>(
    `select t.id from tasks t join task_people mine on mine.task_id = t.id and mine.user_id = $1
     join projects p on p.id = t.project_id join users m on m.id = p.manager_id
     where m.email = 'mila@northlight.example' and t.status <> 'draft' order by t.created_at limit 3`,
    [person.userId],
  )
  const [first, second, third] = rows
  if (!first || !second || !third) throw new Error('The demo has no three tasks that Ana and Mila share.')
  return [first.id, second.id, third.id]
}

async function everyone(database: pg.Pool): Promise<string[]> {
  return (await database.query<{ id: string }>('select id from users')).rows.map(({ id }) => id)
}

/** Whom a composer on the task's page names: those who were added to it, and the demo's few. */
async function readersOf(database: pg.Pool, task: string): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    `select u.id from users u where u.id in (select user_id from task_people where task_id = $1) or u.email not like '%@bench.example'`,
    [task],
  )
  return rows.map(({ id }) => id)
}

/** Pages at the server, one at a time: the slowest of their medians counts. */
async function pages(external: Person, staff: Person, task: string): Promise<void> {
  const paths = [
    [external, external.prefix],
    [external, `${external.prefix}/projects`],
    [external, `${external.prefix}/tasks/${task}`],
    [external, `${external.prefix}/contracts`],
    [staff, staff.prefix],
    [staff, `${staff.prefix}/tasks/${task}`],
  ] as const
  const times: number[] = []
  for (const [person, path] of paths) {
    const shot = () => ({
      method: 'GET' as const,
      path,
      headers: { cookie: person.cookie, 'user-agent': 'Mozilla/5.0 (bench)', 'accept-encoding': 'gzip' },
    })
    await load(stage.origin, { at: 1, seconds: 1, shot })
    times.push((await load(stage.origin, { at: 1, seconds: 1.5, shot })).p50)
  }
  figures.atMost('page', 'a page of the demo at the server, slowest median', Math.max(...times), 60, 'ms')
  figures.atMost('memory', 'the portal’s process with the demo, after 300 pages', stage.memory(), 300, 'MB')
}
