import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { withNames } from '#server/feed/mentions.ts'
import { iso, namesOfMentioned } from '#server/feed/rows.ts'
import type { Look } from '#server/platform/look.ts'
import { pathTo } from '#server/unread/mentions.ts'
import { around } from './around.ts'
import { LATELY, type Asked } from './asked.ts'
import { allHolding, idsOf, isOf, type Few } from './few.ts'
import { ROWS, type Hit } from './hits.ts'
import { holds, written } from './words.ts'

/**
 * Comments on tasks, contracts and projects by what was written, the newest first. As with files, where very many hold the words those that are
 * known and the newest are asked, and only who reads too few of them is searched from their own feeds on: then any of a common word are as good.
 */
export async function findComments(look: Look, { ids, words, fewOf }: Asked): Promise<Hit[]> {
  const { scope, viewer } = look
  if (ids) return hitsOf(await newestOf(look, idsOf({ ids, all: true })), words)
  const [onTasks, others] = await Promise.all([fewOf('task_comments', words), fewOf('other_comments', words)])
  const known = { ids: [...onTasks.ids, ...others.ids], all: onTasks.all && others.all }
  if (known.all) return known.ids.length > 0 ? hitsOf(await newestOf(look, idsOf(known)), words) : []
  const held = (id: RawBuilder<unknown>) => isOf(id, known, 'comments', words)
  const near = sql`${idsOf(known)} union all ${scope.newestComments()}`
  // The host's own people read most of them.
  const met = viewer.staff ? await newestOf(look, near, held) : []
  if (met.length === ROWS) return hitsOf(met, words)
  const begun = (of: 'tasks' | 'others', few: Few, table: 'task_comments' | 'other_comments') =>
    few.all
      ? []
      : [
          scope.commentsBegun(
            of,
            holds(written('e'), words),
            few.common ? sql.lit(ROWS) : LATELY,
            few.common ? undefined : allHolding(table, words),
          ),
        ]
  const theirs = sql.join(
    [
      viewer.staff ? idsOf({ ids: met.map(({ id }) => id), all: false }) : scope.commentsMet(near),
      ...begun('tasks', onTasks, 'task_comments'),
      ...begun('others', others, 'other_comments'),
    ],
    sql` union all `,
  )
  return hitsOf(await newestOf(look, theirs, held), words)
}

/** Comments `e` of these ids that the viewer reads, and of those such as `held` says: no other is cut into words, and none once there are enough. */
const newestOf = (
  { db, scope }: Look,
  among: RawBuilder<unknown>,
  held?: (id: RawBuilder<unknown>) => RawBuilder<SqlBool>,
) =>
  db
    .selectFrom(
      scope
        .comments(among)
        .select(['e.id', 'e.at', 'e.body', 'e.author_id', 'r.kind', 'r.id as record_id', 'r.title'])
        .orderBy('e.at', 'desc')
        .orderBy('e.id')
        .offset(sql.lit(0))
        .as('e'),
    )
    .innerJoin('users as u', 'u.id', 'e.author_id')
    .select(['e.id', 'e.body', 'u.name as by', 'e.kind', 'e.record_id', 'e.title'])
    .select([iso(sql.ref('e.at')).as('at'), namesOfMentioned.as('names')])
    .where(held ? held(sql.ref('e.id')) : sql<SqlBool>`true`)
    .orderBy('e.at', 'desc')
    .orderBy('e.id')
    .limit(ROWS)
    .execute()

type Row = Awaited<ReturnType<typeof newestOf>>[number]

const hitsOf = (rows: readonly Row[], words: readonly string[]): Hit[] =>
  rows.map(({ id, body, names, by, at, kind, record_id, title }) => ({
    subject: 'comments',
    id,
    title: around(
      withNames(body ?? '', (userId) => names?.[userId]),
      words,
    ),
    beside: title,
    within: kind,
    said: { by, at },
    ref: null,
    status: null,
    path: pathTo({ kind, id: record_id, entryId: id }),
  }))
