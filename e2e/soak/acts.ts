import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { download, hashOf, post, upload, type Door } from '../cluster/calls.ts'
import { now } from '../cluster/clock.ts'
import type { Chance } from './chance.ts'
import type { Attempt, History } from './history.ts'
import { lookAt, lookInto } from './looks.ts'
import type { Span } from './span.ts'
import { TEAM_WORDS, teamOf, type Actor, type Thing, type World } from './world.ts'

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

/** Somebody who posts, uploads, downloads, reads and catches up over HTTP, on what is theirs and on what is not. */
export async function act(ground: Ground, chance: Chance, span: Span): Promise<void> {
  while (!span.over) {
    const step = chance.step()
    await pause(step.between(5, 120))
    await once(ground, step)
  }
}

async function once(ground: Ground, chance: Chance): Promise<void> {
  const { world, door, history } = ground
  const who: Actor = chance.happens(0.1) ? chance.pick(world.staff) : chance.pick(world.people)
  const things = chance.happens(0.75) ? world.tasks : world.contracts
  // Half of it happens where most look.
  const theirs = things.filter(({ people }) => people.some((one) => one === who))
  const thing = (chance.happens(0.9) ? theirs[0] : undefined) ?? chance.pick(things)
  const choice = chance.next()
  const { stream } = thing
  if (choice < 0.65) await comment(ground, chance, who, thing)
  else if (choice < 0.75) {
    const text = randomUUID()
    const name = `f${String(chance.below(1e9))}`
    const answer = await upload(door, who, thing, { name, text, between: pause(chance.between(0, 60)) })
    history.attempts.push({ who, what: 'upload', stream, hash: hashOf(text), given: [], ...answer })
  } else if (choice < 0.83) await fetchFile(ground, who, thing, ground.files.get(thing) ?? '')
  else if (choice < 0.92) await lookAt(ground, who, thing)
  else await lookInto(ground, who, thing, chance.below(2) * Number.MAX_SAFE_INTEGER)
}

/** Downloads, and notes when each piece left the node. */
export async function fetchFile(
  { door, history }: Pick<Ground, 'door' | 'history'>,
  who: Actor,
  thing: Thing,
  id: string,
  slow = 0,
): Promise<Attempt> {
  const name = randomUUID()
  const answer = await download(door, who, id, { attempt: name, slow })
  const attempt: Attempt = { who, what: 'download', stream: thing.stream, given: [], ...answer, body: '' }
  history.attempts.push(attempt)
  history.answer(name, answer.status, (at) => (attempt.given = at))
  return attempt
}

/** Posts, and when no answer comes posts it again: a retry is stored once. Some of it is for the team alone, whoever writes it. */
async function comment({ door, world, history }: Ground, chance: Chance, who: Actor, thing: Thing): Promise<void> {
  const sentId = randomUUID()
  const teamOnly = thing.kind === 'task' && chance.happens(who.kind === 'staff' ? 0.6 : 0.05)
  const words = chance.happens(0.2) ? LONG : `said at ${String(now())}`
  const said = { sentId, body: teamOnly ? `${TEAM_WORDS} ${words}` : words, audience: world.everyone, teamOnly }
  const breakAfter = chance.happens(0.1) ? chance.between(0, 30) : undefined
  const waits = [0, 1, 2].map(() => chance.between(50, 300))
  const stream = teamOnly ? teamOf(thing.stream) : thing.stream
  for (const [tries, wait] of waits.entries()) {
    const answer = await post(door, who, thing, said, tries === 0 ? breakAfter : undefined)
    history.attempts.push({ who, what: 'post', stream, sentId, given: [], ...answer })
    if (answer.status !== null && answer.status < 500) return
    await pause(wait)
  }
}
