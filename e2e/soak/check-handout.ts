import type { Handout, Told } from './history.ts'
import type { KeptEvent } from './kept.ts'
import type { Surely } from './surely.ts'

/** Holds what somebody was handed of a stream against what is in it: whole, in order, the same comments, allowed at that moment. */
export function checkHandout(handout: Handout, surely: Surely, events: readonly KeptEvent[]): string[] {
  const { who, stream, from, to, facts, at } = handout
  const wrong = compared(handout, surely, within(handout, events)).map(
    (what) => `${who.name}: ${what} on ${stream} between ${String(from)} and ${String(to)}`,
  )
  const by =
    at === null
      ? surely.never(who, 'watch', stream)
        ? 'never theirs'
        : null
      : surely.closedBy(who, 'watch', stream, at)
  if (by !== null && (facts.length > 0 || to > from))
    wrong.push(`${who.name}: news of ${stream} handed over after “Saved” (${by})`)
  return wrong
}

function within({ from, to, entriesOnly }: Handout, events: readonly KeptEvent[]): readonly KeptEvent[] {
  const some = events.slice(firstAbove(events, from), firstAbove(events, to))
  return entriesOnly ? some.filter(({ sentId }) => sentId !== null) : some
}

function compared({ who, stream, facts, at }: Handout, surely: Surely, expected: readonly KeptEvent[]): string[] {
  const got = new Map(facts.map((fact) => [fact.seq, fact]))
  const mayLack = ({ old }: KeptEvent) => old && !(at !== null && surely.open(who, 'old', stream, at))
  const missing = expected.filter((event) => !got.has(event.seq) && !mayLack(event)).map(({ seq }) => seq)
  const there = new Map(expected.map((event) => [event.seq, event]))
  return [
    ...(missing.length > 0 ? [`numbers ${missing.join(', ')} are missing`] : []),
    ...(got.size < facts.length || !inOrder(facts) ? ['numbers are doubled or not in order'] : []),
    ...facts.flatMap(({ seq, sentId }) => {
      const event = there.get(seq)
      if (!event) return [`number ${String(seq)} is there that nobody gave out`]
      if (event.sentId !== sentId) return [`number ${String(seq)} is another comment than the one that is stored`]
      const by = event.old && at !== null ? surely.closedBy(who, 'old', stream, at) : null
      return by === null ? [] : [`number ${String(seq)} is older than may be seen (${by})`]
    }),
  ]
}

const inOrder = (facts: readonly Told[]): boolean =>
  facts.every(({ seq }, nth) => seq > (facts[nth - 1]?.seq ?? -Infinity))

/** The index of the first event above a number. */
function firstAbove(sorted: readonly KeptEvent[], than: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.seq ?? 0) > than) high = middle
    else low = middle + 1
  }
  return low
}
