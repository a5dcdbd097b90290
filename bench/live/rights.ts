import { quantile } from '../load.ts'
import { Crowd } from './crowd.ts'
import { clockOf, ourLines, pause, type Hall } from './hall.ts'
import { talk } from './talk.ts'

const WATCHERS = 50
/** In three windows of as many. */
const REVOCATIONS = 102
/** Not counted: until what a Save runs is compiled. */
const WARM = 10

/** What was handed over before “Saved” is read so much later at most. Ms. */
const ON_ITS_WAY = 25
/** So long is looked for news after “Saved”: it would come three times. Ms. */
const LOOK = 320

/** (f) Somebody is taken off the task and put back, again and again, while 50 watchers get 500 deliveries a second. */
export async function revocations(hall: Hall): Promise<void> {
  const { stage, figures, people } = hall
  const [person] = people
  if (!person) throw new Error('There are no people.')
  const crowd = new Crowd()
  const theirs = new Crowd()
  const lines = await ourLines(hall, WATCHERS + people.length)
  const others = lines.filter(({ grant }) => grant !== person.grantId).slice(0, WATCHERS)
  const own = { cookie: `portico=${person.token}`, grant: person.grantId, stream: `task:${hall.task}` }
  const key = `grant:${person.grantId}`
  const times: number[] = []
  let [before, after] = [0, 0]
  const enough = new AbortController()
  let talks: Promise<void> | undefined
  try {
    await crowd.open(stage.origin, stage.origin, others)
    talks = (async () => {
      while (!enough.signal.aborted) await talk(hall.ours, 10, 1)
    })()
    talks.catch(() => enough.abort())
    for (let nth = 0; nth < WARM; nth++) {
      await save(hall, { intent: 'remove', person: key })
      await save(hall, { intent: 'add', people: key, role: 'participant' })
    }
    for (let nth = 0; nth < REVOCATIONS && !enough.signal.aborted; nth++) {
      const position = await clockOf(hall.pool, hall.task)
      await theirs.open(
        stage.origin,
        stage.origin,
        Array.from({ length: 5 }, () => ({ ...own, position })),
      )
      await pause(120)
      times.push(await save(hall, { intent: 'remove', person: key }))
      const moment = performance.now() + performance.timeOrigin
      await pause(LOOK)
      const around = { number: await clockOfRemoval(hall), moment, onItsWay: ON_ITS_WAY }
      const heard = await theirs.newsAround(around)
      before += heard.before
      after += heard.after
      await theirs.gone()
      await save(hall, { intent: 'add', people: key, role: 'participant' })
    }
  } finally {
    enough.abort()
    await talks
    crowd.close()
    theirs.close()
  }
  if (before < REVOCATIONS) throw new Error('The one who was taken off had heard nothing before')
  times.sort((a, b) => a - b)
  figures.atMost(
    'f-saved',
    `“Saved” under 500 deliveries/s, p99 of ${String(REVOCATIONS)}`,
    quantile(times, 0.99),
    50,
    'ms',
  )
  figures.atMost('f-frames', 'frames after “Saved” to the one it concerns', after, 0, '')
}

/** Saves as the page's form does in a browser, which is led back to the page when it is saved; answers how long it took, ms. */
async function save({ stage, writer, task }: Hall, fields: Record<string, string>): Promise<number> {
  const from = performance.now()
  const answer = await fetch(`${stage.origin}${writer.prefix}/tasks/${task}/people`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: stage.origin,
      cookie: writer.cookie,
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields),
  })
  await answer.arrayBuffer()
  if (answer.status >= 400) throw new Error(`A Save was answered ${String(answer.status)}`)
  return performance.now() - from
}

/** The number under which the newest removal stands in the task's stream. */
async function clockOfRemoval({ pool, task }: Hall): Promise<number> {
  const { rows } = await pool.query<{ seq: string }>(
    `select max(seq) as seq from events where stream = $1 and fact = 'task.people_changed'`,
    [`task:${task}`],
  )
  return Number(rows[0]?.seq)
}
