// `npm run bench`: our figures beside their limits, taken in one run on a portal of the bench's own. `--json FILE` writes them too.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { build, isBuilt } from '../tools/page-build.ts'
import { commentOnScreen } from './live.ts'
import { load, median } from './load.ts'
import { signIn, Stage, type Person } from './stage.ts'

interface Figure {
  id: string
  what: string
  ours: number
  limit: number
  /** ours / limit, where the limit is a rival measured in the same run; else null. */
  ratio: number | null
  unit: string
  good: boolean
}

const WINDOWS = 3
const figures: Figure[] = []
const atMost = (id: string, what: string, ours: number, limit: number, unit: string) =>
  figures.push({ id, what, ours, limit, ratio: null, unit, good: ours <= limit })

if (!isBuilt() && !build()) process.exit(1)
const stage = new Stage()
try {
  await stage.start()
  await stage.stopPortal()
  const starts: number[] = []
  for (let nth = 0; nth < WINDOWS; nth++) {
    starts.push(await stage.start())
    await stage.stopPortal()
  }
  atMost('start', 'npm start answers, installed and built', median(starts), 3000, 'ms')

  const url = await stage.startShared()
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  const mila = await signIn(stage.origin, pool, 'mila@northlight.example')
  const ana = await signIn(stage.origin, pool, 'ana@rila.example')
  const { task, audience } = await sharedTask(pool, ana)

  await pages(ana, mila, task)
  atMost('memory', "the portal's process with the demo, after 300 pages", stage.memory(), 300, 'MB')
  atMost(
    'screen',
    "comment → the other's screen, median",
    await commentOnScreen(stage.origin, mila, ana, task),
    150,
    'ms',
  )
  await comments(url, ana, task, audience)
  await pool.end()
} finally {
  await stage.close()
}

print()
const file = process.argv[process.argv.indexOf('--json') + 1]
if (process.argv.includes('--json') && file)
  writeFileSync(
    file,
    JSON.stringify(
      figures.map(({ id, ours, limit, ratio, unit }) => ({ id, ours, limit, ratio, unit })),
      null,
      2,
    ),
  )
process.exitCode = figures.every(({ good }) => good) ? 0 : 1

/** A task that Ana takes part in, and who reads it. */
async function sharedTask(database: pg.Pool, person: Person): Promise<{ task: string; audience: string[] }> {
  const { rows } = await database.query<{ id: string; people: string[] }>(
    `select t.id, (select array_agg(distinct tp.user_id) from task_people tp where tp.task_id = t.id) as people
     from tasks t join task_people mine on mine.task_id = t.id and mine.user_id = $1
     join projects p on p.id = t.project_id join users m on m.id = p.manager_id
     where m.email = 'mila@northlight.example' and t.status <> 'draft' order by t.created_at limit 1`,
    [person.userId],
  )
  const row = rows[0]
  if (!row) throw new Error('The demo has no task that Ana and Mila share.')
  const all = await database.query<{ id: string }>('select id from users')
  return { task: row.id, audience: all.rows.map(({ id }) => id) }
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
  atMost('page', 'a page of the demo at the server, slowest median', Math.max(...times), 60, 'ms')
}

/** Comments stored each second, 16 at a time, through the real action and through the limit, window by window in turn. */
async function comments(url: string, person: Person, task: string, audience: readonly string[]): Promise<void> {
  const limit = await startLimit(url, task, person.userId)
  const text = 'The tiles arrived this morning; two boxes are chipped. Photos follow.'
  const ours = () => ({
    method: 'POST' as const,
    path: `${person.prefix}/feed/task/${task}`,
    headers: { origin: stage.origin, cookie: person.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      intent: 'post',
      sentId: randomUUID(),
      body: text,
      audience: audience.join(' '),
    }).toString(),
  })
  const theirs = () => ({
    method: 'POST' as const,
    path: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ body: text }).toString(),
  })
  const mine: number[] = []
  const rival: number[] = []
  try {
    await load(stage.origin, { at: 16, seconds: 1, shot: ours })
    await load(limit.origin, { at: 16, seconds: 1, shot: theirs })
    for (let nth = 0; nth < WINDOWS; nth++) {
      mine.push((await load(stage.origin, { at: 16, seconds: 4, shot: ours })).perSecond)
      rival.push((await load(limit.origin, { at: 16, seconds: 4, shot: theirs })).perSecond)
    }
  } finally {
    limit.stop()
  }
  const ratio = median(mine) / median(rival)
  figures.push({
    id: 'c',
    what: 'comments stored, 16 at a time, beside node:http + pg (≥ 0.2×)',
    ours: median(mine),
    limit: median(rival),
    ratio,
    unit: '/s',
    good: ratio >= 0.2,
  })
}

async function startLimit(url: string, task: string, userId: string): Promise<{ origin: string; stop: () => void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'limit-store.ts'), url, task, userId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  )
  return { origin: `http://127.0.0.1:${port}`, stop: () => void child.kill() }
}

function print(): void {
  const cell = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1))
  console.log('\n| figure | ours | limit | ratio | |\n| --- | ---: | ---: | ---: | --- |')
  for (const { what, ours, limit, ratio, unit, good } of figures)
    console.log(
      `| ${what} | ${cell(ours)} ${unit} | ${cell(limit)} ${unit} | ${ratio === null ? '' : `${ratio.toFixed(2)}×`} | ${good ? 'within' : 'BEYOND'} |`,
    )
}
