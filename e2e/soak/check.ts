import type { Attempt, Handout, History } from './history.ts'
import type { Switch } from './switch.ts'
import type { Person } from './world.ts'

/** What the rules of the soak's world say. */
export interface Rules {
  /** Everything that must be open for somebody to do something; null where they never may. */
  needs(who: Person, what: Attempt['what'] | 'watch', stream: string): readonly Switch[] | null
}

/** What is in the database when all is over. */
export interface Kept {
  /** The numbers of each stream's events, in order. */
  events: ReadonlyMap<string, readonly number[]>
  /** How often each comment is there, by its sender's id. */
  comments: ReadonlyMap<string, number>
}

/** Holds a history against the streams in the database and the rules of each moment; answers all that is wrong. */
export function check(history: History, rules: Rules, kept: Kept): string[] {
  const wrong = [...history.faults]
  const surely = (
    who: Person,
    what: Attempt['what'] | 'watch',
    stream: string,
    open: boolean,
    from: number,
    to: number,
  ) => {
    const needs = rules.needs(who, what, stream)
    if (!needs) return !open
    return open
      ? needs.every((one) => one.throughout(true, from, to))
      : needs.some((one) => one.throughout(false, from, to))
  }
  const closedBy = (who: Person, what: Attempt['what'] | 'watch', stream: string, from: number, to: number) =>
    rules.needs(who, what, stream)?.find((one) => one.throughout(false, from, to))?.name ?? 'never theirs'

  for (const handout of history.handouts) {
    const { who, stream, from, to, begun, until } = handout
    const missing = missingFrom(handout, kept.events.get(stream) ?? [])
    if (missing) wrong.push(`${who.name}: ${missing} on ${stream} between ${from} and ${to}`)
    if (begun !== null && until !== null && surely(who, 'watch', stream, false, begun, until))
      wrong.push(
        `${who.name}: news of ${stream} handed over after “Saved” (${closedBy(who, 'watch', stream, begun, until)})`,
      )
  }
  for (const { who, stream, what, at, heard, watchedSince } of history.words) {
    if (what === 'lost') {
      if (surely(who, 'watch', stream, true, watchedSince, heard))
        wrong.push(`${who.name}: lost ${stream} without a cause`)
    } else if (at !== null && surely(who, 'watch', stream, false, at, at))
      wrong.push(
        `${who.name}: ${what} of ${stream} handed over after “Saved” (${closedBy(who, 'watch', stream, at, at)})`,
      )
  }
  const firstTries = new Map<string, number>()
  for (const { sentId, begun } of history.attempts) if (sentId && !firstTries.has(sentId)) firstTries.set(sentId, begun)
  for (const { who, what, stream, ended, status, sentId, ...attempt } of history.attempts) {
    if (status === null) continue
    // A retry is answered as what it retries, which may have been stored when it was still open.
    const begun = firstTries.get(sentId ?? '') ?? attempt.begun
    if (status < 300 && surely(who, what, stream, false, begun, ended))
      wrong.push(
        `${who.name}: ${what} on ${stream} accepted after “Saved” (${closedBy(who, what, stream, begun, ended)})`,
      )
    if ([401, 403, 404].includes(status) && surely(who, what, stream, true, begun, ended))
      wrong.push(`${who.name}: ${what} on ${stream} refused (${String(status)}) though it was open`)
    if (status === 500) wrong.push(`${who.name}: ${what} on ${stream} failed (500)`)
  }
  return [...wrong, ...checkComments(history, kept)]
}

/** What was answered is there, once; what was refused is not; what nobody knows of is there once at most. */
function checkComments({ attempts, said }: History, kept: Kept): string[] {
  const bySentId = Map.groupBy(
    [...attempts.filter(({ what }) => what === 'post'), ...said],
    ({ sentId = '' }) => sentId,
  )
  const wrong: string[] = []
  for (const [sentId, tries] of bySentId) {
    const times = kept.comments.get(sentId) ?? 0
    const accepted = tries.some(({ status }) => status !== null && status < 300)
    if (times > 1) wrong.push(`a comment is there ${String(times)} times`)
    if (accepted && times === 0) wrong.push('a comment that was answered is lost')
    if (times > 0 && tries.every(({ status }) => status !== null && status >= 400 && status < 500))
      wrong.push('a comment that was refused is there')
  }
  for (const sentId of kept.comments.keys())
    if (!bySentId.has(sentId)) wrong.push('a comment that nobody wrote is there')
  return wrong
}

/** What a chunk should hold and does not, or holds and should not. */
function missingFrom({ from, to, seqs }: Handout, events: readonly number[]): string | null {
  const first = firstAbove(events, from)
  const expected = events.slice(first, firstAbove(events, to))
  const missing = expected.filter((seq) => !seqs.includes(seq))
  if (missing.length > 0) return `numbers ${missing.join(', ')} are missing`
  if (seqs.length !== expected.length) return 'numbers are there that nobody gave out'
  return seqs.every((seq, nth) => seq === expected[nth]) ? null : 'numbers are not in order'
}

/** The index of the first number above `than`. */
function firstAbove(sorted: readonly number[], than: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) > than) high = middle
    else low = middle + 1
  }
  return low
}
