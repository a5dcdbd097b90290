import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import type { Db } from '#db/database.ts'
import { holds, written } from './words.ts'

/** Tables whose text is searched, and that text of a row `n`, as their indexes have it. */
const TEXT = {
  tasks: sql<string>`n.ref || ' ' || n.title`,
  projects: sql<string>`n.name`,
  contracts: sql<string>`n.ref || ' ' || n.title`,
  attachments: sql<string>`n.name`,
  accounts: sql<string>`n.name || ' ' || coalesce(n.email, '')`,
  contacts: sql<string>`n.name || ' ' || coalesce(n.email, '')`,
  users: sql<string>`n.name`,
  staff: sql<string>`n.name || ' ' || coalesce(n.email, '')`,
  comments: written('n'),
  task_comments: written('n'),
  other_comments: written('n'),
}
type Searched = keyof typeof TEXT

/**
 * Those that are a part of a table and have an index to themselves: asked one by one with all others they would be waited for. What was said on
 * tasks, which few may read, is apart from what was said on contracts and projects, which all of the host's people may; `comments` are both, for asking one of them.
 */
const PART: Partial<Record<Searched, { of: string; is: RawBuilder<SqlBool> }>> = {
  attachments: { of: 'attachments', is: sql`n.removed_at is null` },
  staff: { of: 'users', is: sql`n.kind = 'staff'` },
  comments: { of: 'feed_entries', is: sql`n.body is not null` },
  task_comments: {
    of: 'feed_entries',
    is: sql`n.stream like 'task:%' and n.body is not null and n.deleted_at is null`,
  },
  other_comments: {
    of: 'feed_entries',
    is: sql`n.stream not like 'task:%' and n.stream not like 'conversation:%' and n.body is not null and n.deleted_at is null`,
  },
}

const rowsOf = (searched: Searched) => sql`${sql.table(PART[searched]?.of ?? searched)} n`
const holding = (searched: Searched, words: readonly string[]): RawBuilder<SqlBool> => {
  const held = holds(TEXT[searched], words)
  const part = PART[searched]
  return part ? sql<SqlBool>`(${part.is} and ${held})` : held
}

/**
 * Rows of a table that hold some words. `all`: there are no others; where there are, each row is sooner asked than all are listed. PostgreSQL takes every beginning of a word for one
 * that a fiftieth of all rows holds, and would ask 100,000 texts for a word that is in none.
 */
export interface Few {
  ids: readonly string[]
  all: boolean
  /** A sample told that very many do; else the index soon brings all of them. */
  common?: boolean
}
/** To walk all rows until some of a third of a percent are met takes longer than to know them all; of a percent and more it does not. */
const FEW = 1000

/** A thousandth of a table, always the same, and how many of it must hold a word that is taken for common. */
const SAMPLE = sql`tablesample system (0.1) repeatable (7)`
const COMMON = 9

export type FewOf = (table: Searched, words: readonly string[]) => Promise<Few>

/** `fewOf` that asks for each only once, for all subjects of one search. */
export function fewOfOnce(db: Db): FewOf {
  const known = new Map<string, Promise<Few>>()
  return (table, words) => {
    const asked = [table, ...words].join(' ')
    const found = known.get(asked) ?? fewOf(db, table, words)
    known.set(asked, found)
    return found
  }
}

/**
 * Which rows hold the words, as far as they are few; nobody may see them before scope was asked for them. A sample tells what is common: of it the index
 * would bring every row before it brings one.
 */
async function fewOf(db: Db, table: Searched, words: readonly string[]): Promise<Few> {
  const rows = rowsOf(table)
  const held = holding(table, words)
  const found = await sql<{ id: string; common: boolean }>`
    with sample as materialized (select n.id from ${rows} ${SAMPLE} where ${held})
    select id, true as common from sample where (select count(*) from sample) >= ${COMMON}
    union all (select n.id, false from ${rows} where (select count(*) from sample) < ${COMMON} and ${held} limit ${FEW + 1})`.execute(
    db,
  )
  const common = found.rows.some((row) => row.common)
  return { ids: found.rows.map(({ id }) => id), all: found.rows.length <= FEW && !common, common }
}

/** All rows of a table that hold the words, by the index of them: for those that are not common. */
export const allHolding = (table: Searched, words: readonly string[]): RawBuilder<unknown> =>
  sql`select n.* from ${rowsOf(table)} where ${holding(table, words)}`

/**
 * What a list looks for, whose other conditions no index helps: the rows are found by their words and apart, so that what they hold is not cut into
 * words row by row. It grants nothing: what is seen the query around it says. Without words nothing holds them.
 */
export const amongHolding = (
  id: RawBuilder<unknown>,
  table: Searched,
  words: readonly string[],
): RawBuilder<SqlBool> =>
  words.length === 0
    ? sql<SqlBool>`false`
    : sql<SqlBool>`${id} = any(array(select n.id from ${rowsOf(table)} where ${holding(table, words)}))`

/** One of those that were found first: where there are very many by name, any are as good. */
export const isAmong = (id: RawBuilder<unknown>, { ids }: Few): RawBuilder<SqlBool> =>
  sql<SqlBool>`${id} = any(${sql.val(ids)}::uuid[])`

/** The row of the table that `id` names is one of the few, or holds the words itself: asked of it alone, which an `exists` would be of all. */
export const isOf = (
  id: RawBuilder<unknown>,
  few: Few,
  table: Searched,
  words: readonly string[],
): RawBuilder<SqlBool> =>
  few.all
    ? isAmong(id, few)
    : sql<SqlBool>`(${isAmong(id, few)} or (select ${holding(table, words)} from ${rowsOf(table)} where n.id = ${id}))`

/** Whose rows belong to what is searched, each by an index of its own. */
export type Belonging = 'projects' | 'contracts' | 'contacts' | 'conversations'

/** Ids of a table's rows that belong to some few by a column: asked of its index one by one, however many it takes each to have. */
export const belonging = (table: Belonging, column: string, { ids }: Few): RawBuilder<unknown> =>
  sql`select b.id from unnest(${sql.val(ids)}::uuid[]) m (id)
    cross join lateral (select o.id from ${sql.table(table)} o where ${sql.ref(`o.${column}`)} = m.id offset 0) b`

/** Ids of the rows that say just this in a column. */
export const saying = (table: Belonging, column: string, what: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`select o.id from ${sql.table(table)} o where ${sql.ref(`o.${column}`)} = ${what}`

export const idsOf = ({ ids }: Few): RawBuilder<unknown> => sql`select unnest(${sql.val(ids)}::uuid[])`

/** Its id is one of those that several queries bring: read first, so that a plan begins with them and never walks a table to meet them. */
export const amongAll = (id: RawBuilder<unknown>, ...queries: readonly Expression<unknown>[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`${id} = any(array(${sql.join(queries, sql` union all `)}))`

/** A time to order by; where all rows are known by `few`, as one that no index has: else a plan walks all rows in its order to meet them. */
export const newest = (time: RawBuilder<unknown>, ...few: readonly Few[]): RawBuilder<unknown> =>
  few.every(({ all }) => all) ? sql`(${time} + interval '0')` : time

/** None at all: nothing was looked for by words. */
export const NONE: Few = { ids: [], all: true }
