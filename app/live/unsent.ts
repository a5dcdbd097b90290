const NEVER_ECHOED = /password|token|code/i

/**
 * What the framework is told of a form that nobody answered: a refusal, as the portal's own are. Told of the failure itself, it would put
 * “Something went wrong” in the place of the page and of all that was typed there. What was sent may have arrived all the same.
 */
export function unsent(form: unknown): Response {
  const typed: Record<string, string | string[]> = {}
  if (form instanceof URLSearchParams || form instanceof FormData)
    for (const name of new Set(form.keys())) {
      const values = form.getAll(name).filter((value) => typeof value === 'string')
      if (!NEVER_ECHOED.test(name) && values[0] !== undefined) typed[name] = values.length === 1 ? values[0] : values
    }
  const refused = { status: 503, words: { key: 'line_cut' }, fields: {}, typed }
  return new Response(`${encoded({ data: { refused } })}\n`, { status: 503 })
}

type Value = string | number | Value[] | { [name: string]: Value }

/** As the framework reads data (turbo-stream): each value once, in the place of its parts their numbers. */
function encoded(whole: Value): string {
  const values: unknown[] = []
  const put = (value: Value): number => {
    const at = values.push(null) - 1
    values[at] = Array.isArray(value)
      ? value.map(put)
      : typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([name, part]) => [`_${String(put(name))}`, put(part)]))
        : value
    return at
  }
  put(whole)
  return JSON.stringify(values)
}
