import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Frame } from '#server/streams/frames.ts'
import { catchUp, download, post, upload, type Door } from '../cluster/calls.ts'
import { now } from '../cluster/clock.ts'
import type { Chance } from './chance.ts'
import type { Attempt, History } from './history.ts'
import type { Person, Thing, World } from './world.ts'

/** What callers know. */
export interface Ground {
  world: World
  door: Door
  history: History
  /** A file of each thing that is there from the start. */
  files: ReadonlyMap<Thing, string>
}

/** A comment as long as it may be: many of them fill a socket that is not read. */
const LONG = 'So it goes on and on, '.repeat(400)

/** Somebody who posts, uploads, downloads and catches up over HTTP, on what is theirs and on what is not. */
export async function act(ground: Ground, chance: Chance, until: number): Promise<void> {
  const { world, history } = ground
  while (now() < until) {
    await pause(chance.between(5, 120))
    const who = chance.pick(world.people)
    const things = chance.happens(0.75) ? world.tasks : world.contracts
    // Half of it happens where most look.
    const theirs = things.filter(({ people }) => people.includes(who))
    const thing = (chance.happens(0.9) ? theirs[0] : undefined) ?? chance.pick(things)
    const choice = chance.next()
    const { stream } = thing
    const keep = (what: Attempt['what'], answer: Omit<Attempt, 'who' | 'what' | 'stream'>) =>
      history.attempts.push({ who, what, stream, ...answer })
    if (choice < 0.7) await comment(ground, chance, who, thing)
    else if (choice < 0.8)
      keep(
        'upload',
        await upload(ground.door, who, thing, {
          name: `f${String(chance.below(1e9))}`,
          text: randomUUID(),
          between: pause(chance.between(0, 60)),
        }),
      )
    else if (choice < 0.9) keep('download', await download(ground.door, who, ground.files.get(thing) ?? ''))
    else await look(ground, who, thing, chance.below(2) * Number.MAX_SAFE_INTEGER)
  }
}

/** Posts, and when no answer comes posts it again: a retry is stored once. */
async function comment({ door, world, history }: Ground, chance: Chance, who: Person, thing: Thing): Promise<void> {
  const sentId = randomUUID()
  const body = chance.happens(0.2) ? LONG : `said at ${String(now())}`
  const said = { sentId, body, audience: world.everyone }
  const breakAfter = chance.happens(0.1) ? chance.between(0, 30) : undefined
  for (let tries = 0; tries < 3; tries++) {
    const answer = await post(door, who, thing, said, tries === 0 ? breakAfter : undefined)
    history.attempts.push({ who, what: 'post', stream: thing.stream, sentId, ...answer })
    if (answer.status !== null && answer.status < 500) return
    await pause(chance.between(50, 300))
  }
}

/** Catches up over HTTP, as a page without a socket does. */
async function look({ door, history }: Ground, who: Person, { stream }: Thing, after: number): Promise<void> {
  const answer = await catchUp(door, who, { [stream]: after })
  if (answer.status !== 200) return
  const frame = JSON.parse(answer.body) as Frame
  const allowed = (frame.rights ?? []).some((rights) => rights.stream === stream)
  history.attempts.push({ who, what: 'catch-up', stream, ...answer, status: allowed ? 200 : 404, body: '' })
  if (after > 0 && allowed && !frame.reset?.includes(stream))
    history.faults.push(`${who.name}: a position from the future was taken for true on ${stream}`)
  for (const { from, to, facts } of frame.news ?? [])
    history.handouts.push({
      who,
      stream,
      from,
      to,
      seqs: facts.map(({ seq }) => seq),
      begun: answer.begun,
      until: answer.ended,
    })
}
