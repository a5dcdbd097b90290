/** The address that brings more of a list: its filters stay as they are. Null at the end. */
export function moreAt(search: string, more: string | null): string | null {
  if (more === null) return null
  const query = new URLSearchParams(search)
  query.delete('after')
  query.delete('until')
  for (const [name, value] of new URLSearchParams(more)) query.set(name, value)
  return `?${query.toString()}`
}
