import { sql, type RawBuilder, type SqlBool } from 'kysely'

/** One way a list can be ordered. */
export interface Order {
  /** What is compared, never null. */
  key: RawBuilder<unknown>
  type: 'timestamptz' | 'date' | 'text' | 'integer'
  direction: 'asc' | 'desc'
}

/** A place in a list: the key of a row, as text in its full precision, and its id. */
export interface Place {
  key: string
  id: string
}

/**
 * Which rows of a list are asked for. `until`: all from the start to this place, and a page more (so the address keeps one's place);
 * `after`: a list too long for that goes on behind this place.
 */
export interface Window {
  after: Place | null
  until: Place | null
}

/** Rows that one step brings. */
export const PAGE = 30
/** Rows of one answer at most; what is longer goes on behind `after`. */
const MOST = 300

/** The window an address asks for. A place that cannot be one of this order is no place: the list starts at its beginning. */
export const windowIn = (query: URLSearchParams, order: Order): Window => ({
  after: placeIn(query.get('after'), order),
  until: placeIn(query.get('until'), order),
})

/** Rows to read for a window: one more than are shown tells whether there is more. */
export const rowsOf = ({ until }: Window): number => (until ? MOST : PAGE) + 1

/** The condition that begins behind `after`, for rows with `id`. */
export function behind({ after }: Window, order: Order, id: RawBuilder<unknown>): RawBuilder<SqlBool> {
  if (!after) return sql`true`
  return sql`(${order.key}, ${id}) ${sql.raw(order.direction === 'asc' ? '>' : '<')} (${after.key}::${sql.raw(order.type)}, ${after.id}::uuid)`
}

/** The order as SQL: the key, then the id, so that no two rows are equal. */
export const ordered = ({ key, direction }: Order, id: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`${key} ${sql.raw(direction)}, ${id} ${sql.raw(direction)}`

/** Cuts what was read to the window, and names the query that brings more (null at the end). */
export function cut<Row extends { id: string; place: string }>(
  rows: Row[],
  window: Window,
): { rows: Row[]; more: string | null } {
  const reached = window.until ? rows.findIndex(({ id }) => id === window.until?.id) + 1 : 0
  const shown = rows.slice(0, Math.min(reached + PAGE, MOST))
  const last = shown.at(-1)
  if (!last || shown.length === rows.length) return { rows: shown, more: null }
  const place = placeAt(last)
  const full = shown.length === MOST
  const query = new URLSearchParams(full ? { after: place } : { until: place })
  if (!full && window.after) query.set('after', asText(window.after))
  return { rows: shown, more: query.toString() }
}

/** A row's place, as an address carries it. */
export const placeAt = ({ place, id }: { place: string; id: string }): string => asText({ key: place, id })

const asText = ({ key, id }: Place) => Buffer.from(JSON.stringify([key, id])).toString('base64url')

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function placeIn(text: string | null, { type }: Order): Place | null {
  if (!text || text.length > 1000) return null
  try {
    const [key, id, ...rest] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
    if (typeof key !== 'string' || typeof id !== 'string' || rest.length > 0 || !UUID.test(id)) return null
    const fits = type === 'text' || (type === 'integer' ? /^\d{1,9}$/.test(key) : isDate(key))
    return fits ? { key, id } : null
  } catch {
    return null
  }
}

/** A date or time as PostgreSQL writes it, and one that exists: anything else would be a fault of the database's. */
function isDate(text: string): boolean {
  if (text === 'infinity' || text === '-infinity') return true
  if (!/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2}(\.\d{1,6})?\+00)?$/.test(text)) return false
  const date = new Date(text.replace(' ', 'T').replace(/\+00$/, 'Z'))
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text.slice(0, 10)
}

/** What was typed into a search, as a pattern that means itself anywhere in a text. */
export const anywhere = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
