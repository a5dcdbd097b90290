import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Way } from './reach-in-sql.ts'
import { ordered, type Order } from '#server/platform/keyset.ts'

interface Asked {
  /** What the list asks of tasks `t`, its place included. */
  where: RawBuilder<SqlBool>
  order: Order
  /** Rows that the list reads, a literal. */
  most: RawBuilder<number>
}

const ID = sql.ref('t.id')

/**
 * Tasks `t` that come into a list by one of the ways and may be among its first rows. PostgreSQL does not know how many are somebody's: left
 * to it, it walks all tasks in order until it has met enough that are, or fetches all that are and sorts them. Here each way begins at its own
 * index and brings no more than the list shows. With null every task.
 */
export function begunFrom(ways: readonly Way[] | null, asked: Asked): RawBuilder<SqlBool> {
  if (!ways) return sql`true`
  const all = sql.join(
    ways.map((way) => along(way, asked)),
    sql` union all `,
  )
  return sql`t.id = any (array(select distinct on (f.place, f.id) f.id from (${all}) f ${firstOf('f', asked)}))`
}

const firstOf = (rows: string, { order, most }: Asked) => {
  const direction = sql.raw(order.direction)
  return sql`order by ${sql.ref(`${rows}.place`)} ${direction}, ${sql.ref(`${rows}.id`)} ${direction} limit ${most}`
}

/** The same for all that `where` asks of, without an order: to count them. */
export function reachedBy(ways: readonly Way[] | null, where: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  if (!ways) return sql`true`
  const each = ways.map((way) => {
    const found = sql`select t.id from tasks t where ${way.fits} and ${where}`
    // Kept together: a plan could ask `where` of all tasks first.
    return way.each ? sql`select l.id from (${way.each}) m cross join lateral (${found} offset 0) l` : found
  })
  return sql`t.id = any (array(${sql.join(each, sql` union all `)}))`
}

/** The place comes first, as it does in the order: so the ways are merged, read no further than the list goes. */
function along({ fits, each }: Way, asked: Asked): RawBuilder<unknown> {
  const { where, order, most } = asked
  const first = sql`(select ${order.key} as place, t.id from tasks t where ${fits} and ${where}
    order by ${ordered(order, ID)} limit ${most})`
  return each
    ? sql`(select l.place, l.id from (${each}) m cross join lateral ${first} l ${firstOf('l', asked)})`
    : first
}
