import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '#db/database.ts'
import { hashOf, post, readFeed, upload, type Answer, type Door } from '../cluster/calls.ts'
import { now } from '../cluster/clock.ts'
import { fetchFile, type Ground } from '../soak/acts.ts'
import type { Stage } from '../soak/ground.ts'
import type { Chance } from '../soak/chance.ts'
import type { Attempt } from '../soak/history.ts'
import { lookInto } from '../soak/looks.ts'
import { Reader } from '../soak/reader.ts'
import type { Race, Way } from './kinds.ts'
import { newestRule, storedAfter } from './stored.ts'

/** What came of rounds of one kind. */
export interface Outcome {
  rounds: number
  /** Rounds in which both the withdrawal and what prepared it were saved. */
  saved: number
  /** Attempts that were begun before “Saved” was read and ended after it. */
  overlaps: number
  tried: Attempt[]
  /** Rows dated after the rule was in force, which nobody may find. */
  stored: string[]
}

/** Attempts of one round that are begun around the Save; those that are begun after it come on top. */
const AROUND = 8
/** Nothing is begun much longer before a Save. Ms. */
const MOST = 500
/** Longer than nodes gather news: what is said after it leaves in frames of its own. Ms. */
const APART = 80
/** So often a right that could not be withdrawn or given back is tried again: the portal may say “try later”. */
const TRIES = 3

/** What one attempt draws before the round begins, so that no answer moves what is drawn next. */
interface Draw {
  /** When it begins: so many times its usual length before a moment of the Save; below 0: after it. */
  before: number
  /** That moment: 0 as the Save begins, 1 as it usually ends. */
  moment: number
  between: number
  slow: number
}

const draw = (chance: Chance): Draw => ({
  before: chance.between(-0.1, 1.2),
  moment: chance.between(0, 1),
  between: chance.between(0, 15),
  slow: chance.between(1, 6),
})

/**
 * So many rounds of one kind, whose right is open: its holder uses a right in every way, on all nodes, while it is withdrawn. `hinder` is called before
 * each; where it answers that lines take nothing now, something waits on them before anything else is said.
 */
export async function race(
  ground: Ground & Pick<Stage, 'cluster'>,
  kind: Race,
  db: Db,
  { rounds, chance, hinder }: { rounds: number; chance: Chance; hinder: (step: Chance) => boolean },
): Promise<Outcome> {
  const { right, who, thing, ways } = kind
  const outcome: Outcome = { rounds, saved: 0, overlaps: 0, tried: [], stored: [] }
  const { origin } = ground.door
  const doors = ground.cluster.nodes.map(({ url }) => ({ at: url, origin }))
  // One on each node.
  const pages = [0, 1, 2].map(() => new Reader(origin, who, new Map(), ground.history))
  const [clock] = await db.selectFrom('streams').select('clock').where('name', '=', thing.stream).execute()
  for (const page of pages) page.positions.set(thing.stream, clock?.clock ?? 0)
  let prepared = true
  const pace = new Pace()
  for (const way of ways) pace.learn(way, await attempt(ground, kind, way, draw(chance)))
  for (let nth = 0; nth < rounds; nth++) {
    const step = chance.step()
    const wait = step.between(10, 30)
    const around = Array.from({ length: AROUND }, (_, at) => ({ way: ways[at % ways.length] ?? 'post', ...draw(step) }))
    const late = ways.map((way) => ({ way, ...draw(step) }))
    // Near the Save, so that there is news to hand over, behind its own write where who writes it is known to the node.
    const talks = doors.map((door) => ({ door, at: step.between(0.6, 1.1) }))
    for (const page of pages) {
      if (!page.connected) await page.connect()
      page.watch([thing.stream])
    }
    await Promise.all(doors.map((door) => readFeed(door, ground.world.cast.mila, thing, '')))
    await pause(wait)
    if (hinder(step)) {
      await talk(ground, doors[0] ?? ground.door, thing)
      await pause(APART)
    }
    const ahead = ({ way, before, moment }: Draw & { way: Way }) => before * pace.of(way) - moment * pace.save
    const longest = Math.max(0, ...around.map(ahead))
    const underWay = around.map((one) => pause(longest - ahead(one)).then(() => attempt(ground, kind, one.way, one)))
    const news = Promise.all(talks.map(({ door, at }) => pause(at * longest).then(() => talk(ground, door, thing))))
    await pause(longest)
    const asked = now()
    const withdrawn = await surely(right, false)
    const saved = now()
    pace.save = saved - asked
    if (withdrawn && prepared) outcome.saved++
    const inForce = await newestRule(db)
    const lateOnes = Promise.all(late.map((one) => attempt(ground, kind, one.way, one)))
    const early = await Promise.all(underWay)
    const all = [...early, ...(await lateOnes)]
    await news
    for (const one of early) pace.learn(one.what as Way, one)
    outcome.tried.push(...all)
    outcome.overlaps += all.filter(({ begun, ended }) => begun < saved && ended > saved).length
    outcome.stored.push(...(await storedAfter(db, inForce, kind)))
    prepared = await surely(right, true)
  }
  for (const page of pages) page.drop()
  return outcome
}

const isTaken = ({ status }: Attempt) => status !== null && status < 300

/** Opens or closes a right; answers whether that was saved. */
export async function surely(right: Race['right'], open: boolean): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) if ((await right.set(open)) === 'saved') return true
  return false
}

/** How long each way, and a Save, usually takes on this machine. Ms. */
class Pace {
  readonly #usual = new Map<Way, number>()
  #save = 0

  get save(): number {
    return this.#save
  }

  set save(took: number) {
    this.#save = Math.min(this.#save === 0 ? took : this.#save * 0.8 + took * 0.2, MOST)
  }

  /** Ms. */
  of(way: Way): number {
    return this.#usual.get(way) ?? 0
  }

  /** What came too late is begun earlier. */
  learn(way: Way, attempt: Attempt): void {
    const took = attempt.ended - attempt.begun
    const known = this.#usual.get(way)
    const now = known === undefined ? took : isTaken(attempt) ? known * 0.8 + took * 0.2 : known * 1.1
    this.#usual.set(way, Math.min(now, MOST))
  }
}

async function attempt(
  ground: Ground,
  { who, thing }: Race,
  way: Way,
  { between, slow }: Pick<Draw, 'between' | 'slow'>,
): Promise<Attempt> {
  const { door, world, history, files } = ground
  const id = randomUUID()
  const keep = (what: 'post' | 'upload', answer: Answer, more: Pick<Attempt, 'sentId' | 'hash'>) => {
    const tried: Attempt = { who, what, stream: thing.stream, given: [], ...more, ...answer }
    history.attempts.push(tried)
    return tried
  }
  switch (way) {
    case 'post': {
      const answer = await post(door, who, thing, { sentId: id, body: 'In time?', audience: world.everyone })
      return keep(way, answer, { sentId: id })
    }
    case 'upload': {
      const answer = await upload(door, who, thing, { name: 'note', text: id, between: pause(between) })
      return keep(way, answer, { hash: hashOf(id) })
    }
    case 'download':
      return fetchFile(ground, who, thing, files.get(thing) ?? '', slow)
    case 'catch-up':
      return lookInto(ground, who, thing, 0)
  }
}

async function talk({ world, history }: Ground, door: Door, thing: Race['thing']): Promise<void> {
  const sentId = randomUUID()
  const { status } = await post(door, world.cast.mila, thing, { sentId, body: 'Some news.', audience: world.everyone })
  history.said.push({ sentId, status })
}
