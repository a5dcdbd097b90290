import type { z } from 'zod'
import { Invalid, type Words } from './errors.ts'

/** What came in, by name: a form, or an address's query. */
export type Fields = Pick<FormData, 'get' | 'getAll'> | Pick<URLSearchParams, 'get' | 'getAll'>

/**
 * What a form sent, in the shape its use-case wants. A name that came several times is a list where the shape asks for one;
 * names the shape does not know are dropped [S6]. `wrong`: what was found wrong with fields in other ways; null where nothing was. Errors:
 * `Invalid` with the first complaint about each field, all of them at once.
 */
export function readForm<Shape extends z.ZodObject>(
  shape: Shape,
  form: Fields,
  wrong: Record<string, string | null> = {},
): z.infer<Shape> {
  const sent: Record<string, unknown> = {}
  for (const name of Object.keys(shape.shape)) {
    const values = form.getAll(name).filter((value: unknown) => typeof value === 'string')
    if (values.length > 0) sent[name] = isList(shape.shape[name]) ? values : values[0]
  }
  const read = shape.safeParse(sent)
  const fields: Record<string, Words> = {}
  for (const { path, message } of read.error?.issues ?? [])
    fields[String(path[0] ?? '')] ??= { key: isKey(message) ? message : 'not_right' }
  for (const [name, key] of Object.entries(wrong)) if (key) fields[name] ??= { key }
  if (!read.success || Object.keys(fields).length > 0) throw new Invalid(fields)
  return read.data
}

/** Whether a field holds a list, looking through what wraps it (default, optional, transformed). */
function isList(field: unknown): boolean {
  if (typeof field !== 'object' || field === null || !('def' in field)) return false
  const def = field.def as { type: string; innerType?: unknown; in?: unknown }
  return def.type === 'array' || isList(def.innerType) || isList(def.in)
}

/** Our shapes give keys; zod's own sentences are for developers. */
const isKey = (message: string) => /^[a-z][a-z0-9_]*$/.test(message)
