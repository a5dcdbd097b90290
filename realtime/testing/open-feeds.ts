import type { Member } from '#db/testing/cast.ts'
import { feedOf } from '#server/feed/queries.ts'
import { factsOf, type FeedSubject } from '#server/feed/subject.ts'
import { look } from '#server/platform/look.ts'
import type { Stage } from './stage.ts'

/** Feeds as people have them open on a stage. */
export function openFeeds(on: Stage) {
  const feed = (who: Member, subject: FeedSubject) =>
    look(on.near.caller(who), (here) => feedOf(here, subject, () => factsOf(here.scope, subject)))
  const named = (of: 'external' | 'staff') => async (who: Member, subject: FeedSubject) =>
    (await feed(who, subject)).people.filter(({ kind }) => kind === of).map(({ name }) => name)
  return {
    feed,
    externals: named('external'),
    staff: named('staff'),
    /** Opens a feed as its page does: follows every stream of it from where it stands. Answers how often it was told that its readers are others. */
    async opened(who: Member, subject: FeedSubject) {
      const { positions } = await feed(who, subject)
      const client = on.join(on.near, who)
      client.watch(positions)
      const names = Object.keys(positions)
      const isProven = (name: string) =>
        client.frames.some(({ rights }) => rights?.some(({ stream }) => stream === name))
      await client.until(() => names.every(isProven))
      const told = () =>
        names.flatMap((name) => client.news(name)).filter(({ fact }) => fact === 'readers.changed').length
      return { client, names, told, hears: (times: number) => client.until(() => told() >= times) }
    },
  }
}
