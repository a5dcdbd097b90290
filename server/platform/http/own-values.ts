import { randomUUID } from 'node:crypto'
import { nameOfFixed } from '../fixed.ts'

/** A value in a page's data that is this answer's own: a time of the page itself, or the id of what may be written on it. */
export interface Own {
  /** Names from the data down to it. */
  path: string[]
  holder: Record<string, unknown>
  name: string
  value: string | number
}

/** Loaders call the page's own times `now` and `horizon`, and an id for one answer `nextSentId`. */
const TIMES = new Set(['now', 'horizon'])
export const ID = 'nextSentId'
/** So far down they stand at most; one further down makes data differ each time. */
const DEEP = 5

type Data = Record<string, unknown>

/** All of them, in the order of the data. Lists hold none. */
export function ownIn(data: Data, above: string[] = []): Own[] {
  const found: Own[] = []
  for (const [name, value] of Object.entries(data)) {
    const path = [...above, name]
    const isOwn = (TIMES.has(name) && isTime(value)) || (name === ID && typeof value === 'string')
    if (isOwn) found.push({ path, holder: data, name, value: value as string | number })
    else if (typeof value === 'object' && value !== null && !Array.isArray(value) && path.length < DEEP)
      found.push(...ownIn(value as Data, path))
  }
  return found
}

const isTime = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && !Number.isNaN(Date.parse(value)))

/** What a page's markup depends on, as text: its times count by the minute, as they are written; its ids do not count; what is fixed stands there by its name. */
export function textOf(data: Data, own: readonly Own[]): string {
  const lists = fixedIn(data)
  for (const { holder, name, value } of lists) holder[name] = nameOfFixed(value)
  for (const { holder, name, value } of own)
    holder[name] = name === ID ? '' : Math.floor(new Date(value).getTime() / 60_000)
  try {
    return JSON.stringify(data)
  } finally {
    restore(own)
    restore(lists)
  }
}

/** Lists that are fixed, as deep as `ownIn` looks. */
function fixedIn(data: Data, depth = 1): { holder: Data; name: string; value: unknown[] }[] {
  return Object.entries(data).flatMap(([name, value]) => {
    if (Array.isArray(value)) return nameOfFixed(value) ? [{ holder: data, name, value }] : []
    return typeof value === 'object' && value !== null && depth < DEEP ? fixedIn(value as Data, depth + 1) : []
  })
}

/** Puts a name of its own in the place of each, which stands nowhere else. */
export function standIn(own: readonly Own[]): string[] {
  return own.map(({ holder, name }) => {
    const instead = randomUUID()
    holder[name] = instead
    return instead
  })
}

export function restore(own: readonly { holder: Data; name: string; value: unknown }[]): void {
  for (const { holder, name, value } of own) holder[name] = value
}

/** The same data with the true values, where it has other ones in their places. */
export function withTrue(data: Data, own: readonly Own[]): Data {
  const copy = { ...data }
  for (const { path, name, value } of own) {
    let at: Data = copy
    for (const step of path.slice(0, -1)) at = at[step] = { ...(at[step] as Data) }
    at[name] = value
  }
  return copy
}
