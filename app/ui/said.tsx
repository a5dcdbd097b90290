import type { ReactNode } from 'react'

/** Stands in a sentence for what is drawn in its place. */
const PLACE = '\uFFFC'

/** A whole sentence with something drawn in it, such as a time, wherever the reader's language puts that. */
export function Said({ say, children }: { say: (place: string) => string; children: ReactNode }) {
  const [before, after] = say(PLACE).split(PLACE)
  return (
    <>
      {before}
      {children}
      {after}
    </>
  )
}
