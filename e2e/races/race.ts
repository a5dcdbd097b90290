import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '#db/database.ts'
import { hashOf, post, upload, type Answer } from '../cluster/calls.ts'
import { now } from '../cluster/clock.ts'
import { fetchFile, type Ground } from '../soak/acts.ts'
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
  attempts: number
  /** Attempts that were begun before “Saved” was read and ended after it. */
  overlaps: number
  /** What was accepted, by its way: a way in which nothing ever is proves nothing. */
  accepted: Partial<Record<Way, number>>
  /** Rows dated after the rule was in force, which nobody may find. */
  stored: string[]
}

/** Attempts of one round that are begun around the Save; those that are begun after it come on top. */
const AROUND = 8
/** How long before the Save the first of them begins, ms. */
const BEFORE = 14

/** What one attempt draws before the round begins, so that no answer moves what is drawn next. */
interface Draw {
  after: number
  between: number
  slow: number
}

const draw = (chance: Chance): Draw => ({
  after: chance.between(BEFORE - 6, BEFORE + 12),
  between: chance.between(0, 15),
  slow: chance.between(1, 6),
})

/** So many rounds of one kind: its holder uses a right in every way, on all nodes, while it is withdrawn. */
export async function race(ground: Ground, kind: Race, db: Db, rounds: number, chance: Chance): Promise<Outcome> {
  const { right, who, thing, ways } = kind
  const outcome: Outcome = { rounds, saved: 0, attempts: 0, overlaps: 0, accepted: {}, stored: [] }
  // One on each node.
  const pages = [0, 1, 2].map(() => new Reader(ground.door.origin, who, new Map(), ground.history))
  const [clock] = await db.selectFrom('streams').select('clock').where('name', '=', thing.stream).execute()
  for (const page of pages) page.positions.set(thing.stream, clock?.clock ?? 0)
  await kind.before?.()
  let prepared = await right.set(true)
  for (let nth = 0; nth < rounds; nth++) {
    const step = chance.step()
    const [wait, talksAfter] = [step.between(10, 30), step.between(0, BEFORE)]
    const [around, late] = [Array.from({ length: AROUND }, () => draw(step)), ways.map(() => draw(step))]
    for (const page of pages) {
      if (!page.connected) await page.connect()
      page.watch([thing.stream])
    }
    await pause(wait)
    const underWay = around.map((drawn, at) => {
      const way = ways[at % ways.length] ?? 'post'
      return pause(drawn.after).then(() => attempt(ground, kind, way, drawn))
    })
    // Somebody else talks, so that there is news to hand over.
    const news = pause(talksAfter).then(() => talk(ground, thing))
    await pause(BEFORE)
    const withdrawn = await right.set(false)
    const saved = now()
    if (withdrawn === 'saved' && prepared === 'saved') outcome.saved++
    const inForce = await newestRule(db)
    const lateOnes = Promise.all(ways.map((way, at) => attempt(ground, kind, way, late[at] ?? draw(step))))
    const all = [...(await Promise.all(underWay)), ...(await lateOnes)]
    await news
    outcome.attempts += all.length
    outcome.overlaps += all.filter(({ answer: { begun, ended } }) => begun < saved && ended > saved).length
    for (const { way, answer } of all)
      if (answer.status !== null && answer.status < 300) outcome.accepted[way] = (outcome.accepted[way] ?? 0) + 1
    outcome.stored.push(...(await storedAfter(db, inForce, kind)))
    prepared = await right.set(true)
  }
  await kind.after?.()
  for (const page of pages) page.drop()
  return outcome
}

async function attempt(
  ground: Ground,
  { who, thing }: Race,
  way: Way,
  drawn: Draw,
): Promise<{ way: Way; answer: Pick<Answer, 'begun' | 'ended' | 'status'> }> {
  const { door, world, history, files } = ground
  const keep = (what: 'post' | 'upload', answer: Answer, more: Pick<Attempt, 'sentId' | 'hash'>) => {
    history.attempts.push({ who, what, stream: thing.stream, given: [], ...more, ...answer })
    return { way, answer }
  }
  const id = randomUUID()
  switch (way) {
    case 'post': {
      const answer = await post(door, who, thing, { sentId: id, body: 'In time?', audience: world.everyone })
      return keep(way, answer, { sentId: id })
    }
    case 'upload': {
      const answer = await upload(door, who, thing, { name: 'note', text: id, between: pause(drawn.between) })
      return keep(way, answer, { hash: hashOf(id) })
    }
    case 'download':
      return { way, answer: await fetchFile(ground, who, thing, files.get(thing) ?? '', drawn.slow) }
    case 'catch-up':
      return { way, answer: await lookInto(ground, who, thing, 0) }
  }
}

async function talk({ door, world, history }: Ground, thing: Race['thing']): Promise<void> {
  const sentId = randomUUID()
  const { status } = await post(door, world.cast.mila, thing, { sentId, body: 'Some news.', audience: world.everyone })
  history.said.push({ sentId, status })
}
