import type { ReactNode } from 'react'
import { Notice } from './notice.tsx'

/** What was just done: it stays in sight also of somebody who did it further down the page. */
export function Told({ children }: { children: ReactNode }) {
  return (
    <div className="sticky top-2 z-20 rounded-box bg-surface shadow-lift">
      <Notice tone="good" role="status">
        {children}
      </Notice>
    </div>
  )
}
