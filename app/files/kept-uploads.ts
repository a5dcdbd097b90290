/** A file that was half-way when its page went: where it goes on, and how far it was. No name and nothing of what is in it. */
export interface KeptUpload {
  /** Where the rest is sent. */
  url: string
  /** What it is for. */
  to: string
  /** Bytes. */
  size: number
  /** Share sent, 0 to 1. */
  sent: number
  /** When it was begun, ms since 1970. */
  at: number
}

const PREFIX = 'portico:upload:'
/** The server keeps the first part of a file so long. Ms. */
const KEPT = 24 * 60 * 60 * 1000

/**
 * The same for the same file going to the same place, also after a reload; tells nobody what the file is called. Two numbers of 32 bits
 * from its name, size and date.
 */
export function printOf({ name, size, lastModified, type }: File, to: string): string {
  let one = 0x811c9dc5
  let other = 0x1000193
  for (const unit of `${name}\0${String(size)}\0${String(lastModified)}\0${type}\0${to}`) {
    const code = unit.codePointAt(0) ?? 0
    one = Math.imul(one ^ code, 0x01000193)
    other = Math.imul(other + code, 0x85ebca6b) ^ (other >>> 13)
  }
  return (one >>> 0).toString(36) + (other >>> 0).toString(36)
}

// A browser may forbid storage, or have none left: then a reload begins anew, and everything else works.
export function keptUpload(print: string): KeptUpload | null {
  try {
    const kept = JSON.parse(window.localStorage.getItem(PREFIX + print) ?? 'null') as KeptUpload | null
    if (!kept || kept.at + KEPT > Date.now()) return kept
    forgetUpload(print)
  } catch {
    return null
  }
  return null
}

export function keepUpload(print: string, kept: KeptUpload): void {
  try {
    window.localStorage.setItem(PREFIX + print, JSON.stringify(kept))
  } catch {
    return
  }
}

export function forgetUpload(print: string): void {
  try {
    window.localStorage.removeItem(PREFIX + print)
  } catch {
    return
  }
}

/** What was half-way to a place, by its print. */
export function keptFor(to: string): { print: string; kept: KeptUpload }[] {
  return prints().flatMap((print) => {
    const kept = keptUpload(print)
    return kept?.to === to ? [{ print, kept }] : []
  })
}

/** At sign-out nothing of it stays; the server forgets its part with the session. */
export function forgetUploads(): void {
  for (const print of prints()) forgetUpload(print)
}

function prints(): string[] {
  try {
    return Object.keys(window.localStorage).flatMap((key) => (key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : []))
  } catch {
    return []
  }
}
