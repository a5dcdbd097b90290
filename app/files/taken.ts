import type { Words } from '#server/platform/errors.ts'

/** What is taken in here, as the server told the page. */
export interface Taken {
  /** Endings as a file chooser takes them: `.pdf,.png`. */
  accept: string
  /** Bytes. */
  largest: number
}

/** The kinds that are taken in, for people to read. */
export const kindsIn = (accept: string): string => accept.replaceAll('.', '').replaceAll(',', ', ')

export const megabytes = (bytes: number): number => Math.floor(bytes / 1_000_000)

/** Why a file would be refused, in the server's words, as far as it shows before anything is sent; else null. */
export function refusalOf({ name, size }: File, { accept, largest }: Taken): Words | null {
  const ending = /\.[^.\s]+$/.exec(name.replace(/^[. ]+|[. ]+$/g, ''))?.[0].toLowerCase() ?? ''
  if (!accept.split(',').includes(ending))
    return { key: 'file_type_forbidden', values: { name, allowed: kindsIn(accept) } }
  if (size === 0) return { key: 'file_empty', values: { name } }
  if (size > largest) return { key: 'file_too_large', values: { name, mb: megabytes(largest) } }
  return null
}
