import { useFetchers, useNavigation } from '@remix-run/react'
import { createContext, useContext, useLayoutEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from './notice.tsx'

interface Held {
  gone: boolean
  hold: (held: boolean) => void
}

/** The row that something is about; null outside of such a list. */
const HeldContext = createContext<Held | null>(null)

interface HeldRowsProps<Row> {
  rows: readonly Row[]
  children: (row: Row) => ReactNode
}

/**
 * The rows of a list. One that somebody else removes while a dialog is open about it stays until that is closed: the dialog says what happened, and
 * what was typed in it is still there to be copied.
 */
export function HeldRows<Row extends { id: string }>({ rows, children }: HeldRowsProps<Row>) {
  const [open, setOpen] = useState<{ row: Row; at: number } | null>(null)
  const gone = open && !rows.some(({ id }) => id === open.row.id) ? open : null
  const shown = gone ? [...rows.slice(0, gone.at), gone.row, ...rows.slice(gone.at)] : rows
  return shown.map((row, at) => (
    <HeldContext.Provider
      key={row.id}
      value={{ gone: row === gone?.row, hold: (held) => setOpen(held ? { row, at } : null) }}
    >
      {children(row)}
    </HeldContext.Provider>
  ))
}

/** Holds the row that a dialog is about while it is open. Answers whether it was removed meanwhile. */
export function useHeld(open: boolean): boolean {
  const held = useContext(HeldContext)
  useLayoutEffect(() => {
    if (!open) return
    held?.hold(true)
    return () => held?.hold(false)
    // The row as it was when it was opened is the one that is held.
  }, [open])
  return open && held?.gone === true
}

/** What a dialog says whose row was removed elsewhere: not of what its own form removes, which is still on its way. */
export function Gone() {
  const { t } = useTranslation()
  const idle = useNavigation().state === 'idle'
  const answered = useFetchers().every(({ state }) => state === 'idle')
  return (
    idle &&
    answered && (
      <div data-gone>
        <Notice tone="bad" className="mb-4">
          {t('gone')}
        </Notice>
      </div>
    )
  )
}
