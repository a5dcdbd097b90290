import type { Db, Tables } from '#db/database.ts'
import { sql, type RawBuilder, type Selectable, type SqlBool } from 'kysely'
import { reachedBy } from './begun-from-ways.ts'
import { deniedAtTheDoor } from './can.ts'
import type { Action } from './catalogue.ts'
import { contractQuery } from './contract-scope.ts'
import { noneOfTheTeams } from './entry-scope.ts'
import type { MentionedOn } from './mentioned.ts'
import { projectQuery, taskQuery } from './project-scope.ts'
import { NO, waysToTasks, YES } from './reach-in-sql.ts'
import type { Viewer } from './viewer.ts'
import { youngEnough } from './young-enough.ts'

/* What was said on tasks, contracts and projects, among all there is; of one feed that was found, `entries` says which are its. */

/** The id in the name of the entry's stream. */
const ID = sql<string>`split_part(split_part(e.stream, ':', 2), '/', 1)::uuid`
/** What somebody wrote and did not take back, as the indexes of comments have it. */
const SAID = sql<SqlBool>`e.body is not null and e.deleted_at is null`
const NO_MESSAGE = sql<SqlBool>`e.stream not like 'conversation:%'`
/** Facts among which the newest comments are looked for. */
const LATEST_FACTS = sql.lit(400)
/** So many comments are sooner asked than all that hold a word are fetched. */
const LITTLE = 200

/** Comments for a search; a part of `scopeOf`. */
export function commentQueries(viewer: Viewer, db: Db) {
  const listed = (list: Action) => (deniedAtTheDoor(viewer, list) ? NO : YES)
  /**
   * What the entry `e` of the query around this stands in, where its feed is open to the viewer [S5]. `listed`: and where the viewer is shown
   * lists of such records at all [A10].
   */
  const recordOf = (asked?: 'listed') => {
    const where = (list: Action) => (asked ? listed(list) : YES)
    return taskQuery(viewer, db, 'task.view')
      .clearSelect()
      .select([sql<MentionedOn>`'task'`.as('kind'), 't.id', 't.title'])
      .where(sql<SqlBool>`e.stream like 'task:%' and t.id = ${ID}`)
      .where(where('task.list'))
      .unionAll(
        contractQuery(viewer, db, 'contract.read')
          .clearSelect()
          .select([sql<MentionedOn>`'contract'`.as('kind'), 'c.id', 'c.title'])
          .where(sql<SqlBool>`e.stream like 'contract:%' and c.id = ${ID}`)
          .where(where('contract.list')),
      )
      .unionAll(
        projectQuery(viewer, db, 'project.read')
          .clearSelect()
          .select([sql<MentionedOn>`'project'`.as('kind'), 'p.id', 'p.name as title'])
          .where(sql<SqlBool>`e.stream like 'project:%' and p.id = ${ID}`)
          .where(where('project.list')),
      )
  }
  /** The streams of the feeds on tasks that open to the viewer. */
  const onTasks = () => {
    const tasks = taskQuery(viewer, db, 'task.list')
      .where(listed('task.view'))
      .where(reachedBy(waysToTasks(viewer), YES))
    const ids = tasks.clearSelect().select('t.id')
    return viewer.staff
      ? sql`select unnest(array['task:' || m.id, 'task:' || m.id || '/team']) as name from (${ids}) m`
      : sql`select 'task:' || m.id as name from (${ids}) m`
  }
  /** And on contracts and projects; none for the host's own, to whom all open. */
  const onOthers = () => {
    if (viewer.staff) return sql`select null::text as name where false`
    // As lists begin: asked one by one, very many that are none of theirs would be.
    const contracts = contractQuery(viewer, db, 'contract.list')
      .where(listed('contract.read'))
      .where('c.status', '<>', 'draft')
    const projects = projectQuery(viewer, db, 'project.read').where(listed('project.list'))
    return sql`select 'contract:' || m.id as name from (${contracts.clearSelect().select('c.id')}) m
      union all select 'project:' || m.id || '/inside' from (${projects.clearSelect().select('p.id')}) m`
  }
  const streams = { tasks: onTasks, others: onOthers }
  return {
    recordOf,
    /**
     * Comments `e` of these ids that the viewer may read, in records `r` that they may list, no older than the grant's days back [A7]; the newest
     * first, so that who wants a few asks no more of them than it takes.
     */
    comments: (among: RawBuilder<unknown>) =>
      db
        .selectFrom(
          sql<
            Selectable<Tables['feed_entries']>
          >`(select o.* from feed_entries o where o.id = any(array(${among})) order by o.at desc, o.id offset 0)`.as(
            'e',
          ),
        )
        .innerJoinLateral(recordOf('listed').as('r'), (join) => join.onTrue())
        .where(NO_MESSAGE)
        .where(SAID)
        .where(noneOfTheTeams(viewer))
        .where(youngEnough(viewer, sql.ref('e.at'))),
    /**
     * Ids of the newest comments of all, whoever reads them: to be asked for through `comments`. From the facts, which have an index of their time: one more on
     * entries would be paid for by each that is written. Facts are forgotten after days; what is older is found by other ways.
     */
    newestComments: () =>
      sql`(select (v.data->>'entryId')::uuid as id from (select fact, stream, data from events order by at desc limit ${LATEST_FACTS}) v
        where v.fact = 'entry.posted' and v.stream not like 'conversation:%')`,
    /** Ids of those of these comments that stand in a feed which opens to the viewer, looked for in the list of all of them: where those are few. */
    commentsMet: (ids: RawBuilder<unknown>) =>
      sql`(select e.id from feed_entries e where e.id = any(array(${ids})) and (e.stream in (${onTasks()}) or e.stream in (${onOthers()})))`,
    /**
     * Ids of comments `e` that `asked` holds of, `most` (a literal) of them, begun from the feeds that open to the viewer: one after the other, where
     * some are met soon. `rows`: all that hold it, where they are not very many; then they are looked through for the newest that stand in those
     * feeds, unless little was said there. It grants nothing: the comments are asked for through `comments` around it.
     */
    commentsBegun: (
      of: keyof typeof streams,
      asked: RawBuilder<SqlBool>,
      most: RawBuilder<number>,
      rows?: RawBuilder<unknown>,
    ) => {
      const own = sql`(${streams[of]()}) m cross join lateral (
          select n.* from feed_entries n where n.stream = m.name and n.body is not null and n.deleted_at is null offset 0) e
        where ${youngEnough(viewer, sql.ref('e.at'))}`
      if (!rows) return sql`(select e.id from ${own} and ${asked} limit ${most})`
      return sql`(with own as materialized (select e.* from ${own} limit ${sql.lit(LITTLE + 1)})
        select e.id from own e where (select count(*) from own) <= ${sql.lit(LITTLE)} and ${asked}
        union all (select e.id from (${rows} offset 0) e where (select count(*) from own) > ${sql.lit(LITTLE)}
          and e.stream in (${streams[of]()}) order by e.at desc, e.id limit ${most}))`
    },
  }
}
