import { randomUUID } from 'node:crypto'
import type { FeedPage } from '#server/feed/queries.ts'
import type { Frame } from '#server/streams/frames.ts'
import { catchUp, readFeed } from '../cluster/calls.ts'
import type { Ground } from './acts.ts'
import { toldBy, type Attempt, type Handout, type Word } from './history.ts'
import { TEAM_WORDS, type Actor, type Thing } from './world.ts'

type Looker = Pick<Ground, 'door' | 'history'>

/** Catches up over HTTP, as a page without a socket does. What the stream does not open to them is a 404 in the attempt. */
export async function lookInto(ground: Looker, who: Actor, { stream }: Thing, after: number): Promise<Attempt> {
  const name = randomUUID()
  const answer = await catchUp(ground.door, who, { [stream]: after }, name)
  const frame = answer.status === 200 ? (JSON.parse(answer.body) as Frame) : {}
  const rights = (frame.rights ?? []).filter((one) => one.stream === stream)
  const isOpen = rights.length > 0
  if (after === Number.MAX_SAFE_INTEGER && isOpen && !frame.reset?.includes(stream))
    ground.history.faults.push(`${who.name}: a position from the future was taken for true on ${stream}`)
  const { begun, ended } = answer
  const words = rights.map(({ abilities }): Word => ({
    who,
    stream,
    what: 'rights',
    abilities,
    watchedSince: begun,
    at: null,
    heard: ended,
  }))
  const handouts = (frame.news ?? []).map(({ stream: of, from, to, facts }): Handout => ({
    who,
    stream: of,
    from,
    to,
    facts: toldBy(facts),
    at: null,
  }))
  const status = answer.status === 200 && !isOpen ? 404 : answer.status
  return keep(ground, name, { who, what: 'catch-up', stream, given: [], ...answer, status }, { words, handouts })
}

/** Reads the newest page of a feed. */
export async function lookAt(ground: Looker, who: Actor, thing: Thing): Promise<Attempt> {
  const name = randomUUID()
  const answer = await readFeed(ground.door, who, thing, name)
  const page = answer.status === 200 ? (JSON.parse(answer.body) as FeedPage) : null
  const handouts = Object.entries(page?.positions ?? {}).map(([stream, to]): Handout => {
    const entries = (page?.entries ?? []).filter((entry) => entry.stream === stream)
    const first = entries[0]?.seq
    // A page that is not the whole feed says nothing of what is before it.
    const from = page?.more ? (first === undefined ? to : first - 1) : 0
    const facts = entries.map(({ seq, sentId }) => ({ seq, sentId }))
    return { who, stream, from, to, facts, entriesOnly: true, at: null }
  })
  return keep(ground, name, { who, what: 'read', stream: thing.stream, given: [], ...answer }, { words: [], handouts })
}

/** Writes down what somebody got, and when it was handed over. */
function keep(
  { history }: Looker,
  name: string,
  attempt: Attempt,
  { words, handouts }: { words: Word[]; handouts: Handout[] },
): Attempt {
  if (attempt.who.kind !== 'staff' && attempt.body.includes(TEAM_WORDS))
    history.faults.push(`${attempt.who.name}: got what is for the team alone on ${attempt.stream}`)
  attempt.body = ''
  history.attempts.push(attempt)
  history.words.push(...words)
  history.handouts.push(...handouts)
  history.answer(name, attempt.status, (at) => {
    // A refusal in a frame shows nothing.
    attempt.given = attempt.status === 200 ? at : []
    for (const one of [...words, ...handouts]) one.at = at.at(-1) ?? null
  })
  return attempt
}
