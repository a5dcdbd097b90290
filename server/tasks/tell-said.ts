import type { Db } from '#db/database.ts'
import { policyOf, type Policy } from '#server/access/policy.ts'
import { ownStreamsInTask } from '#server/access/task-party.ts'
import type { Portal } from '#server/platform/portal.ts'
import { storeEvents, type Fact } from '#server/streams/events.ts'
import { subjectOf } from '#server/streams/names.ts'

/** What is said on a task is told to lists so long after, and all that is said meanwhile with it. Ms. */
const SOON = 300

/** Streams of tasks on which something was said that lists are not told of yet. */
const due = new WeakMap<Portal, Set<string>>()

/**
 * Has the lists of everyone in a task told that something was said there: not with the comment itself, which would wait for the streams of all of
 * them, but right behind it. It is a hint to look: should this node end before it, they look by themselves half a minute later.
 */
export function tellSaidSoon(portal: Portal, stream: string): void {
  const waiting = due.get(portal)
  if (waiting) return void waiting.add(stream)
  const streams = new Set([stream])
  due.set(portal, streams)
  setTimeout(() => {
    due.delete(portal)
    tellSaid(portal, [...streams]).catch((error: unknown) =>
      portal.log.warn({ err: error }, 'lists were not told what was said on a task'),
    )
  }, SOON).unref()
}

/** The same now, for the streams of tasks or their teams. */
export async function tellSaid(portal: Portal, streams: readonly string[]): Promise<void> {
  const facts = await portal.database.db.transaction().execute(async (db) => {
    const { version } = await db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()
    const policy = await policyOf(db, portal, version)
    const found = await Promise.all(streams.map((stream) => saidOn(db, policy, stream)))
    await storeEvents(db, found.flat())
    return found.flat()
  })
  portal.doorbell.ring([...new Set(facts.map(({ stream }) => stream))])
}

/** That something was said on a task's stream, or is there no more: for the lists of everyone who is in it and may read it. */
export async function saidOn(db: Db, policy: Policy, stream: string): Promise<Fact[]> {
  const about = subjectOf(stream)
  if (about?.subject !== 'task') return []
  const own = await ownStreamsInTask(db, policy, { taskId: about.id, teamOnly: about.team })
  return own.map((one) => ({ stream: one, fact: 'task.said', data: { taskId: about.id } }))
}
