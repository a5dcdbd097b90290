import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { MentionedOn } from '#server/access/mentioned.ts'
import type { Scope } from '#server/access/scope.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { ofPerson } from '#server/feed/unread.ts'

/** So many mentions are counted. */
export const MOST_MENTIONS = 100

/**
 * The entries `e` of others that mention the viewer and that they have not read, in tasks, contracts and projects; each with the record `r` it
 * stands in. Chat counts its own.
 */
export const unreadMentions = (scope: Scope, viewer: Viewer) =>
  scope
    .mentions()
    .where('e.author_id', '<>', viewer.userId)
    .where('e.deleted_at', 'is', null)
    // Read marks are joined, not asked for each: somebody may have been mentioned thousands of times.
    .leftJoin('read_marks as m', (join) => join.on(ofPerson('m', viewer)).onRef('m.stream', '=', 'n.stream'))
    .where(sql<SqlBool>`n.seq > coalesce(m.seq, 0)`)
    .innerJoinLateral(scope.recordOf().as('r'), (join) => join.onTrue())

/** How many there are, up to `MOST_MENTIONS`, and how many of them on contracts whose ids are the rows of `said`; one row. */
export const mentionCounts = (scope: Scope, viewer: Viewer, said: RawBuilder<unknown>) =>
  sql`select count(*)::int as mentions, (count(*) filter (where one.on_said))::int as on_said from (${unreadMentions(
    scope,
    viewer,
  )
    .select(sql`r.kind = 'contract' and r.id in (${said})`.as('on_said'))
    .limit(MOST_MENTIONS)}) one`

/**
 * Where an entry is read, below its reader's base, however far up it is by then. A conversation opens where the unread begins; these have much above
 * their feed, so that the entry is named.
 */
export const pathTo = ({ kind, id, entryId }: { kind: MentionedOn; id: string; entryId: string }): string =>
  `/${kind}s/${id}${kind === 'project' ? '/feed' : ''}?entry=${entryId}#e-${entryId}`
