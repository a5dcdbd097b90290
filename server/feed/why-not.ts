import { sql } from 'kysely'
import { Conflict, Invalid, TryLater } from '#server/platform/errors.ts'
import type { Work } from '#server/platform/work.ts'
import { mentionsStand, readable, replyStands, type Written } from './conditions.ts'
import { peopleIn } from './people.ts'
import { factsOf, READ, WRITE, type FeedSubject } from './subject.ts'

/** Why the statement stored nothing, asked link by link. Errors: always one of `NotFound`, `NotAllowed`, `Shut`, `Invalid`, `Conflict`. */
export async function whyNot(inner: Work, subject: FeedSubject, written: Written): Promise<never> {
  const { viewer, scope, must } = inner
  const facts = await factsOf(scope, subject)
  must(READ[subject.kind], facts)
  must(WRITE[subject.kind], facts)
  if (written.teamOnly) must('task.team_only', facts)
  const asked = await readable(scope, subject)
    .clearSelect()
    .select([
      sql<boolean>`${replyStands(scope, subject, written)}`.as('reply'),
      sql<boolean>`${mentionsStand(subject.kind, written)}`.as('mentions'),
    ])
    .executeTakeFirstOrThrow()
  if (!asked.reply) throw new Invalid({ body: 'reply_gone' })
  if (!asked.mentions) throw new Invalid({ body: 'mention_not_in_it' })
  const people = await peopleIn(inner, subject)
  const news = people.filter(
    ({ id, kind }) => kind === 'external' && id !== viewer.userId && !written.audience.includes(id),
  )
  // Nothing stands against it any more: somebody changed it in between.
  if (news.length === 0) throw new TryLater()
  const names = new Intl.ListFormat(viewer.locale).format(news.map(({ name }) => name))
  throw new Conflict('audience_grown', { names })
}
