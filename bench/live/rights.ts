import { quantile } from '../load.ts'
import { Crowd } from './crowd.ts'
import { clockOf, ourLines, pause, theirLines, type Hall } from './news.ts'
import { talk } from './talk.ts'

const IDLE = 2000
const AWAY = 500
const REVOCATIONS = 60

/** What was handed over before “Saved” is read so much later at most. Ms. */
const ON_ITS_WAY = 25

/** The number under which the newest removal stands in the task's stream. */
async function clockOfRemoval({ pool, task }: Hall): Promise<number> {
  const { rows } = await pool.query<{ seq: string }>(
    `select max(seq) as seq from events where stream = $1 and fact = 'task.people_changed'`,
    [`task:${task}`],
  )
  return Number(rows[0]?.seq)
}

/** (e) Memory of the node for each idle, signed-in watcher. */
export async function memory(hall: Hall): Promise<void> {
  const { stage, limit } = hall
  const grown = async (origin: string, rss: () => Promise<number>, lines: Awaited<ReturnType<typeof ourLines>>) => {
    const crowd = new Crowd()
    try {
      const before = await rss()
      await crowd.open(origin, origin, lines)
      await pause(3000)
      return ((await rss()) - before) / lines.length / 1024
    } finally {
      await crowd.away()
      crowd.close()
    }
  }
  const ours = await grown(
    stage.origin,
    () => Promise.resolve(stage.memory() * 1024 * 1024),
    await ourLines(hall, IDLE, false),
  )
  const theirs = await grown(
    limit.origin,
    async () => Number(await (await fetch(limit.origin)).text()),
    theirLines(IDLE),
  )
  hall.figures.beside('e', 'memory for each of 2,000 idle watchers', { ours, rival: theirs, unit: 'kB' }, { most: 1.8 })
}

/** (f) Somebody is taken off the task and put back, again and again, while 50 watchers get 500 deliveries a second. */
export async function revocations(hall: Hall): Promise<void> {
  const { stage, writer, task, people, figures } = hall
  const [person] = people
  if (!person) throw new Error('There are no people.')
  const crowd = new Crowd()
  const theirs = new Crowd()
  const lines = await ourLines(hall, 50)
  const save = async (fields: Record<string, string>) => {
    const from = performance.now()
    const answer = await fetch(`${stage.origin}${writer.prefix}/tasks/${task}/people`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: stage.origin, cookie: writer.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields),
    })
    if (answer.status >= 400) throw new Error(`A Save was answered ${String(answer.status)}`)
    return performance.now() - from
  }
  const key = `grant:${person.grantId}`
  const times: number[] = []
  let after = 0
  try {
    await crowd.open(
      stage.origin,
      stage.origin,
      lines.filter(({ grant }) => grant !== person.grantId),
    )
    const enough = new AbortController()
    const talks = (async () => {
      while (!enough.signal.aborted) await talk(hall.ours, 10, 1)
    })()
    for (let nth = 0; nth < REVOCATIONS; nth++) {
      const position = await clockOf(hall.pool, task)
      await theirs.open(
        stage.origin,
        stage.origin,
        lines
          .slice(0, 5)
          .map((line) => ({ ...line, cookie: `portico=${person.token}`, grant: person.grantId, position })),
      )
      await pause(60)
      times.push(await save({ intent: 'remove', person: key }))
      const saved = performance.now() + performance.timeOrigin
      await pause(60)
      after += await theirs.newsAfter({ number: await clockOfRemoval(hall), moment: saved + ON_ITS_WAY })
      await theirs.away()
      await save({ intent: 'add', people: key, role: 'participant' })
    }
    enough.abort()
    await talks
  } finally {
    await crowd.away()
    crowd.close()
    theirs.close()
  }
  times.sort((a, b) => a - b)
  figures.atMost('f-saved', '“Saved” under 500 deliveries/s, p99 of 60', quantile(times, 0.99), 50, 'ms')
  figures.atMost('f-frames', 'frames after “Saved” to the one it concerns', after, 0, '')
}

/** (g) 500 clients are away while 100 comments are written, and come back at once. */
export async function comeback(hall: Hall): Promise<void> {
  const { stage, pool, task, figures } = hall
  const crowd = new Crowd()
  try {
    await crowd.open(stage.origin, stage.origin, await ourLines(hall, AWAY))
    await pause(500)
    await crowd.report()
    const before = await clockOf(pool, task)
    await crowd.away()
    await pause(500)
    await talk(hall.ours, 50, 2)
    const clock = await clockOf(pool, task)
    const took = await crowd.again(stage.origin, stage.origin, clock)
    const { deliveries } = await crowd.report()
    figures.atMost('g-time', '500 clients come back to 100 comments: all have them', took, 3000, 'ms')
    figures.atMost('g-lost', 'of these, lost', (clock - before) * AWAY - deliveries.length, 0, '')
  } finally {
    await crowd.away()
    crowd.close()
  }
}
