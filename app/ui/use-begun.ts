import { useNavigation } from '@remix-run/react'
import { useEffect, useState } from 'react'
import type { Refused, Sent } from './refused.tsx'
import { useRevalidate } from './use-revalidate.ts'

/** null: what is only being made, which nobody else can have saved. */
type Versioned = { version: number | string } | null

/** A form that is open. */
interface Held<State> {
  /** What its writer began from, or was shown since as saved by somebody else: what a Save is against. */
  from: State
  /** What somebody else saved meanwhile, since the form was refused for it. */
  saved: State | null
  /** Counts how often it was begun anew; the `key` of fields that stay on the page after a Save. */
  round: number
  /** The refusal that was looked at last. */
  refusal: Refused['refusal']
  /** It was refused for what somebody else saved, and that is not here yet. */
  waits: boolean
  sent: boolean
}

const CONFLICT = 409

/** A form as it opens. A page that comes with a refusal comes with what is saved now, too. */
export function beginForm<State>(now: State, refusal: Refused['refusal'], conflict: boolean, round = 0): Held<State> {
  return { from: now, saved: conflict ? now : null, round, refusal, waits: false, sent: false }
}

/**
 * The open form after the page has heard `now`; the same object if that changes nothing. News alone never does: only a refusal that shows
 * it makes it what a Save is against, and a Save that was done begins anew.
 */
export function holdForm<State extends Versioned>(
  held: Held<State>,
  now: State,
  { refusal, conflict, sending }: { refusal: Refused['refusal']; conflict: boolean; sending: boolean },
): Held<State> {
  if (held.sent && !sending && refusal === null) return beginForm(now, null, false, held.round + 1)
  let next = held
  if (refusal !== held.refusal) next = { ...next, refusal, waits: conflict }
  if (next.waits && now?.version !== next.from?.version) next = { ...next, from: now, saved: now, waits: false }
  return next.sent === sending ? next : { ...next, sent: sending }
}

interface Options {
  /** Where the page stays after a Save: what this form sends to be told from the others there. */
  form?: Sent
  /** Whether it is on its way, where a fetcher sends it. */
  sending?: boolean
  /** Whether it was refused for what somebody else saved, where the status of the refusal does not say so. */
  conflict?: boolean
}

/**
 * Holds what a form was begun from while pages are kept true under it: `from` goes into its hidden version and into its fields, so that the
 * server can refuse to overwrite what somebody else saved. After such a refusal `saved` is that, to be shown beside what was typed
 * (`SavedNow`); with it `from` moves on, so that a second Save is meant.
 */
export function useBegun<State extends Versioned>(now: State, { refusal, status }: Refused, options: Options = {}) {
  const sent = useNavigation().formData
  const sending =
    options.sending ??
    (sent !== undefined &&
      options.form !== undefined &&
      Object.entries(options.form).every(([name, value]) => (sent.get(name) ?? undefined) === value))
  const conflict = options.conflict ?? status === CONFLICT
  const [held, setHeld] = useState(() => beginForm(now, refusal, conflict))
  const next = holdForm(held, now, { refusal, conflict, sending })
  if (next !== held) setHeld(next)
  const revalidate = useRevalidate()
  useEffect(() => {
    // Nothing is asked for anew after a refusal by itself.
    if (next.waits) revalidate()
  }, [next.waits, next.refusal, revalidate])
  return {
    from: next.from,
    saved: next.saved,
    round: next.round,
    /** Takes what is known now, where nothing was typed yet. */
    begin: () => setHeld((before) => beginForm(now, before.refusal, false, before.round + 1)),
  }
}
