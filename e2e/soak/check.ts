import { FENCE } from '#server/access/gate.ts'
import type { History, Word } from './history.ts'
import { checkHandout } from './check-handout.ts'
import { checkComments, checkFiles } from './check-kept.ts'
import type { Kept } from './kept.ts'
import { Surely, type Rules } from './surely.ts'

/** Of all frames and answers, so many must have a time at which a node handed them over: else nothing after “Saved” is proven. */
const LEAST_TIMED = 0.9

/** Holds a history against the streams in the database and the rules of each moment; answers all that is wrong. */
export function check(history: History, rules: Rules, kept: Kept): string[] {
  const surely = new Surely(rules)
  return [
    ...history.faults,
    ...checkTimes(history),
    ...history.handouts.flatMap((handout) => checkHandout(handout, surely, kept.events.get(handout.stream) ?? [])),
    ...history.words.flatMap((word) => checkWord(word, surely)),
    ...checkAttempts(history, surely),
    ...checkComments(history, kept),
    ...checkFiles(history, kept),
  ]
}

/** Of everything that came, the share of which a node told when it was handed over. */
export const shareTimed = ({ timed: { known, unknown } }: History): number =>
  known + unknown === 0 ? 1 : known / (known + unknown)

function checkTimes(history: History): string[] {
  const share = shareTimed(history)
  if (share >= LEAST_TIMED) return []
  return [
    `of only ${String(Math.floor(share * 100))} % of the frames and answers it is known when they were handed over`,
  ]
}

/** The actions of which a word about rights says whether they are open. */
const TOLD = { post: ['task.comment', 'contract.comment'], upload: ['task.upload', 'contract.upload'] } as const

function checkWord({ who, stream, what, abilities, at, heard, watchedSince }: Word, surely: Surely): string[] {
  if (what === 'lost')
    return surely.open(who, 'watch', stream, watchedSince, heard) ? [`${who.name}: lost ${stream} without a cause`] : []
  if (at === null) return surely.never(who, 'watch', stream) ? [`${who.name}: ${what} of ${stream}, never theirs`] : []
  const by = surely.closedBy(who, 'watch', stream, at)
  const wrong = by === null ? [] : [`${who.name}: ${what} of ${stream} handed over after “Saved” (${by})`]
  for (const doing of ['post', 'upload'] as const)
    for (const action of TOLD[doing]) {
      const told = abilities?.[action]
      const closed = surely.closedBy(who, doing, stream, at)
      if (told === null && closed !== null)
        wrong.push(`${who.name}: told after “Saved” that ${action} is open on ${stream} (${closed})`)
      // What only opens waits for nobody: a passage that began before it may still say the old.
      if (typeof told === 'string' && surely.open(who, doing, stream, at - FENCE, at))
        wrong.push(`${who.name}: told that ${action} is closed (${told}) on ${stream} when it was open`)
    }
  return wrong
}

function checkAttempts({ attempts }: History, surely: Surely): string[] {
  const firstTries = new Map<string, number>()
  for (const { sentId, begun } of attempts) if (sentId && !firstTries.has(sentId)) firstTries.set(sentId, begun)
  return attempts.flatMap(({ who, what, stream, ended, status, sentId, given, ...attempt }) => {
    const on = `${who.name}: ${what} on ${stream}`
    // A retry is answered as what it retries, which may have been stored when it was still open.
    const begun = firstTries.get(sentId ?? '') ?? attempt.begun
    const shown = what === 'post' || what === 'upload' ? [] : given
    const late = shown.flatMap((at) => surely.closedBy(who, what, stream, at) ?? []).slice(0, 1)
    const wrong = late.map((by) => `${on} handed over after “Saved” (${by})`)
    if (status === null) return wrong
    const by = status < 300 ? surely.closedBy(who, what, stream, begun, ended) : null
    if (by !== null) wrong.push(`${on} accepted after “Saved” (${by})`)
    if ([401, 403, 404].includes(status) && surely.open(who, what, stream, begun, ended))
      wrong.push(`${on} refused (${String(status)}) though it was open`)
    if (status === 500) wrong.push(`${on} failed (500)`)
    return wrong
  })
}
