import type { Caller } from '#server/platform/caller.ts'
import { Shut, SignInNeeded } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { proveWatchers } from '#server/access/watch.ts'
import type { Chunk, Frame } from './frames.ts'
import type { Positions } from './positions.ts'
import { readEvents } from './read-events.ts'
import { settleRealm } from './realm.ts'
import { refusePosition } from './refuse-position.ts'
import { renderFacts } from './renderers.ts'

/** What is new since `positions`, for a page that has no socket: the same frame, under the rule of now. Errors: `SignInNeeded`, `Shut`. */
export async function catchUp(caller: Caller, positions: Positions): Promise<Frame> {
  await settleRealm(caller.portal)
  return look(caller, async ({ db, viewer }) => {
    const [standing] = await proveWatchers(db, [{ caller, streams: Object.keys(positions) }])
    if (standing?.ended === 'shut') throw new Shut(standing.reason)
    if (!standing || standing.ended) throw new SignInNeeded()
    const frame = { news: [] as Chunk[], rights: [], lost: [], reset: [] } satisfies Frame as Required<
      Omit<Frame, 'here' | 'told'>
    >
    for (const [stream, proof] of standing.streams)
      if (proof.allowed) frame.rights.push({ stream, abilities: proof.abilities, at: viewer.now.toISOString() })
      else frame.lost.push({ stream, reason: proof.hidden ? 'not_found' : proof.reason })
    const places = frame.rights.map(({ stream }) => ({ stream, after: positions[stream] ?? 0 }))
    for (const { stream, after, misplaced, to, facts } of (await readEvents(db, places)).values()) {
      if (misplaced) {
        refusePosition(misplaced)
        frame.reset.push(stream)
        continue
      }
      if (to === after) continue
      const told = (await renderFacts(db, facts)).filter(
        ({ datedAt }) => !standing.horizon || datedAt >= standing.horizon,
      )
      frame.news.push({
        stream,
        from: after,
        to,
        facts: told.map(({ seq, fact, data, at }) => ({ seq, fact, data, at: at.toISOString() })),
      })
    }
    return frame
  })
}
