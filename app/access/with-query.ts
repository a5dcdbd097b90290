import { useLocation } from '@remix-run/react'

/** Makes addresses of this list: filters and place stay, what is given is set, null takes it away. */
export function useWithQuery(): (changes: Record<string, string | null>) => string {
  const { search } = useLocation()
  return (changes) => {
    const query = new URLSearchParams(search)
    query.delete('told')
    for (const [name, value] of Object.entries(changes))
      if (value === null) query.delete(name)
      else query.set(name, value)
    return `?${query.toString()}`
  }
}
