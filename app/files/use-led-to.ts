import { useLocation } from '@remix-run/react'
import { useEffect, useState } from 'react'

/** Where a file stands on a page. */
export const anchorOf = (fileId: string) => `file-${fileId}`

/**
 * Whether the address leads to this file: then it is brought into sight, also out of a folded column. The page may have been shown before its files
 * were, so the browser cannot.
 */
export function useLedTo(fileId: string): boolean {
  const { hash, key } = useLocation()
  const [led, setLed] = useState(false)
  useEffect(() => {
    const here = hash === `#${anchorOf(fileId)}`
    setLed(here)
    const row = here ? document.getElementById(anchorOf(fileId)) : null
    const column = row?.closest<HTMLElement>('[popover]')
    if (column && row && !row.checkVisibility()) column.showPopover()
    row?.scrollIntoView({ block: 'center' })
  }, [hash, key, fileId])
  return led
}
