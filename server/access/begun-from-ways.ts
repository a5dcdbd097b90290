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
  const { order, most } = asked
  const all = sql.join(
    ways.map((way) => along(way, asked)),
    sql` union `,
  )
  const direction = sql.raw(order.direction)
  return sql`t.id = any (array(
    select f.id from (${all}) f order by f.place ${direction}, f.id ${direction} limit ${most}))`
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

function along({ fits, each }: Way, { where, order, most }: Asked): RawBuilder<unknown> {
  const first = sql`(select t.id, ${order.key} as place from tasks t where ${fits} and ${where}
    order by ${ordered(order, ID)} limit ${most})`
  return each ? sql`(select l.id, l.place from (${each}) m cross join lateral ${first} l)` : first
}
